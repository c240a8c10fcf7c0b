// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.Affine;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.GroupNorm;
import dev.navette.nn.InstanceNorm;
import dev.navette.nn.Layer;
import dev.navette.nn.LocalResponseNorm;
import dev.navette.nn.Mode;
import dev.navette.nn.RunningStatistics;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The normalisations by channel.
final class GoldenNorms {
  private static final double EPS = 1e-5;

  private GoldenNorms() {}

  static void addTo(GoldenOps ops) {
    ops.several(
        "batch_norm",
        a -> {
          Optional<RunningStatistics> running = running(a);
          return tracked(a, new BatchNorm(affine(a), running, a.number("eps", EPS)), running);
        });
    ops.several(
        "instance_norm_tracked",
        a -> {
          Optional<RunningStatistics> running = running(a);
          return tracked(a, new InstanceNorm(affine(a), running, a.number("eps", EPS)), running);
        });
    ops.one(
        "instance_norm",
        a -> new InstanceNorm(affine(a), Optional.empty(), a.number("eps", EPS)).forward(a.x()));
    ops.one(
        "group_norm",
        a ->
            new GroupNorm(a.integer("num_groups"), affine(a), a.number("eps", EPS)).forward(a.x()));
    ops.one(
        "local_response_norm",
        a ->
            new LocalResponseNorm(
                    a.integer("size"),
                    a.number("alpha", 1e-4),
                    a.number("beta", 0.75),
                    a.number("k", 1))
                .forward(a.x()));
  }

  private static Map<String, Tensor> tracked(
      GoldenArguments a, Layer layer, Optional<RunningStatistics> running) {
    boolean training = a.flag("training", true);
    Tensor y =
        training ? Mode.training(Rng.of(0), () -> layer.forward(a.x())) : layer.forward(a.x());
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("y", y);
    running.ifPresent(
        r -> r.variables().forEach((path, v) -> outputs.put("buffer." + path, v.value())));
    return outputs;
  }

  /// Weight and bias; what is missing of the two does nothing.
  private static Optional<Affine> affine(GoldenArguments a) {
    Optional<Variable> weight = a.optionalVariable("param.weight");
    Optional<Variable> bias = a.optionalVariable("param.bias");
    if (weight.isEmpty() && bias.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Affine(
            weight.orElseGet(() -> new Variable(bias.orElseThrow().value().onesLike())),
            bias.orElseGet(() -> new Variable(weight.orElseThrow().value().zerosLike()))));
  }

  private static Optional<RunningStatistics> running(GoldenArguments a) {
    OptionalDouble momentum =
        a.isNull("momentum")
            ? OptionalDouble.empty()
            : OptionalDouble.of(a.number("momentum", RunningStatistics.MOMENTUM));
    Optional<Tensor> batches = a.optional("buffer.num_batches_tracked");
    return a.optional("buffer.running_mean")
        .map(mean ->
            new RunningStatistics(
                Variable.state(mean),
                Variable.state(a.tensor("buffer.running_var")),
                Variable.state(batches.orElseGet(() -> Tensor.of(new long[1]))),
                momentum));
  }
}
