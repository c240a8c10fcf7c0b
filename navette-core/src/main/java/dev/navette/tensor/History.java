// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How long tensors remember what they were made from.
///
/// A computed tensor needs its operands only to be differentiated, which is possible only until a
/// variable below it is overwritten. A graph that grows without ever being evaluated is evaluated
/// when it reaches a budget.
final class History {
  /// The longest chain of recorded operations.
  static final int BUDGET = 20_000;

  private static final AtomicLong OVERWRITES = new AtomicLong();
  private static final AtomicBoolean WARNED = new AtomicBoolean();
  private static final System.Logger LOG = System.getLogger("dev.navette");

  private History() {}

  /// Called when an evaluation has overwritten a version of a variable.
  static void overwritten() {
    OVERWRITES.incrementAndGet();
  }

  /// Forgets the history of a computed tensor if it leads to an overwritten variable.
  static void forgetIfDead(Tensor computed) {
    if (OVERWRITES.get() != 0 && computed.inputs().length > 0 && !isAlive(computed)) {
      computed.forget();
    }
  }

  /// Whether every variable version that `tensor` was made from still exists.
  static boolean isAlive(Tensor tensor) {
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(tensor);
    while (!open.isEmpty()) {
      Tensor t = open.pop();
      if (t.isOverwritten()) {
        return false;
      }
      for (Tensor input : t.inputs()) {
        if (input.isTracked() && seen.add(input)) {
          open.push(input);
        }
      }
    }
    return true;
  }

  /// Evaluates a graph that has grown to the budget, and says once where.
  static void evaluateOverBudget(Tensor tensor) {
    if (WARNED.compareAndSet(false, true)) {
      String line =
          StackWalker.getInstance()
              .walk(frames ->
                  frames
                      .filter(f -> !f.getClassName().startsWith("dev.navette.tensor."))
                      .findFirst()
                      .map(Object::toString)
                      .orElse("an unknown line"));
      LOG.log(
          System.Logger.Level.WARNING,
          "a recorded graph reached "
              + BUDGET
              + " operations in a chain and was evaluated; it grows at "
              + line
              + ". Read a value (item(), eval()) or step an optimizer in the loop; gradients do not"
              + " reach further back than this point.");
    }
    Evaluation.run(tensor);
    tensor.forget();
  }
}
