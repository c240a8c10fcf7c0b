// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// What moves pixels and channels needs of their shapes.
final class Shuffles {
  private Shuffles() {}

  static Shape require(String operation, Tensor x, int factor) {
    Shape s = x.shape();
    boolean shuffles = operation.equals("pixelShuffle");
    boolean fits = s.rank() >= 3 && factor >= 1;
    if (fits && shuffles) {
      fits = s.dim(s.rank() - 3) % (factor * factor) == 0;
    } else if (fits) {
      fits = s.dim(s.rank() - 2) % factor == 0 && s.dim(s.rank() - 1) % factor == 0;
    }
    if (!fits) {
      throw new ShapeException(
          operation
              + ": x has shape "
              + s
              + " and the factor is "
              + factor
              + "; x is (..., C, H, W), and "
              + (shuffles
                  ? "the factor's square must divide C"
                  : "the factor must divide H and W"));
    }
    return s;
  }

  static int channels(Tensor x, int groups) {
    if (x.rank() < 2 || groups < 1 || x.shape().dim(1) % groups != 0) {
      throw new ShapeException(
          "channelShuffle: x has shape "
              + x.shape()
              + " and there are "
              + groups
              + " groups; x is (N, C, ...), and the groups must divide C");
    }
    return x.shape().dim(1);
  }

  static Tensor unpooled(Tensor x, Tensor indices, int... size) {
    int lead = x.rank() - size.length;
    if (lead < 0 || !x.shape().equals(indices.shape())) {
      throw new ShapeException(
          "maxUnpool: x has shape "
              + x.shape()
              + ", the indices "
              + indices.shape()
              + " and the result is to be "
              + Arrays.toString(size)
              + "; each element of x has an index, and its last axes are the spatial ones");
    }
    int[] shape = Arrays.copyOf(x.shape().toArray(), x.rank());
    System.arraycopy(size, 0, shape, lead, size.length);
    Shape all = Shape.of(shape);
    int rows = all.size(0, lead);
    Tensor zeros = Tensor.zeros(x.dtype(), rows, all.size(lead, all.rank()));
    int places = x.shape().size(lead, x.rank());
    return zeros.scatter(1, indices.reshape(rows, places), x.reshape(rows, places)).reshape(all);
  }
}
