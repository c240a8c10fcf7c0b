// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.math.Threefry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/// Writes words of a Threefry stream; every implementation writes the same ones.
@FunctionalInterface
interface RandomWords {

  /// Writes the `n` words from number `index` on to `words[at], ...`, as [Threefry#fill(int, int,
  /// long, int[], int, int)].
  void fill(int key0, int key1, long index, int[] words, int at, int n);

  /// The implementation for a vector width, a new one at each call.
  ///
  /// @param bits the width of vectors: 512, 256, 128, or 0 for single elements
  static RandomWords of(int bits) {
    if (bits == 0) {
      return Threefry::fill;
    }
    // A copy of the class, so that the width is a constant in its code.
    try (InputStream in = RandomWords.class.getResourceAsStream("VectorThreefry.class")) {
      if (in == null) {
        throw new IllegalStateException("the class file of VectorThreefry is missing");
      }
      return (RandomWords)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(in.readAllBytes(), bits, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Threefry with vectors of " + bits + " bits", e);
    }
  }
}
