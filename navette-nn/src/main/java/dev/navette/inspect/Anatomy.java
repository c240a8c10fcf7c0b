// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.Graph;
import dev.navette.ir.Ints;
import dev.navette.ir.Op;
import dev.navette.nn.Module;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A recording of a model, cut into the uses of its layers.
///
/// Of each tensor it is known whether it holds *data* or is computed from parameters and constants
/// alone. Where data meet something computed from a layer's variables, the layer is at work; it is
/// at work again, a second time, when they meet the same variable once more.
final class Anatomy {
  /// What a tensor is made of.
  private record Origin(boolean data, Set<Variable> variables) {
    static final Origin NEUTRAL = new Origin(false, Set.of());
    static final Origin DATA = new Origin(true, Set.of());
  }

  /// A use of a layer while it is being found.
  private static final class Work {
    final String path;
    final String layer;
    final Set<Variable> read = new HashSet<>();
    final LinkedHashMap<Tensor, Recorded> operations = new LinkedHashMap<>();

    Work(String path, String layer) {
      this.path = path;
      this.layer = layer;
    }
  }

  private final List<Recorded> operations;
  private final Map<Variable, String> layers = new IdentityHashMap<>();
  private final Map<Tensor, Origin> origins = new IdentityHashMap<>();
  private final Map<Tensor, List<Recorded>> readers = new IdentityHashMap<>();
  private final List<Work> works = new ArrayList<>();
  private final Map<Tensor, Work> workOf = new IdentityHashMap<>();

  /// Finds the layers of `model` in what leads to `results`.
  ///
  /// @param given tensors that hold data whatever they are
  Anatomy(Module model, Collection<Tensor> results, Collection<Tensor> given) {
    this.operations = Recorded.behind(results);
    model.variables().forEach((path, v) -> layers.put(v, layer(path)));
    Map<String, Work> open = new HashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (Recorded operation : operations) {
      operation
          .inputs()
          .forEach(in -> readers.computeIfAbsent(in, _ -> new ArrayList<>()).add(operation));
      Tensor result = operation.result();
      Origin origin = given.contains(result) ? Origin.DATA : origin(operation);
      origins.put(result, origin);
      if (origin.data()) {
        for (Variable variable : read(operation)) {
          String layer = layers.getOrDefault(variable, "");
          Work work = open.get(layer);
          if (work == null || work.read.contains(variable)) {
            int count = uses.merge(layer, 1, Integer::sum);
            work = new Work(count == 1 ? layer : layer + "#" + count, layer);
            works.add(work);
            open.put(layer, work);
          }
          work.operations.put(result, operation);
          work.read.add(variable);
          workOf.putIfAbsent(result, work);
        }
      }
    }
  }

