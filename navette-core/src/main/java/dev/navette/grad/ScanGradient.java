// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gradient of a loop: a loop in the other direction that carries the cotangents of the
/// carries.
///
/// The forward loop is replaced by one that keeps what the gradient needs ([ResidualCut]), or is
/// cut into chunks where that would be too much ([ScanChunks]). Gradients of constants are summed
/// over the steps as [StepSum] says.
final class ScanGradient {
  private static final int FEWEST_STEPS = 4;

  private final Node loop;
  private final Op.Scan scan;
  private final List<? extends @Nullable Node> g;
  private final boolean[] wanted;
  private final Replacements replacements;
  private final StepGradient step;

  /// For each wanted constant that has a cotangent, by operand.
  private final Map<Integer, StepSum> sums = new LinkedHashMap<>();

  /// What a step of the gradient gives as rows, unless the forward loop has it.
  private final Set<Node> rows = new LinkedHashSet<>();

  /// What a step adds to the sum carried for an operand.
  private final Map<Integer, Node> added = new LinkedHashMap<>();

  /// @param g cotangents of the results, null where zero
  /// @param wanted which operands' cotangents are asked for
  ScanGradient(
      Node loop, List<? extends @Nullable Node> g, boolean[] wanted, Replacements replacements) {
    this.loop = loop;
    this.scan = (Op.Scan) loop.op();
    this.g = g;
    this.wanted = wanted;
    this.replacements = replacements;
    this.step = StepGradient.of(scan, g, wanted);
    for (int i = scan.carries(); i < wanted.length; i++) {
      Node cotangent = step.cotangents().get(i);
      if (cotangent != null && isSequence(i)) {
        rows.add(cotangent);
      } else if (cotangent != null) {
        StepSum sum = new StepSum(cotangent);
        sums.put(i, sum);
        rows.addAll(sum.rows());
        if (sum.accumulated() instanceof Node node) {
          added.put(i, node);
        }
      }
    }
  }

  private boolean isSequence(int operand) {
    return operand >= scan.carries() && operand < scan.carries() + scan.sequences();
  }

  /// The cotangents of the operands of the loop.
  List<@Nullable Node> cotangents() {
    Set<Node> kept = kept();
    Map<Node, Integer> results = new IdentityHashMap<>();
    List<Node> more = new ArrayList<>();
    for (int i = scan.carries(); i < step.outputs().size(); i++) {
      results.putIfAbsent(step.outputs().get(i), i);
    }
    for (Node node : kept) {
      if (!results.containsKey(node)) {
        results.put(node, step.outputs().size() + more.size());
        more.add(node);
      }
    }
    long bytes = more.stream().mapToLong(ScanGradient::bytes).sum() * scan.length();
    if (bytes > scan.budget() && scan.length() >= FEWEST_STEPS) {
      return inChunks();
    }
    Node forward = more.isEmpty() ? loop : keeping(more);
    return new Backward(forward, kept, results).cotangents();
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }

  // ---- what is kept

  /// What every step keeps for its gradient.
  private Set<Node> kept() {
    List<Node> roots = new ArrayList<>(roots());
    Set<Node> late = identitySet();
    step.seeds().stream().filter(Objects::nonNull).forEach(late::add);
    List<Node> order = Graph.order(roots);
    Set<Node> required = identitySet();
    for (Node node : order) {
      if (node.inputs().stream().anyMatch(late::contains)) {
        late.add(node);
        node.inputs().stream().filter(i -> !late.contains(i)).forEach(required::add);
      }
    }
    roots.stream().filter(r -> !late.contains(r)).forEach(required::add);
    List<Node> values = order.stream().filter(n -> !late.contains(n)).toList();
    return ResidualCut.of(values, required, this::isFree);
  }

  /// Whether the gradient has `node` anyway.
  private boolean isFree(Node node) {
    return switch (node.op()) {
      case Op.Input input -> input.slot() >= scan.carries();
      case Op.Const _, Op.Iota _ -> true;
      default -> false;
    };
  }

  /// Everything that a step of the gradient computes.
  private List<Node> roots() {
    List<Node> roots = new ArrayList<>();
    step.cotangents().subList(0, scan.carries()).stream()
        .filter(Objects::nonNull)
        .forEach(roots::add);
    roots.addAll(added.values());
    roots.addAll(rows);
    return roots;
  }

  private static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// The loop with `more` stacked results, in whose place it stands from now on.
  private Node keeping(List<Node> more) {
    List<Node> outputs = new ArrayList<>(step.outputs());
    outputs.addAll(more);
    Op.Scan op =
        new Op.Scan(
            new Graph(step.inputs(), outputs),
            scan.carries(),
            scan.sequences(),
            scan.length(),
            scan.reverse(),
            scan.residuals() + more.size(),
            scan.budget());
    Node keeping = Node.of(op, loop.inputs());
    List<Node> results = new ArrayList<>();
    for (int i = 0; i < step.outputs().size(); i++) {
      results.add(Node.of(new Op.Pick(i), keeping));
    }
    replacements.put(loop, results);
    return keeping;
  }

