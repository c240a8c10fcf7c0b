// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// An operation that was recorded: what the inside of a model looks like from outside. Looking
/// computes nothing.
///
/// @param op what is computed; [Op.Input] for a variable's value and for a given or forgotten value
/// @param inputs the operands, none of a variable's value
/// @param result what it gives; equal to no other tensor
/// @param variable whose value the result is, if it is one
public record Recorded(Op op, List<Tensor> inputs, Tensor result, Optional<Variable> variable) {
  /// Copies the list.
  public Recorded {
    inputs = List.copyOf(inputs);
  }

  /// Everything that `results` are computed from, themselves included, in the order in which it was
  /// recorded, so operands before their users.
  ///
  /// What lies before a variable's value is not part of it, nor what a computed tensor has
  /// forgotten (see [Tensor]).
  public static List<Recorded> behind(Collection<Tensor> results) {
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Tensor> open = new ArrayDeque<>();
    for (Tensor result : results) {
      if (seen.add(result)) {
        open.push(result);
      }
    }
    List<Tensor> found = new ArrayList<>();
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      found.add(tensor);
      if (tensor.owner() == null) {
        for (Tensor input : tensor.inputs()) {
          if (seen.add(input)) {
            open.push(input);
          }
        }
      }
    }
    found.sort(Comparator.comparingLong(Tensor::id));
    return found.stream().map(Recorded::of).toList();
  }

  private static Recorded of(Tensor tensor) {
    Variable owner = tensor.owner();
    Tensor[] inputs = tensor.inputs();
    boolean leaf = owner != null || inputs.length == 0 && tensor.value() != null;
    return leaf
        ? new Recorded(Tensor.LEAF, List.of(), tensor, Optional.ofNullable(owner))
        : new Recorded(tensor.op(), Arrays.asList(inputs), tensor, Optional.empty());
  }

  /// Whether the result is a value that was given, or has forgotten how it was computed, and is no
  /// variable's.
  public boolean isGiven() {
    return op instanceof Op.Input && variable.isEmpty();
  }

  /// Runs `body`, which only records, and takes back what it assigned to `variables`: for looking
  /// at a step that is not to be taken.
  ///
  /// @throws IllegalStateException if the body computed an assignment
  public static <T> T tentatively(Collection<Variable> variables, Supplier<T> body) {
    Map<Variable, Tensor> current = new IdentityHashMap<>();
    Map<Variable, Tensor> stored = new IdentityHashMap<>();
    for (Variable v : variables) {
      current.put(v, v.value());
      stored.put(v, v.stored());
    }
    try {
      T result = body.get();
      for (Variable v : variables) {
        if (v.stored() != stored.get(v)) {
          throw new IllegalStateException(
              "tentatively: the body computed what it assigned to "
                  + v
                  + ", which cannot be taken back; let it record only, without item(), eval() or a"
                  + " step of an optimizer");
        }
      }
      return result;
    } finally {
      current.forEach((v, before) -> v.restore(before, stored.get(v)));
    }
  }
}