  /// The layer that a variable's path belongs to.
  static String layer(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /// The operations in order.
  List<Recorded> operations() {
    return operations;
  }

  /// Whether `tensor` depends on data.
  boolean isData(Tensor tensor) {
    return origins.getOrDefault(tensor, Origin.NEUTRAL).data();
  }

  /// The path of the use of a layer that `result` belongs to, because it was made from the layer's
  /// variables and data.
  Optional<String> workOf(Tensor result) {
    return Optional.ofNullable(workOf.get(result)).map(w -> w.path);
  }

  /// The uses of layers by path, in order.
  Map<String, LayerUse> uses() {
    Map<String, LayerUse> uses = new LinkedHashMap<>();
    for (Work work : works) {
      uses.put(work.path, use(work));
    }
    return uses;
  }

  /// The tensors through which a gradient of `loss`, one of the results, flows.
  Set<Tensor> behind(Tensor loss) {
    Set<Tensor> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    reached.add(loss);
    for (Recorded operation : operations.reversed()) {
      if (reached.contains(operation.result()) && passesGradients(operation.op())) {
        operation.inputs().stream().filter(in -> in.dtype().isFloat()).forEach(reached::add);
      }
    }
    return reached;
  }

  private static boolean passesGradients(Op op) {
    return switch (op) {
      case Op.Detach _, Op.Compare _, Op.ArgReduce _, Op.ArgSort _ -> false;
      case Op.Unary u ->
          switch (u.kind()) {
            case SIGN, FLOOR, CEIL, ROUND -> false;
            default -> true;
          };
      default -> true;
    };
  }

  // ---- where data meet variables

  private Origin origin(Recorded operation) {
    if (operation.variable().isPresent()) {
      Variable v = operation.variable().get();
      return new Origin(false, layers.containsKey(v) ? Set.of(v) : Set.of());
    }
    if (operation.isGiven()) {
      return operation.result().rank() > 0 ? Origin.DATA : Origin.NEUTRAL;
    }
    boolean data = false;
    boolean neutral = false;
    Set<Variable> variables = new LinkedHashSet<>();
    for (Tensor input : operation.inputs()) {
      Origin origin = origins.getOrDefault(input, Origin.NEUTRAL);
      data |= origin.data();
      neutral |= origin.variables().isEmpty();
      variables.addAll(origin.variables());
    }
    // Zeros are constants, but what a layer makes of them is data.
    boolean product =
        operation.op() instanceof Op.MatMul
            || operation.op() instanceof Op.Conv
            || operation.op() instanceof Op.Gather;
    return data || product && neutral && !variables.isEmpty()
        ? Origin.DATA
        : new Origin(false, variables);
  }

  private Set<Variable> read(Recorded operation) {
    Set<Variable> variables = new LinkedHashSet<>();
    operation
        .inputs()
        .forEach(in -> variables.addAll(origins.getOrDefault(in, Origin.NEUTRAL).variables()));
    return variables;
  }

  // ---- z and the activation

  private LayerUse use(Work work) {
    Tensor z = value(work);
    Optional<Recorded> function = function(z);
    return new LayerUse(
        work.path,
        work.layer,
        z,
        function.map(Recorded::result).orElse(z),
        function.map(f -> f.op().label()).orElse(""));
  }

  private List<Recorded> readers(Tensor tensor) {
    return readers.getOrDefault(tensor, List.of());
  }

  /// What the last operation gives, as the layer hands it out.
  private Tensor value(Work work) {
    Recorded last = work.operations.lastEntry().getValue();
    Tensor z = last.result();
    boolean conv = work.operations.values().stream().anyMatch(o -> o.op() instanceof Op.Conv);
    List<Recorded> next = readers(z);
    if (next.isEmpty()) {
      return z;
    }
    Recorded reader = next.getFirst();
    boolean handsOut =
        switch (reader.op()) {
          case Op.Pick _ -> true;
          case Op.Permute p -> conv && isChannelsFirst(p.order());
          case Op.Reshape r ->
              last.op() instanceof Op.MatMul
                  && z.rank() == 2
                  && r.shape().rank() > 2
                  && r.shape().dim(r.shape().rank() - 1) == z.dim(1);
          default -> false;
        };
    return handsOut ? reader.result() : z;
  }

  private static boolean isChannelsFirst(Ints order) {
    int n = order.size();
    boolean is = n > 2 && order.get(0) == 0 && order.get(1) == n - 1;
    for (int i = 2; i < n; i++) {
      is &= order.get(i) == i - 1;
    }
    return is;
  }

  /// The element-wise function that reads z next, through views that nobody else reads.
  private Optional<Recorded> function(Tensor z) {
    List<Recorded> next = readers(z);
    for (Recorded reader : next) {
      if (isFunction(reader)) {
        return Optional.of(reader);
      }
    }
    return next.size() == 1 && isView(next.getFirst().op())
        ? function(next.getFirst().result())
        : Optional.empty();
  }

  /// Whether this gives the same elements; some composites only mark what passes through them.
  private static boolean isView(Op op) {
    return op instanceof Op.Reshape
        || op instanceof Op.Permute
        || op instanceof Op.Composite c
            && c.body().outputs().getFirst().op() instanceof Op.Input(int slot)
            && slot == 0;
  }

  private static boolean isFunction(Recorded reader) {
    return reader.inputs().size() == 1
        && (reader.op() instanceof Op.Unary
            || reader.op() instanceof Op.Composite c
                && !isView(reader.op())
                && isElementwise(c.body()));
  }

  private static boolean isElementwise(Graph body) {
    return body.outputs().getFirst().shape().equals(body.inputs().getFirst().shape())
        && body.order().stream()
            .allMatch(n ->
                switch (n.op()) {
                  case Op.Input _,
                      Op.Const _,
                      Op.Unary _,
                      Op.Binary _,
                      Op.Compare _,
                      Op.Where _,
                      Op.Broadcast _ ->
                      true;
                  default -> false;
                });
  }
}
