// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;

/// What convolutions refuse, in the terms of their caller: channels first.
final class ConvErrors {
  private static final String[] AXES = {"L", "H, W", "D, H, W"};

  private ConvErrors() {}

  static void requireRanks(
      String operation, int spatial, Shape x, Shape weight, boolean transposed) {
    String axes = AXES[spatial - 1];
    if (x.rank() != spatial + 2 && x.rank() != spatial + 1) {
      throw new ShapeException(
          operation
              + ": x has shape "
              + x
              + "; it must be (N, C, "
              + axes
              + "), or (C, "
              + axes
              + ") for a single example");
    }
    if (weight.rank() != spatial + 2) {
      throw new ShapeException(
          operation
              + ": the weight has shape "
              + weight
              + " and x "
              + x
              + "; the weight must be "
              + (transposed ? "(C, O / groups" : "(O, C / groups")
              + ", K"
              + axes.replace(", ", ", K")
              + ")");
    }
  }

  static void requireChannels(
      String operation, Shape x, int channels, Shape weight, int groups, boolean transposed) {
    int wanted = transposed ? weight.dim(0) : weight.dim(1) * groups;
    if (channels != wanted) {
      throw new ShapeException(
          operation
              + ": x "
              + x
              + " has "
              + channels
              + " channels and the weight "
              + weight
              + (groups == 1 ? "" : " in " + groups + " groups")
              + " takes "
              + wanted
              + "; these must be equal"
              + (groups == 1 && wanted > 0 && channels % wanted == 0 && !transposed
                  ? " (with groups(" + channels / wanted + ") they would be)"
                  : ""));
    }
    if (weight.dim(0) % groups != 0) {
      throw new ShapeException(
          operation
              + ": the "
              + weight.dim(0)
              + (transposed ? " input" : " output")
              + " channels of the weight "
              + weight
              + " for x "
              + x
              + " cannot be split into "
              + groups
              + " groups; use a number of groups that divides them");
    }
  }

  static void requireBias(String operation, Shape weight, Shape bias, int outputs) {
    if (bias.rank() != 1 || bias.dim(0) != outputs) {
      throw new ShapeException(
          operation
              + ": the weight has shape "
              + weight
              + " and the bias "
              + bias
              + "; the bias must be (O), here ("
              + outputs
              + ")");
    }
  }

  static void requireSpan(String operation, int axis, int span, int extent, Shape x, Shape weight) {
    if (weight.dim(axis + 2) < 1 || span > extent) {
      throw new ShapeException(
          operation
              + ": the weight "
              + weight
              + " spans "
              + span
              + " elements along spatial axis "
              + axis
              + " and x "
              + x
              + " has "
              + extent
              + " there, padding included; use a smaller kernel or dilation, or more padding");
    }
  }

  static void requireOutput(String operation, int axis, int extent, Shape x, Shape weight) {
    if (weight.dim(axis + 2) < 1 || x.dim(axis + 2) < 1 || extent < 1) {
      throw new ShapeException(
          operation
              + ": x "
              + x
              + " and the weight "
              + weight
              + " leave no output along spatial axis "
              + axis
              + "; use less padding, or larger operands");
    }
  }

  static void requireUnitStride(String operation, int[] stride) {
    for (int s : stride) {
      if (s != 1) {
        throw new ShapeException(
            operation
                + ": stride "
                + s
                + " with samePadding(), which makes the output as large as x; use stride 1, or"
                + " padding in numbers");
      }
    }
  }

  static void requireNoOutputPadding(String operation, ConvOptions options) {
    if (!options.outputPadding().equals(Ints.filled(options.outputPadding().size(), 0))) {
      throw new ShapeException(
          operation
              + ": outputPadding "
              + options.outputPadding()
              + " is for transposed convolutions; use padding");
    }
  }

  static void requirePlainPadding(String operation, ConvOptions options) {
    if (options.same() || options.mode().isPresent()) {
      throw new ShapeException(
          operation
              + ": "
              + (options.same() ? "samePadding()" : "paddingMode " + options.mode().orElseThrow())
              + " is not for transposed convolutions, whose padding is what is cut off the output;"
              + " use padding in numbers");
    }
  }

  static void requireOutputPadding(String operation, int padding, int stride, int dilation) {
    if (padding >= Math.max(stride, dilation)) {
      throw new ShapeException(
          operation
              + ": outputPadding "
              + padding
              + " with stride "
              + stride
              + " and dilation "
              + dilation
              + "; it must be less than the larger of them");
    }
  }
}
