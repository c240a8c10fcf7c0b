// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static java.util.stream.Collectors.joining;

import dev.navette.plan.Explanation;
import java.util.List;

/// Evaluating, explaining and choosing where: what concerns no single tensor.
public final class Navette {
  private Navette() {}

  /// Computes several tensors in one plan, with the assignments that are pending on the variables
  /// they touch.
  public static void eval(Tensor... tensors) {
    Evaluation.run(tensors);
  }

  /// Computes what is pending on these variables, and `kept` tensors in the same plan.
  ///
  /// @param variables whose assignments to carry out
  /// @param kept other tensors to compute before the variables change
  public static void commit(List<Variable> variables, Tensor... kept) {
    Tensor[] all = new Tensor[variables.size() + kept.length];
    for (int i = 0; i < variables.size(); i++) {
      all[i] = variables.get(i).value();
    }
    System.arraycopy(kept, 0, all, variables.size(), kept.length);
    Evaluation.run(all);
  }

  /// The plan that computes `tensor`, as text: the expanded graph; the steps, what is fused in each
  /// and how much each reads and writes; passes over memory and bytes held, against the least there
  /// can be; kernels. Computes nothing.
  public static String explain(Tensor tensor) {
    return Explanation.of(Evaluation.plan(tensor));
  }

  /// Runs `step` and explains, as [#explain(Tensor)] does, every plan that it ran on this thread,
  /// such as that of a training step: `Navette.explain(() -> optimizer.step(loss))`.
  public static String explain(Runnable step) {
    return Evaluation.plans(step).stream().map(Explanation::of).collect(joining("\n"));
  }

  /// How much memory one plan takes that computes `tensors`. Computes and compiles nothing.
  public static MemoryUse memory(Tensor... tensors) {
    return MemoryUse.of(Evaluation.schedule(tensors));
  }

  /// Runs `body` on the backend called `name` (`jvm`, `reference`).
  ///
  /// @throws IllegalArgumentException naming the backends there are
  public static void on(String name, Runnable body) {
    Backends.with(Backends.named(name), body);
  }

  /// Runs `body` on the backend called `name` as on a machine with this vector width and number of
  /// threads. Results are the same bits whatever they are; tests see to that.
  ///
  /// @param vectorBits 512, 256, 128, or 0 for scalar code
  /// @param threads 1 or more
  /// @throws IllegalArgumentException naming the backends there are
  public static void on(String name, int vectorBits, int threads, Runnable body) {
    Backends.with(Backends.named(name, vectorBits, threads), body);
  }

  /// How many kernels the current backend has compiled.
  public static long kernelCompiles() {
    return Backends.current().backend().kernelCompiles();
  }

  /// How many plans the current backend has made: one a new structure.
  public static long planMisses() {
    return Backends.current().plans().misses();
  }

  /// Why each of the latest plans had to be made, oldest first, such as `dtype of input 0 was f32,
  /// now f64`.
  public static List<String> missReasons() {
    return Backends.current().plans().missReasons();
  }

  /// What computes, as data; starts the backend.
  public static Environment environment() {
    return Environment.of(Backends.current().backend());
  }

  /// The version of Navette.
  public static String version() {
    return Environment.navetteVersion();
  }

  /// One line about the machine in use: backend, vector width, threads, and what to fix.
  public static String describe() {
    return Backends.current().backend().describe();
  }
}
