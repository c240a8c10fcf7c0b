// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kernels allocate nothing once they are compiled.
@Tag("alone") // What another test has taught the compiler would decide whether vectors are boxed.
class KernelAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Named<Program>> programs() {
    return Stream.of(
        Named.of("adam", KernelExamples.adam()),
        Named.of("bias and gelu", KernelExamples.biasGelu()),
        Named.of("softmax", KernelExamples.softmax()),
        Named.of("bias and relu", KernelExamples.biasRelu()),
        Named.of("dropout", KernelExamples.dropout()),
        Named.of("column sum", KernelExamples.columnSum()),
        Named.of("a program in stages", KernelExamples.chain(10)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void nothingIsAllocated(Program program) {
    int bits = VectorBits.preferred();
    Kernel kernel =
        program.equals(KernelExamples.chain(10))
            ? SplitStages.emit(program, bits, 10)
            : KernelEmitter.emit(program, bits);
    ProgramData data = ProgramData.draw(new SplittableRandom(1), program, 500, 500);
    // Compilation runs beside this thread and takes as long as it takes.
    long deadline = System.nanoTime() + 60_000_000_000L;
    long allocated = Long.MAX_VALUE;
    while (allocated != 0 && System.nanoTime() < deadline) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        data.run(kernel);
      }
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, allocated);
  }
}
