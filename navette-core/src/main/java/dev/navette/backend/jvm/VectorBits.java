// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Which vector width the process's kernels use, in bits: 512, 256, 128, or 0 for scalar kernels.
///
/// The system property `navette.vector.bits` says so; without it the machine's preferred width
/// counts. Without the module `jdk.incubator.vector` the width is 0, and one line of the log names
/// the flag that adds it. The width changes the speed of a result, never its bits.
final class VectorBits {
  private static final String PROPERTY = "navette.vector.bits";
  private static final String MODULE = "jdk.incubator.vector";

  private VectorBits() {}

  /// The process's width; kernels take a width of their own, of which this is the default.
  static int preferred() {
    return Preferred.BITS;
  }

  /// Whether the Vector API is there, so that a width above 0 can be used.
  static boolean available() {
    return Preferred.AVAILABLE;
  }

  /// The width that a setting asks for.
  ///
  /// @param setting the property's text; empty when it is not set
  /// @param available whether the module is there
  /// @throws IllegalArgumentException if the setting is none of 512, 256, 128, 0
  static int choose(String setting, boolean available) {
    int wanted =
        switch (setting.strip()) {
          case "" -> -1;
          case "0" -> 0;
          case "128" -> 128;
          case "256" -> 256;
          case "512" -> 512;
          default ->
              throw new IllegalArgumentException(
                  PROPERTY + " is \"" + setting + "\"; use 512, 256, 128, or 0 for scalar kernels");
        };
    if (!available || wanted == 0) {
      return 0;
    }
    return wanted > 0 ? wanted : VectorSpeciesProbe.preferredBits();
  }

  private static final class Preferred {
    static final boolean AVAILABLE = ModuleLayer.boot().findModule(MODULE).isPresent();
    static final int BITS = choose(System.getProperty(PROPERTY, ""), AVAILABLE);

    static {
      if (AVAILABLE) {
        // On the module path the core may have been resolved before the flag added the module.
        ModuleLayer.boot().findModule(MODULE).ifPresent(VectorBits.class.getModule()::addReads);
      } else {
        System.getLogger("dev.navette")
            .log(
                System.Logger.Level.WARNING,
                "Navette runs scalar kernels, several times slower: the module "
                    + MODULE
                    + " is missing. Start java with: --add-modules "
                    + MODULE);
      }
    }
  }
}
