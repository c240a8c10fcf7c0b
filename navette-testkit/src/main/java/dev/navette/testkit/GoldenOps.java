// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Navette's functions by the names that the reference data uses: the table of what is supported.
///
/// Names are PyTorch's. An operation that is not here is not yet supported; one whose settings go
/// beyond what is here throws [UnsupportedCaseException].
public final class GoldenOps {
  private final Map<String, GoldenOp> table = new HashMap<>();

  private GoldenOps() {}

  /// Everything that is supported.
  public static Map<String, GoldenOp> all() {
    GoldenOps ops = new GoldenOps();
    GoldenElementwise.addTo(ops);
    GoldenReductions.addTo(ops);
    GoldenShapes.addTo(ops);
    GoldenWindows.addTo(ops);
    GoldenPools.addTo(ops);
    GoldenIndexing.addTo(ops);
    GoldenConvolutions.addTo(ops);
    GoldenProducts.addTo(ops);
    GoldenLayers.addTo(ops);
    GoldenNorms.addTo(ops);
    GoldenImages.addTo(ops);
    GoldenLosses.addTo(ops);
    GoldenDerivatives.addTo(ops);
    GoldenOptimizers.addTo(ops);
    GoldenSchedules.addTo(ops);
    GoldenTraining.addTo(ops);
    GoldenRecurrent.addTo(ops);
    GoldenRecurrentTraining.addTo(ops);
    GoldenAttention.addTo(ops);
    GoldenTransformers.addTo(ops);
    GoldenLanguageModels.addTo(ops);
    GoldenInit.addTo(ops);
    return Map.copyOf(ops.table);
  }

  /// The operation called `name`.
  ///
  /// @throws UnsupportedCaseException if it is not in the table
  GoldenOp find(String name) {
    GoldenOp op = table.get(name);
    if (op == null) {
      throw new UnsupportedCaseException("op " + name);
    }
    return op;
  }

  /// An operation with several outputs.
  void several(String name, GoldenOp op) {
    if (table.put(name, op) != null) {
      throw new IllegalStateException(name + " is in the table twice");
    }
  }

  /// An operation with the output `y`.
  void one(String name, Function<GoldenArguments, Tensor> op) {
    several(name, a -> Map.of("y", op.apply(a)));
  }

  /// A function of `x`.
  void unary(String name, UnaryOperator<Tensor> op) {
    one(name, a -> op.apply(a.x()));
  }

  /// A function of `x` and `y`.
  void binary(String name, BinaryOperator<Tensor> op) {
    one(name, a -> op.apply(a.x(), a.y()));
  }

  /// An operation with the outputs `y0`, `y1` and so on.
  void list(String name, Function<GoldenArguments, List<Tensor>> op) {
    several(
        name,
        a -> {
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          List<Tensor> parts = op.apply(a);
          for (int i = 0; i < parts.size(); i++) {
            outputs.put("y" + i, parts.get(i));
          }
          return outputs;
        });
  }

  /// Refuses settings that are not supported.
  static void require(boolean supported, String what) {
    if (!supported) {
      throw new UnsupportedCaseException(what);
    }
  }
}
