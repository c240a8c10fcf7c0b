// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A machine that the fast backend can stand for: results must be the same bits on all of them.
///
/// ```java
/// Machine.check(() -> List.of(model.forward(x)));
/// ```
///
/// @param vectorBits the width of its vectors: 512, 256, 128, or 0 for none
/// @param threads how many threads share the work
public record Machine(int vectorBits, int threads) {
  private static final int[] WIDTHS = {0, 128, 256, 512};
  private static final int[] TEAMS = {1, 2, 3};

  /// Every width and every number of threads at least once.
  public static List<Machine> few() {
    return List.of(
        new Machine(256, 3), new Machine(0, 1), new Machine(128, 2), new Machine(512, 2));
  }

  /// Every width with 1, 2 and 3 threads.
  public static List<Machine> all() {
    List<Machine> all = new ArrayList<>();
    for (int width : WIDTHS) {
      for (int team : TEAMS) {
        all.add(new Machine(width, team));
      }
    }
    return all;
  }

  /// Runs `body` on this machine.
  public void run(Runnable body) {
    Navette.on("jvm", vectorBits, threads, body);
  }

  /// Checks that a computation gives the same bits on [#few()] machines and on the reference
  /// backend.
  ///
  /// @param computation records results, anew at each call
  /// @throws AssertionError naming the machine, the result and the element
  public static void check(Supplier<List<Tensor>> computation) {
    check("", computation, few());
  }

  /// [#check(Supplier)] on these machines.
  ///
  /// @param what is computed, for messages
  public static void check(
      String what, Supplier<List<Tensor>> computation, List<Machine> machines) {
    List<Tensor> truth = new ArrayList<>();
    Navette.on("reference", () -> truth.addAll(evaluated(computation)));
    for (Machine machine : machines) {
      machine.run(() -> {
        List<Tensor> results = evaluated(computation);
        for (int i = 0; i < truth.size(); i++) {
          Bits.same(what + ", result " + i + " on " + machine, truth.get(i), results.get(i));
        }
      });
    }
  }

  private static List<Tensor> evaluated(Supplier<List<Tensor>> computation) {
    List<Tensor> results = computation.get();
    Navette.eval(results.toArray(Tensor[]::new));
    return results;
  }

  /// Such as `jvm, 256 bits, 3 threads`.
  @Override
  public String toString() {
    return "jvm, " + vectorBits + " bits, " + threads + (threads == 1 ? " thread" : " threads");
  }
}