  private List<@Nullable Node> inChunks() {
    // Operands may depend on each other: nodes of their own keep the sweep from passing below them.
    List<Node> own = new ArrayList<>();
    loop.inputs().forEach(i -> own.add(Node.of(new Op.After(), i)));
    List<Node> sought = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        sought.add(own.get(i));
      }
    }
    List<Node> results = ScanChunks.results(Node.of(scan, own));
    Pullback pullback = new Pullback(results, g, sought, replacements);
    replacements.put(loop, results);
    List<@Nullable Node> cotangents = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      cotangents.add(wanted[i] ? pullback.cotangent(own.get(i)) : null);
    }
    return cotangents;
  }

  // ---- the loop backwards

  /// The loop that goes back.
  private final class Backward {
    private final Node forward;
    private final Map<Node, Integer> results;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> operands = new ArrayList<>();
    private final Map<Node, Node> given = new IdentityHashMap<>();
    private final Map<Integer, Integer> carried = new LinkedHashMap<>();
    private final Map<Integer, Node> sumSoFar = new LinkedHashMap<>();
    private final List<Node> stacked = new ArrayList<>();
    private final Node backward;

    Backward(Node forward, Set<Node> kept, Map<Node, Integer> results) {
      this.forward = forward;
      this.results = results;
      for (int i = 0; i < scan.carries(); i++) {
        Node seed = step.seeds().get(i);
        if (seed != null) {
          carried.put(i, inputs.size());
          Node last = g.get(i);
          take(seed, last == null ? Nodes.zeros(seed.type()) : last);
        }
      }
      added.forEach((operand, node) -> {
        carried.put(operand, inputs.size());
        Node sum = Node.input(inputs.size(), node.type());
        inputs.add(sum);
        operands.add(Nodes.zeros(node.type()));
        sumSoFar.put(operand, sum);
      });
      rows.stream().filter(r -> !isAvailable(r)).forEach(stacked::add);
      int carries = inputs.size();
      List<Node> leaves = leaves(kept);
      leaves.stream().filter(this::isAvailable).forEach(l -> take(l, stack(l)));
      int sequences = inputs.size() - carries;
      leaves.stream()
          .filter(l -> !isAvailable(l) && !given.containsKey(l))
          .forEach(l -> take(l, loop.input(((Op.Input) l.op()).slot())));
      Graph body = new Graph(inputs, Graph.substitute(outputs(), given));
      Op.Scan op =
          new Op.Scan(body, carries, sequences, scan.length(), !scan.reverse(), 0, scan.budget());
      this.backward = body.outputs().isEmpty() ? loop : Node.of(op, operands);
    }

    /// Makes `leaf` an input of the body and `operand` that of the loop.
    private void take(Node leaf, Node operand) {
      Node input = Node.input(inputs.size(), leaf.type());
      inputs.add(input);
      operands.add(operand);
      given.put(leaf, input);
    }

    /// What a step of the gradient is given: kept values, seeds, inputs of the body.
    private List<Node> leaves(Set<Node> kept) {
      List<Node> roots = new ArrayList<>(roots());
      roots.removeIf(r -> rows.contains(r) && isAvailable(r));
      return Graph.order(roots, kept).stream()
          .filter(n -> kept.contains(n) || n.op() instanceof Op.Input)
          .toList();
    }

    /// Whether the stack of `node` exists outside: an operand or result of the forward loop, or a
    /// cotangent of one.
    private boolean isAvailable(Node node) {
      return results.containsKey(node)
          || step.seeds().indexOf(node) >= scan.carries()
          || node.op() instanceof Op.Input i
              && isSequence(i.slot())
              && step.inputs().contains(node);
    }

    /// All values of `node`, one a step.
    private Node stack(Node node) {
      int row = stacked.indexOf(node);
      if (row >= 0) {
        return Node.of(new Op.Pick(carried.size() + row), backward);
      }
      Integer result = results.get(node);
      if (result != null) {
        return Node.of(new Op.Pick(result), forward);
      }
      int seed = step.seeds().indexOf(node);
      return seed >= 0
          ? Objects.requireNonNull(g.get(seed))
          : loop.input(((Op.Input) node.op()).slot());
    }

    private List<Node> outputs() {
      List<Node> outputs = new ArrayList<>();
      for (int i : carried.keySet()) {
        Node sum = sumSoFar.get(i);
        Node next = step.cotangents().get(i);
        if (sum != null) {
          outputs.add(Nodes.add(sum, Objects.requireNonNull(added.get(i))));
        } else {
          outputs.add(next == null ? Nodes.zeros(step.inputs().get(i).type()) : next);
        }
      }
      outputs.addAll(stacked);
      return outputs;
    }

    List<@Nullable Node> cotangents() {
      List<@Nullable Node> cotangents = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        cotangents.add(wanted[i] ? cotangent(i) : null);
      }
      return cotangents;
    }

    private @Nullable Node cotangent(int i) {
      Integer carry = carried.get(i);
      Node last = carry == null ? null : Node.of(new Op.Pick(carry), backward);
      if (i < scan.carries()) {
        return last;
      }
      Node row = step.cotangents().get(i);
      StepSum sum = sums.get(i);
      if (sum != null) {
        return sum.total(this::stack, last);
      }
      return row == null ? null : stack(row);
    }
  }
}
