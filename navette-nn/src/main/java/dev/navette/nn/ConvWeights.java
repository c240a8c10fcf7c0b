// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Variable;
import java.util.Arrays;
import java.util.Optional;

/// The weights of convolutions: their shapes, and the values that they start with.
final class ConvWeights {
  private ConvWeights() {}

  /// The shape `(out, in / groups, *kernel)` of a convolution's weight.
  static int[] shape(String layer, int in, int out, int[] kernel, ConvOptions options) {
    return shape(layer, in, out, out, in, kernel, options.groups());
  }

  /// The shape `(in, out / groups, *kernel)` of a transposed convolution's weight.
  static int[] transposed(String layer, int in, int out, int[] kernel, ConvOptions options) {
    return shape(layer, in, out, in, out, kernel, options.groups());
  }

  private static int[] shape(
      String layer, int in, int out, int rows, int columns, int[] kernel, int groups) {
    boolean sized = Arrays.stream(kernel).allMatch(k -> k > 0);
    if (in < 1 || out < 1 || !sized || in % groups != 0 || out % groups != 0) {
      throw new ShapeException(
          layer
              + ": "
              + in
              + " channels in and "
              + out
              + " out in groups of "
              + groups
              + " with a kernel of "
              + Arrays.toString(kernel)
              + "; all must be 1 or more, and the groups divide the channels on both sides");
    }
    int[] shape = new int[kernel.length + 2];
    shape[0] = rows;
    shape[1] = columns / groups;
    System.arraycopy(kernel, 0, shape, 2, kernel.length);
    return shape;
  }

  /// `kernel` along each of `axes`.
  static int[] cube(int axes, int kernel) {
    int[] all = new int[axes];
    Arrays.fill(all, kernel);
    return all;
  }

  /// f32, uniform within 1 / sqrt(fan in) of a weight of shape `weight`: He's initialisation with
  /// the gain of a leaky ReLU of slope sqrt(5), as PyTorch has it for weights, and for biases too.
  static Variable uniform(int[] weight, Rng rng, int... shape) {
    double bound = 1 / Math.sqrt(Init.fan(Init.Fan.IN, weight));
    return new Variable(rng.uniform(-bound, bound, shape));
  }

  /// @param outputs the axis of the weight that counts channels out
  /// @param groups what that axis is to be multiplied by
  /// @throws ShapeException if the weight has another rank, or the bias another size
  static void require(
      String layer, int axes, Variable weight, Optional<Variable> bias, int outputs, int groups) {
    Shape shape = weight.shape();
    if (shape.rank() != axes + 2) {
      throw new ShapeException(
          layer
              + ": the weight has shape "
              + shape
              + "; it must have "
              + (axes + 2)
              + " axes, two of channels and "
              + axes
              + " of the kernel");
    }
    int out = shape.dim(outputs) * groups;
    bias.ifPresent(b -> {
      if (b.shape().rank() != 1 || b.size() != out) {
        throw new ShapeException(
            layer
                + ": the weight has shape "
                + shape
                + " and the bias "
                + b.shape()
                + "; the bias must be ("
                + out
                + ")");
      }
    });
  }
}
