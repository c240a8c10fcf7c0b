// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the users of a node contribute to its cotangent.
///
/// It is their sum in the order of arrival; where each contributes to a range of its own along one
/// axis and the ranges fill it, as those of the gates of a recurrent cell do, it is the ranges one
/// after another.
final class Contributions {
  private final List<Node> parts = new ArrayList<>();

  /// A range of an axis: `part` surrounded by zeros.
  private record Range(Node part, int axis, int from) {
    int to() {
      return from + part.shape().dim(axis);
    }
  }

  void add(Node part) {
    parts.add(part);
  }

  /// The cotangent.
  Node sum() {
    if (parts.size() > 1) {
      List<Node> side = sideBySide();
      Node sum = side.isEmpty() ? parts.stream().reduce(Nodes::add).orElseThrow() : joined(side);
      parts.clear();
      parts.add(sum);
    }
    return parts.getFirst();
  }

  private Node joined(List<Node> side) {
    return Nodes.concat(range(parts.getFirst()).axis(), side);
  }

  /// The parts without their zeros in the order of their ranges; none if they do not fill an axis.
  private List<Node> sideBySide() {
    List<Range> ranges = new ArrayList<>();
    for (Node part : parts) {
      Range range = range(part);
      if (range.axis() < 0 || range.axis() != range(parts.getFirst()).axis()) {
        return List.of();
      }
      ranges.add(range);
    }
    ranges.sort(Comparator.comparingInt(Range::from));
    int at = 0;
    for (Range range : ranges) {
      if (range.from() != at) {
        return List.of();
      }
      at = range.to();
    }
    return at == parts.getFirst().shape().dim(ranges.getFirst().axis())
        ? ranges.stream().map(Range::part).toList()
        : List.of();
  }

  /// The range that `part` is, on axis -1 if it is none.
  private static Range range(Node part) {
    int axis = -1;
    if (part.op() instanceof Op.Pad p && p.value() == 0) {
      Shape whole = part.shape();
      for (int d = 0; d < whole.rank(); d++) {
        boolean padded = p.low().get(d) != 0 || p.high().get(d) != 0;
        if (padded && (axis >= 0 || p.low().get(d) < 0 || p.high().get(d) < 0)) {
          return new Range(part, -1, 0);
        }
        axis = padded ? d : axis;
      }
      return axis < 0 ? new Range(part, -1, 0) : new Range(part.input(0), axis, p.low().get(axis));
    }
    return new Range(part, -1, 0);
  }
}
