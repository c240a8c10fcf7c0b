// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Shape;
import java.util.Arrays;

/// Where the patches of x lie that the outputs of a phase meet: in x itself if no output leaves it,
/// else in a copy of what some slabs of outputs meet, with zeros around.
///
/// A slab is what has one place in the batch and along the first spatial axis.
final class ConvWindow {
  private final PanelOps ops;
  private final ConvPhase phase;
  private final Shape x; // (N, *S, C)
  private final int spatial;
  private final int channels;
  private final boolean inPlace;

  /// From element to element of the array that is read, by spatial axis.
  private final int[] stride;

  /// From the first element that an output meets to the last, by spatial axis.
  private final int[] reach;

  private final int slabRows;

  ConvWindow(PanelOps ops, ConvPhase phase, Shape x) {
    this.ops = ops;
    this.phase = phase;
    this.x = x;
    this.spatial = x.rank() - 2;
    this.channels = x.dim(spatial + 1);
    this.reach = new int[spatial];
    this.stride = new int[spatial];
    boolean inside = true;
    int rows = 1;
    for (int i = 0; i < spatial; i++) {
      int first = phase.meets(i, 0);
      reach[i] = phase.meets(i, phase.taps(i) - 1) - first;
      int last = first + (phase.count(i) - 1) * phase.move(i) + reach[i];
      inside &= first >= 0 && last < x.dim(i + 1);
      rows *= i == 0 ? 1 : phase.count(i);
    }
    this.inPlace = inside;
    this.slabRows = rows;
    int step = channels;
    for (int i = spatial - 1; i >= 0; i--) {
      stride[i] = step;
      step *= inside ? x.dim(i + 1) : (phase.count(i) - 1) * phase.move(i) + reach[i] + 1;
    }
  }

  /// How many slabs there are.
  int slabs() {
    return x.dim(0) * phase.count(0);
  }

  /// How many outputs a slab has.
  int slabRows() {
    return slabRows;
  }

  /// Where outer tap `tap` lies, counted from where a patch starts.
  int tap(int tap) {
    int start = 0;
    int k = tap;
    for (int i = spatial - 2; i >= 0; i--) {
      int taps = phase.taps(i);
      start += (phase.meets(i, k % taps) - phase.meets(i, 0)) * stride[i];
      k /= taps;
    }
    return start;
  }

  /// The array in which the patches of some slabs lie.
  Object bring(Object array, int xOff, ConvScratch scratch, int slab, int until) {
    if (inPlace) {
      return array;
    }
    Object copy = scratch.arrays.left(copied(slab, until));
    int to = 0;
    for (int s = slab; s < until; ) {
      int end = endOfImage(s, until);
      cover(scratch, s, end);
      to = copy(array, xOff, s / phase.count(0), scratch, copy, to);
      s = end;
    }
    return copy;
  }

  /// Notes where the patches of `count` outputs start in the array that [#bring] gave for slabs
  /// from `slab` on, from row `row` of these slabs on.
  void starts(int xOff, ConvScratch scratch, int slab, int row, int count) {
    int[] place = scratch.place;
    int rest = row;
    for (int i = spatial - 1; i > 0; i--) {
      place[i] = rest % phase.count(i);
      rest /= phase.count(i);
    }
    int at = slab + rest;
    int start = start(xOff, scratch, slab, at);
    for (int r = 0; r < count; r++) {
      scratch.rows[r] = start;
      int i = spatial - 1;
      while (i > 0 && ++place[i] == phase.count(i)) {
        place[i--] = 0;
      }
      if (i == 0) {
        start = start(xOff, scratch, slab, ++at);
      } else {
        start += phase.move(i) * stride[i];
        for (int j = i + 1; j < spatial; j++) {
          start -= (phase.count(j) - 1) * phase.move(j) * stride[j];
        }
      }
    }
  }

  /// Where the patch of the output starts that is at slab `at` and, along the other axes, at the
  /// scratch's place.
  private int start(int xOff, ConvScratch scratch, int slab, int at) {
    int images = phase.count(0);
    int start;
    if (inPlace) {
      start = xOff + at / images * x.dim(1) * stride[0];
      start += (phase.meets(0, 0) + at % images * phase.move(0)) * stride[0];
      for (int i = 1; i < spatial; i++) {
        start += phase.meets(i, 0) * stride[i];
      }
    } else {
      int image = at / images * images;
      int first = Math.max(slab, image);
      start = Math.toIntExact(copied(slab, first)) + (at - first) * phase.move(0) * stride[0];
    }
    for (int i = 1; i < spatial; i++) {
      start += scratch.place[i] * phase.move(i) * stride[i];
    }
    return start;
  }

  private int endOfImage(int slab, int until) {
    return Math.min(until, (slab / phase.count(0) + 1) * phase.count(0));
  }

  /// How many elements the copy for some slabs has.
  private long copied(int slab, int until) {
    long length = 0;
    for (int s = slab; s < until; ) {
      int end = endOfImage(s, until);
      length += ((long) (end - 1 - s) * phase.move(0) + reach[0] + 1) * stride[0];
      s = end;
    }
    return length;
  }

  /// Notes what the copy for some slabs of one image covers.
  private void cover(ConvScratch scratch, int slab, int until) {
    for (int i = 0; i < spatial; i++) {
      int outputs = i == 0 ? until - slab : phase.count(i);
      int first = i == 0 ? slab % phase.count(0) : 0;
      scratch.from[i] = phase.meets(i, 0) + first * phase.move(i);
      scratch.extent[i] = (outputs - 1) * phase.move(i) + reach[i] + 1;
    }
  }

  /// Copies the part of image `n` that the scratch says; returns where the copy ends.
  private int copy(Object array, int xOff, int n, ConvScratch scratch, Object copy, int to) {
    int last = spatial - 1;
    int lines = 1;
    for (int i = 0; i < last; i++) {
      lines *= scratch.extent[i];
    }
    int[] place = scratch.place;
    Arrays.fill(place, 0);
    int length = scratch.extent[last] * channels;
    int extent = x.dim(last + 1);
    int low = Math.clamp(-scratch.from[last], 0, scratch.extent[last]);
    int high = Math.clamp(extent - scratch.from[last], low, scratch.extent[last]);
    int next = to;
    for (int line = 0; line < lines; line++) {
      int source = line(n, scratch);
      if (source < 0) {
        ops.clearRows(1, length, copy, next, 0);
      } else {
        int start = xOff + (source * extent + scratch.from[last] + low) * channels;
        ops.clearRows(1, low * channels, copy, next, 0);
        ops.copyRows(array, start, 0, 1, (high - low) * channels, copy, next + low * channels, 0);
        ops.clearRows(1, length - high * channels, copy, next + high * channels, 0);
      }
      next += length;
      for (int i = last - 1; i >= 0 && ++place[i] == scratch.extent[i]; i--) {
        place[i] = 0;
      }
    }
    return next;
  }

  /// Which line of x lies at the scratch's place in the copy of image `n`, or -1 outside of x.
  private int line(int n, ConvScratch scratch) {
    int line = n;
    for (int i = 0; i < spatial - 1; i++) {
      int at = scratch.from[i] + scratch.place[i];
      if (at < 0 || at >= x.dim(i + 1)) {
        return -1;
      }
      line = line * x.dim(i + 1) + at;
    }
    return line;
  }
}
