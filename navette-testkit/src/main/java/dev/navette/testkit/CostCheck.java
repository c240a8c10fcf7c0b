// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import com.sun.management.ThreadMXBean;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;

/// What a computation must not cost once it has run: plans, kernels and garbage.
///
/// ```java
/// CostCheck.compilesOnce(step -> new Tensor[] {layer.forward(input(step))});
/// CostCheck.compilesNoKernelForSizes(batch -> new Tensor[] {layer.forward(input(batch))}, 8, 5, 2);
/// CostCheck.allocatesAtMost(20_000, () -> layer.forward(x).eval());
/// ```
public final class CostCheck {
  private static final int CALLS = 20;
  private static final int ROUNDS = 100;

  private CostCheck() {}

  /// Checks that a computation makes no plan and compiles no kernel from its second call on.
  ///
  /// @param step records results for other values at each call, which it is given the number of
  /// @throws AssertionError with the reasons for new plans
  public static void compilesOnce(IntFunction<Tensor[]> step) {
    Navette.eval(step.apply(0));
    for (int call = 1; call <= 2; call++) {
      // The operands may be computed as well; only what depends on them is evaluated below.
      Tensor[] results = step.apply(call);
      long plans = Navette.planMisses();
      long kernels = Navette.kernelCompiles();
      Navette.eval(results);
      long newPlans = Navette.planMisses() - plans;
      long newKernels = Navette.kernelCompiles() - kernels;
      if (newPlans + newKernels > 0) {
        List<String> reasons = Navette.missReasons();
        throw new AssertionError(
            "call "
                + (call + 1)
                + " made "
                + newPlans
                + " plans and "
                + newKernels
                + " kernels; the latest plan was made because "
                + (reasons.isEmpty() ? "nothing was there" : reasons.getLast()));
      }
    }
  }

  /// Checks that a computation compiles no kernel for other sizes.
  ///
  /// @param ofSize records results for a size, such as a batch
  /// @param first the size that it compiles for; more than 1, as all others: 0 and 1 are special
  /// @param others those that need nothing new
  /// @throws AssertionError naming the size
  public static void compilesNoKernelForSizes(
      IntFunction<Tensor[]> ofSize, int first, int... others) {
    Navette.eval(ofSize.apply(first));
    for (int size : others) {
      long kernels = Navette.kernelCompiles();
      Navette.eval(ofSize.apply(size));
      long more = Navette.kernelCompiles() - kernels;
      if (more > 0) {
        throw new AssertionError(
            "size " + size + " compiled " + more + " kernels, after size " + first);
      }
    }
  }

  /// Checks how much one call allocates on this thread once it has been compiled: the least of many
  /// rounds, since what the just-in-time compiler does not know yet allocates more.
  ///
  /// @param bytes the most that a call may allocate
  /// @throws AssertionError with the bytes
  public static void allocatesAtMost(long bytes, Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > bytes; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    if (least > bytes) {
      throw new AssertionError("a call allocates " + least + " bytes, more than " + bytes);
    }
  }
}
