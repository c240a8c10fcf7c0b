// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Shape;

/// The weights `(*K, C / groups, O)` of a convolution as they lie in memory: the outputs of a tap
/// and channel side by side, and everything else anywhere. The weights of a gradient are a view of
/// activations.
///
/// @param location where they start
/// @param shape their shape
/// @param strides from element to element, by axis
record ConvWeights(Location location, Shape shape, Ints strides) {
  static ConvWeights of(Schedule schedule, Node node) {
    Node base = node;
    IndexMap map = IndexMap.rowMajor(node.shape());
    while (IndexMap.isView(base) && !schedule.places().containsKey(base)) {
      IndexMap next = map.through(base);
      if (next == null) {
        break;
      }
      map = next;
      base = base.input(0);
    }
    Shape shape = node.shape();
    int[] compact = map.strides(base.shape());
    int[] strides = new int[shape.rank()];
    int next = 0;
    for (int i = 0; i < strides.length; i++) {
      strides[i] = shape.dim(i) == 1 || next == compact.length ? 0 : compact[next++];
    }
    Location l = Frame.locate(schedule, base);
    return new ConvWeights(
        new Location(l.table(), l.offset() + map.base(base.shape())), shape, Ints.of(strides));
  }

  /// From channel to channel.
  int channel() {
    return strides.get(shape.rank() - 2);
  }

  /// Where tap `tap`, of all taps, starts.
  int tap(int tap) {
    int start = 0;
    int rest = tap;
    for (int i = shape.rank() - 3; i >= 0; i--) {
      start += rest % shape.dim(i) * strides.get(i);
      rest /= shape.dim(i);
    }
    return start;
  }
}
