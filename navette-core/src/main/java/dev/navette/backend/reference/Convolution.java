// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;

/// Convolution in the order that [Op.Conv] prescribes: for each output the elements of x and w that
/// meet are laid side by side, and their products summed up in blocks.
final class Convolution {
  private final Op.Conv conv;
  private final HostBuffer x;
  private final Shape xShape; // (N, *S, C)
  private final HostBuffer w;
  private final Shape wShape; // (*K, C / groups, O)
  private final int spatial;
  private final Shape taps; // (*K)
  private final HostBuffer row;
  private final HostBuffer column;
  private int length;
  private int lines; // of taps along the last axis

  private Convolution(Op.Conv conv, HostBuffer x, Shape xShape, HostBuffer w, Shape wShape) {
    this.conv = conv;
    this.x = x;
    this.xShape = xShape;
    this.w = w;
    this.wShape = wShape;
    this.spatial = conv.stride().size();
    this.taps = wShape.without(spatial, spatial + 2);
    int most = wShape.size(0, spatial + 1);
    this.row = HostBuffer.zeros(x.dtype(), most);
    this.column = HostBuffer.zeros(x.dtype(), most);
  }

  static void convolve(
      Op.Conv conv,
      HostBuffer x,
      Shape xShape,
      HostBuffer w,
      Shape wShape,
      HostBuffer out,
      Shape shape) {
    Convolution c = new Convolution(conv, x, xShape, w, wShape);
    for (int i = 0; i < out.size(); i++) {
      c.gather(Coordinates.split(shape, i));
      switch (out.array()) {
        case float[] y -> y[i] = c.sum(Elements.floats(c.row), Elements.floats(c.column));
        case double[] y -> y[i] = c.sum(Elements.doubles(c.row), Elements.doubles(c.column));
        default -> throw new IllegalStateException("conv of " + out.dtype());
      }
    }
  }

  private float sum(float[] a, float[] b) {
    float total = 0;
    for (int block = 0; block < blocks(); block++) {
      float sum = 0;
      for (int i = start(block); i < start(block + 1); i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      total = block == 0 ? sum : total + sum;
    }
    return total;
  }

  private double sum(double[] a, double[] b) {
    double total = 0;
    for (int block = 0; block < blocks(); block++) {
      double sum = 0;
      for (int i = start(block); i < start(block + 1); i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      total = block == 0 ? sum : total + sum;
    }
    return total;
  }

  /// How many steps are cut into blocks together: those of a line of taps, or if they are few all.
  private int together() {
    int line = lines == 0 ? 0 : length / lines;
    return line >= Op.Conv.LINE ? line : length;
  }

  private int blocksTogether() {
    return Math.ceilDiv(together(), Op.Conv.BLOCK);
  }

  private int blocks() {
    return length == 0 ? 0 : length / together() * blocksTogether();
  }

  /// The first step of a block.
  private int start(int block) {
    long within = (long) together() * (block % blocksTogether()) / blocksTogether();
    return block / blocksTogether() * together() + (int) within;
  }

  /// Lays out what output `(n, *p, o)` is the sum of the products of.
  private void gather(int[] output) {
    length = 0;
    lines = 0;
    int line = -1;
    int lastTaps = wShape.dim(spatial - 1);
    int channels = wShape.dim(spatial); // of a group
    int o = output[spatial + 1];
    int group = o / (wShape.dim(spatial + 1) / conv.groups());
    int[] from = new int[spatial + 2]; // (n, *s, c)
    from[0] = output[0];
    for (int t = 0; t < taps.size(); t++) {
      int[] tap = Coordinates.split(taps, t);
      if (inHole(output, tap)) {
        continue;
      }
      if (t / lastTaps != line) {
        line = t / lastTaps;
        lines++;
      }
      boolean inside = true;
      for (int i = 0; i < spatial; i++) {
        from[i + 1] = position(i, output, tap) / conv.inputDilation().get(i);
        inside &= position(i, output, tap) >= 0 && from[i + 1] < xShape.dim(i + 1);
      }
      from[spatial + 1] = group * channels;
      int start = inside ? Coordinates.join(xShape, from) : 0;
      for (int c = 0; c < channels; c++) {
        if (inside) {
          Elements.copy(x, start + c, row, length);
        } else {
          row.set(length, 0);
        }
        Elements.copy(w, (t * channels + c) * wShape.dim(spatial + 1) + o, column, length);
        length++;
      }
    }
  }

  /// Where the output meets the tap along spatial axis `i`, counted in x with its holes.
  private int position(int i, int[] output, int[] tap) {
    return conv.stride().get(i) * output[i + 1]
        + conv.dilation().get(i) * tap[i]
        - conv.low().get(i);
  }

  private boolean inHole(int[] output, int[] tap) {
    for (int i = 0; i < spatial; i++) {
      if (Math.floorMod(position(i, output, tap), conv.inputDilation().get(i)) != 0) {
        return true;
      }
    }
    return false;
  }
}
