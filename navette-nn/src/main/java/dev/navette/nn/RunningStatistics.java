// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Mean and variance of each channel as training has seen them, for use in inference.
///
/// @param mean `(C)`, state
/// @param var `(C)`, state: of unbiased variances
/// @param batches how many batches were seen, an i64 scalar, state
/// @param momentum the share of the latest batch, 0 to 1: new = (1 - momentum) old + momentum
///   batch; if empty all batches have the same share
public record RunningStatistics(
    @Named("running_mean") Variable mean,
    @Named("running_var") Variable var,
    @Named("num_batches_tracked") Variable batches,
    OptionalDouble momentum)
    implements Module {
  /// The means of layers that have forgotten what they knew before.
  private static final ScopedValue<Set<Variable>> REESTIMATED = ScopedValue.newInstance();

  /// PyTorch's momentum.
  public static final double MOMENTUM = 0.1;

  private static final String LAYER = "a normalisation by running statistics";

  /// Checks the momentum.
  ///
  /// @throws IllegalArgumentException if it is not in 0 to 1
  public RunningStatistics {
    momentum.ifPresent(m -> {
      if (!(m >= 0 && m <= 1)) {
        throw new IllegalArgumentException(
            "RunningStatistics: the momentum is "
                + m
                + "; the share of the latest batch lies between 0 and 1");
      }
    });
  }

  /// Mean 0 and variance 1, f32, of no batch yet.
  public static RunningStatistics init(int channels) {
    return new RunningStatistics(
        Variable.state(Init.zeros(channels)),
        Variable.state(Init.ones(channels)),
        Variable.state(Tensor.of(new long[1])),
        OptionalDouble.of(MOMENTUM));
  }

  /// Estimates the statistics of all layers that `forward` uses anew: they forget what they knew,
  /// and all batches have the same share. For weights that were set rather than trained, such as
  /// averages.
  ///
  /// @param rng where dropout draws from
  /// @param batches inputs
  /// @param forward the model
  public static void reestimate(Rng rng, Iterable<Tensor> batches, UnaryOperator<Tensor> forward) {
    ScopedValue.where(REESTIMATED, new HashSet<>())
        .run(() -> Mode.training(rng, () -> batches.forEach(x -> forward.apply(x).eval())));
  }

  /// The same statistics with another momentum.
  public RunningStatistics momentum(OptionalDouble momentum) {
    return new RunningStatistics(mean, var, batches, momentum);
  }

  /// Records that a batch had these statistics.
  ///
  /// @param batchMean `(C)`
  /// @param batchVar `(C)`, unbiased
  /// @param y what the layer gives: whoever computes it updates the statistics
  /// @return y
  Tensor update(Tensor batchMean, Tensor batchVar, Tensor y) {
    boolean anew = REESTIMATED.isBound() && REESTIMATED.get().add(mean);
    batches.assign(anew ? Tensor.of(new long[] {1}) : batches.value().add(1));
    mean.assign(anew ? batchMean.cast(mean.type().dtype()) : next(mean.value(), batchMean));
    var.assign(anew ? batchVar.cast(var.type().dtype()) : next(var.value(), batchVar));
    return y.touching(mean, var, batches);
  }

  private Tensor next(Tensor old, Tensor batch) {
    Tensor latest = batch.cast(old.dtype());
    return momentum.isPresent() && !REESTIMATED.isBound()
        ? old.mul(1 - momentum.getAsDouble()).add(latest.mul(momentum.getAsDouble()))
        : old.add(latest.sub(old).div(batches.value().cast(old.dtype())));
  }

  /// x `(N, C, *S)` normalised by these statistics, and then as `affine` says.
  Tensor normalise(Tensor x, Optional<Affine> affine, double eps) {
    Tensor scale = var.value().add(eps).sqrt().reciprocal();
    Tensor centered = x.sub(Affine.byChannel(mean.value(), x));
    if (affine.isEmpty()) {
      return Mode.inferred(centered.mul(Affine.byChannel(scale, x)), LAYER);
    }
    Affine a = affine.get();
    Tensor y =
        centered
            .mul(Affine.byChannel(scale.mul(a.weight().value()), x))
            .add(Affine.byChannel(a.bias().value(), x));
    return Mode.inferred(y, LAYER);
  }
}
