// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.LinkedHashMap;

/// Kernels by program, shared by all plans, so that a loop that occurs again is neither emitted nor
/// warmed up again. The least recently used kernel is dropped when there are too many; its class
/// unloads once no plan holds it.
///
/// Safe for use by several threads.
final class KernelCache {
  private final int vectorBits;
  private final int capacity;
  private final boolean waitsForCompiler;
  private final LinkedHashMap<Program, Kernel> kernels = new LinkedHashMap<>(16, 0.75f, true);
  private long compiles;

  /// @param vectorBits the width of vectors: 512, 256, 128, or 0 for single elements
  /// @param capacity how many kernels are kept, 1 or more
  KernelCache(int vectorBits, int capacity) {
    this(vectorBits, capacity, true);
  }

  /// @param vectorBits the width of vectors: 512, 256, 128, or 0 for single elements
  /// @param capacity how many kernels are kept, 1 or more
  /// @param waitsForCompiler whether kernels go without vectors until those have been compiled
  KernelCache(int vectorBits, int capacity, boolean waitsForCompiler) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + "; keep 1 kernel or more");
    }
    this.vectorBits = vectorBits;
    this.capacity = capacity;
    this.waitsForCompiler = waitsForCompiler;
  }

  /// The kernel of a program, emitted if it is not kept.
  synchronized Kernel get(Program program) {
    Kernel kernel = kernels.get(program);
    if (kernel == null) {
      kernel = KernelEmitter.emit(program, vectorBits);
      if (waitsForCompiler) {
        kernel.startWithoutVectors();
      }
      compiles++;
      kernels.put(program, kernel);
      if (kernels.size() > capacity) {
        kernels.pollFirstEntry();
      }
    }
    return kernel;
  }

  /// How many kernels were emitted.
  synchronized long compiles() {
    return compiles;
  }

  /// How many kernels are kept.
  synchronized int size() {
    return kernels.size();
  }
}
