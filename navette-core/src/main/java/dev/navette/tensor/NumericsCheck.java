// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Backend;
import dev.navette.grad.GradientExpansion;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Provenance;
import dev.navette.memory.Buffer;
import dev.navette.memory.Value;
import dev.navette.plan.Planner;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Computes what was recorded one operation after another and looks at each result.
final class NumericsCheck {
  private static final ScopedValue<SourceLines> LINES = ScopedValue.newInstance();
  private static final AtomicInteger SCOPES = new AtomicInteger();

  private final Provenance provenance = new Provenance();
  private final Backend backend;
  private final Map<Node, Value> values = new IdentityHashMap<>();
  private final Map<Node, ValueRange> ranges = new IdentityHashMap<>();
  private final Map<Node, Variable> variables = new IdentityHashMap<>();

  private NumericsCheck(Backend backend) {
    this.backend = backend;
  }

  static <T> T during(Supplier<T> body) {
    SCOPES.incrementAndGet();
    try {
      return ScopedValue.where(LINES, new SourceLines()).call(body::get);
    } finally {
      SCOPES.decrementAndGet();
    }
  }

  /// Whether this thread is inside a scope. Outside of all it costs one read.
  static boolean isActive() {
    return SCOPES.get() != 0 && LINES.isBound();
  }

  /// Called for every tensor that is recorded inside a scope.
  static void recorded(long id) {
    LINES.get().add(id);
  }

  /// Checks what `recording` is about to evaluate.
  static void run(Recording recording, Backend backend) {
    new NumericsCheck(backend).check(recording);
  }

  private void check(Recording recording) {
    SourceLines lines = LINES.get();
    long[] ids = recording.ids();
    Graph graph =
        provenance.trace(() ->
            GradientExpansion.expand(
                recording.structure.toGraph(
                    (node, position) -> provenance.put(node, lines.of(ids[position])))));
    Value[] arguments = recording.arguments();
    for (Node node : graph.order()) {
      if (node.op() instanceof Op.Input input) {
        values.put(node, arguments[input.slot()]);
        Variable variable = recording.owner(input.slot());
        if (variable != null) {
          variables.put(node, variable);
        }
      } else if (!(node.op() instanceof Op.Scan)) {
        values.put(node, compute(node));
      }
      if (node.dtype().isFloat() && values.containsKey(node)) {
        look(node);
      }
    }
  }

  /// The node alone; a result of a loop with the loop.
  private Buffer compute(Node node) {
    List<Node> operands = operands(node);
    List<Node> inputs = new ArrayList<>();
    Value[] arguments = new Value[operands.size()];
    for (int i = 0; i < arguments.length; i++) {
      inputs.add(Node.input(i, operands.get(i).type()));
      arguments[i] = Objects.requireNonNull(values.get(operands.get(i)));
    }
    Node alone =
        node.op() instanceof Op.Pick
            ? Node.of(node.op(), Node.of(node.input(0).op(), inputs))
            : Node.of(node.op(), inputs);
    Graph graph = new Graph(inputs, List.of(alone));
    try {
      return backend.compile(Planner.schedule(graph, List.of(-1), backend.capabilities()))
          .run(arguments, new boolean[1])[0];
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalStateException e) {
      throw new NumericsException(
          named(node) + " failed: " + e.getMessage() + given(node), near(node), e);
    }
  }

  private static List<Node> operands(Node node) {
    return node.op() instanceof Op.Pick ? node.input(0).inputs() : node.inputs();
  }

  private void look(Node node) {
    ValueRange range = ValueRange.of(Objects.requireNonNull(values.get(node)));
    ranges.put(node, range);
    if (range.isFinite() || node.op() instanceof Op.Const) {
      return;
    }
    boolean given = node.op() instanceof Op.Input;
    boolean newNaN = range.nans() > 0;
    boolean newInfinity = range.infinities() > 0 && !given;
    for (Node operand : operands(node)) {
      ValueRange of = ranges.getOrDefault(operand, ValueRange.NONE);
      newNaN &= of.nans() == 0;
      newInfinity &= of.infinities() == 0 && of.nans() == 0;
    }
    if (newNaN || newInfinity) {
      throw new NumericsException(
          named(node) + (given ? " has " : " gave ") + range.flaws() + given(node), near(node));
    }
  }

  /// The variables at the least distance upstream.
  private List<Variable> near(Node node) {
    Set<Node> level = Set.of(node);
    while (!level.isEmpty()) {
      Set<Node> above = new LinkedHashSet<>();
      level.forEach(n -> above.addAll(n.inputs()));
      List<Variable> found =
          above.stream().map(variables::get).filter(Objects::nonNull).distinct().toList();
      if (!found.isEmpty()) {
        return found;
      }
      level = above;
    }
    return List.of();
  }

  private String named(Node node) {
    String what =
        node.op() instanceof Op.Pick p
            ? "result " + p.index() + " of " + node.input(0).op().label() + ", " + node.type()
            : node.toString();
    return "checkNumerics: " + what + provenance.of(node);
  }

  /// The operands and their ranges, a line each.
  private String given(Node node) {
    StringBuilder text = new StringBuilder();
    List<Node> operands = operands(node);
    for (int i = 0; i < operands.size(); i++) {
      Node operand = operands.get(i);
      ValueRange range = ValueRange.of(Objects.requireNonNull(values.get(operand)));
      text.append("\n  operand ").append(i).append(": ").append(operand).append(", ").append(range);
    }
    return text.toString();
  }
}
