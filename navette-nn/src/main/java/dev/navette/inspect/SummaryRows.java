// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.nn.Module;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deals out the operations of a recorded model to the rows of its summary: to the layer at work,
/// to a row of its own, or to the row of what it reads.
final class SummaryRows {
  private static final Map<String, String> TYPES =
      Map.of("maxPool", "MaxPool", "sumPool", "AvgPool");

  /// A row that is being filled.
  private static final class Filling {
    final int place;
    final String path;
    final String type;
    Shape output;
    Flops flops = Flops.NONE;

    Filling(int place, String path, String type, Shape output) {
      this.place = place;
      this.path = path;
      this.type = type;
      this.output = output;
    }
  }

  private final Module model;
  private final Anatomy anatomy;
  private final Map<String, LayerUse> uses;
  private final List<Filling> filled = new ArrayList<>();
  private final Map<String, Filling> byPath = new HashMap<>();
  private final Map<Tensor, Filling> byTensor = new IdentityHashMap<>();

  SummaryRows(Module model, Tensor x, Tensor y) {
    this.model = model;
    this.anatomy = new Anatomy(model, List.of(y), List.of(x));
    this.uses = anatomy.uses();
    Filling before = add("", "input", x.shape());
    byTensor.put(x, before);
    for (Recorded operation : anatomy.operations()) {
      Tensor result = operation.result();
      if (anatomy.isData(result) && !byTensor.containsKey(result)) {
        Filling row = row(operation, before);
        row.flops = row.flops.plus(Flops.of(operation));
        byTensor.put(result, row);
      }
    }
    if (before.flops.total() == 0) {
      filled.remove(before);
    }
  }

  private Filling add(String path, String type, Shape output) {
    Filling row = new Filling(filled.size(), path, type, output);
    filled.add(row);
    return row;
  }

  private Filling row(Recorded operation, Filling before) {
    Tensor result = operation.result();
    Optional<String> path = anatomy.workOf(result);
    if (path.isPresent()) {
      return byPath.computeIfAbsent(path.get(), p -> layer(p, result.shape()));
    }
    Filling latest = before;
    for (Tensor input : operation.inputs()) {
      Filling row = byTensor.get(input);
      latest = row != null && row.place > latest.place ? row : latest;
    }
    if (!changesShape(operation)) {
      return latest;
    }
    String type = TYPES.getOrDefault(operation.op().label(), operation.op().label());
    if (operation.op() instanceof Op.Reduce && latest.type.equals(type) && latest.path.isEmpty()) {
      latest.output = result.shape(); // over several groups of axes, one after another
      return latest;
    }
    return add("", type, result.shape());
  }

  private Filling layer(String path, Shape otherwise) {
    LayerUse use = uses.get(path);
    return use == null ? add(path, "", otherwise) : add(path, type(use.layer()), use.z().shape());
  }

  /// Whether this computes something of another shape.
  private static boolean changesShape(Recorded operation) {
    return switch (operation.op()) {
      case Op.MatMul _, Op.Conv _, Op.Reduce _, Op.ArgReduce _, Op.Fold _, Op.Scan _ -> true;
      case Op.Composite _, Op.CustomKernel _, Op.Checkpoint _ ->
          !operation.inputs().getFirst().shape().equals(operation.result().shape());
      default -> false;
    };
  }

  private String type(String layer) {
    Module module = model.modules().get(layer);
    if (module == null) {
      return "";
    }
    return module instanceof Enum<?> e
        ? e.getDeclaringClass().getSimpleName()
        : module.getClass().getSimpleName();
  }

  /// The rows in order, then the layers that were not met.
  List<Summary.Row> rows() {
    Map<String, List<Variable>> own = new LinkedHashMap<>();
    model
        .variables()
        .forEach(
            (path, v) -> own.computeIfAbsent(Anatomy.layer(path), _ -> new ArrayList<>()).add(v));
    List<Summary.Row> rows = new ArrayList<>();
    Set<String> met = new HashSet<>();
    for (Filling row : filled) {
      boolean first = byPath.containsKey(row.path) && met.add(row.path);
      List<Variable> variables = first ? own.get(row.path) : null;
      rows.add(row(row.path, row.type, Optional.of(row.output), variables, row.flops));
    }
    own.forEach((path, variables) -> {
      if (!met.contains(path)) {
        rows.add(row(path, type(path), Optional.empty(), variables, Flops.NONE));
      }
    });
    return rows;
  }

  private static Summary.Row row(
      String path,
      String type,
      Optional<Shape> output,
      @Nullable List<Variable> variables,
      Flops flops) {
    long parameters = 0;
    long state = 0;
    for (Variable v : variables == null ? List.<Variable>of() : variables) {
      parameters += v.isTrainable() ? v.size() : 0;
      state += v.isTrainable() ? 0 : v.size();
    }
    return new Summary.Row(path, type, output, parameters, state, flops);
  }
}
