// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.nn.Module;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Slices through the surface that training descends: the loss at w + a d, or at w + a d + b e,
/// where w are the parameters as they are and d and e are random directions, *filter-normalised*:
/// each filter of a direction has the norm of the filter of w, so that nets whose weights differ in
/// scale can be compared. [Li et al. 2018](https://arxiv.org/abs/1712.09913)
///
/// ```java
/// LossLandscape surface = LossLandscape.of(model, () -> Loss.crossEntropy(model.forward(x), y));
/// double[] losses = surface.line(surface.direction(1), LossLandscape.steps(-1, 1, 41));
/// ```
///
/// The loss is recorded in the mode of the caller, so in inference unless told otherwise. All
/// variables are as they were afterwards, bit for bit, also if the loss throws.
public final class LossLandscape {
  private final List<Variable> parameters;
  private final List<Variable> all;
  private final Supplier<Tensor> loss;

  private LossLandscape(Module model, Supplier<Tensor> loss) {
    this.parameters = model.parameters();
    this.all = List.copyOf(model.variables().values());
    this.loss = loss;
  }

  /// The surface of `loss` over the parameters of `model`.
  ///
  /// @param loss records the loss, shape `()`, on the current parameters; called once a point
  public static LossLandscape of(Module model, Supplier<Tensor> loss) {
    return new LossLandscape(model, loss);
  }

  /// `count` numbers from `first` to `last`, evenly spaced.
  public static double[] steps(double first, double last, int count) {
    double[] steps = new double[count];
    Arrays.setAll(steps, i -> count == 1 ? first : first + (last - first) * i / (count - 1));
    return steps;
  }

  /// A random direction, one tensor a parameter: normal numbers, each filter (row of axis 0) scaled
  /// to the norm of the parameter's. Biases and the vectors of normalisations do not move.
  ///
  /// @param seed what it follows from
  public List<Tensor> direction(long seed) {
    Rng rng = Rng.of(seed).stream("direction");
    List<Tensor> direction = new ArrayList<>();
    for (Variable parameter : parameters) {
      Tensor w = parameter.value();
      if (w.rank() < 2) {
        direction.add(Plain.of(w.zerosLike()));
        continue;
      }
      Tensor d = rng.standardNormal(parameter.shape().toArray()).cast(w.dtype());
      int[] filter = IntStream.range(1, w.rank()).toArray();
      Tensor scale = w.normKeepDims(2, filter).div(d.normKeepDims(2, filter).add(1e-10));
      direction.add(Plain.of(d.mul(scale)));
    }
    return List.copyOf(direction);
  }

  /// The loss at w + a d for each a.
  ///
  /// @param direction one tensor a parameter, such as from [#direction]
  /// @param steps a
  public double[] line(List<Tensor> direction, double... steps) {
    return plane(direction, direction, steps, new double[1])[0];
  }

  /// The loss at w + a d + b e: a row for each b, a column for each a.
  ///
  /// @param across d, one tensor a parameter
  /// @param down e, one tensor a parameter
  /// @param stepsAcross a
  /// @param stepsDown b
  public double[][] plane(
      List<Tensor> across, List<Tensor> down, double[] stepsAcross, double[] stepsDown) {
    requireFits(across);
    requireFits(down);
    Navette.commit(all);
    List<Tensor> origin = all.stream().map(Variable::snapshot).toList();
    List<Tensor> weights = parameters.stream().map(p -> origin.get(all.indexOf(p))).toList();
    double[][] losses = new double[stepsDown.length][stepsAcross.length];
    try {
      for (int row = 0; row < stepsDown.length; row++) {
        for (int column = 0; column < stepsAcross.length; column++) {
          for (int i = 0; i < weights.size(); i++) {
            Tensor w = weights.get(i);
            Tensor right = across.get(i).mul(Tensor.argument(stepsAcross[column], w.dtype()));
            Tensor below = down.get(i).mul(Tensor.argument(stepsDown[row], w.dtype()));
            parameters.get(i).assign(w.add(right).add(below));
          }
          losses[row][column] = loss.get().item();
        }
      }
    } finally {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).assign(origin.get(i));
      }
      Navette.commit(all);
    }
    return losses;
  }

  private void requireFits(List<Tensor> direction) {
    if (direction.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "LossLandscape: the direction has "
              + direction.size()
              + " tensors and the model "
              + parameters.size()
              + " parameters; make it with direction(seed)");
    }
  }
}
