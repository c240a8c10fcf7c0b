// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.permute;
import static dev.navette.ir.Nodes.reshape;
import static dev.navette.ir.Nodes.zeros;

import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gradients of convolution, both of which are convolutions.
///
/// Along each spatial axis output p meets element s of x in tap k where `inputDilation s = stride p
/// + dilation k - low`. Solved for s, that is how dx collects g, with `stride` and `inputDilation`
///   in each other's place and the taps turned round; solved for k, it is how dw collects x, with g
///   as the kernel and `stride` and `dilation` in each other's place.
final class ConvGradients {
  private final Op.Conv conv;
  private final Node x; // (N, *S, C)
  private final Node w; // (*K, C / groups, O)
  private final Node g; // (N, *P, O)
  private final int spatial;

  private ConvGradients(Op.Conv conv, Node x, Node w, Node g) {
    this.conv = conv;
    this.x = x;
    this.w = w;
    this.g = g;
    this.spatial = conv.stride().size();
  }

  /// The cotangents of x and w, where g is the cotangent of their convolution.
  static List<@Nullable Node> of(Op.Conv c, Node x, Node w, Node g) {
    ConvGradients gradients = new ConvGradients(c, x, w, g);
    return Arrays.asList(gradients.byX(), gradients.byW());
  }

  private Node byX() {
    if (x.shape().size() == 0) {
      return zeros(x.type());
    }
    Ints stride = conv.inputDilation();
    Ints inputDilation = conv.stride();
    Ints low = each(i -> reach(i) - conv.low().get(i));
    Ints high = each(i -> spread(i) + reach(i) - steps(i) - 1 - low.get(i));
    Op.Conv op = new Op.Conv(stride, low, high, conv.dilation(), inputDilation, conv.groups());
    return Node.of(op, g, turned());
  }

  private Node byW() {
    Ints stride = conv.dilation();
    Ints dilation = conv.stride();
    Ints low = conv.low();
    Ints high = each(i -> reach(i) + steps(i) + 1 - spread(i) - low.get(i));
    Op.Conv op = new Op.Conv(stride, low, high, dilation, conv.inputDilation(), conv.groups());
    Node product = Node.of(op, batchAsChannels(), permute(g, batchBeforeLast()));
    return permute(product, batchBeforeLast()); // (C / groups, *K, O) to (*K, C / groups, O)
  }

  /// w as `(*K, O / groups, C)`, its taps in reverse order.
  private Node turned() {
    int channels = w.shape().dim(spatial);
    int outputs = w.shape().dim(spatial + 1) / conv.groups();
    int[] kernel = Arrays.copyOf(w.shape().toArray(), spatial);
    Node grouped = reshape(w, shape(kernel, channels, conv.groups(), outputs));
    int[] order = new int[spatial + 3];
    Arrays.setAll(order, i -> i);
    order[spatial] = spatial + 2;
    order[spatial + 2] = spatial;
    Node exchanged = permute(grouped, order); // (*K, O / groups, groups, C / groups)
    Node flipped = Node.of(new Op.Flip((1 << spatial) - 1), exchanged);
    return reshape(flipped, shape(kernel, outputs, conv.groups() * channels));
  }

  /// x as `(C / groups, *S, groups * N)`.
  private Node batchAsChannels() {
    int n = x.shape().dim(0);
    int channels = w.shape().dim(spatial);
    int[] positions = Arrays.copyOf(x.shape().toArray(), spatial + 1); // (N, *S)
    Node grouped = reshape(x, shape(positions, conv.groups(), channels));
    int[] order = new int[spatial + 3];
    Arrays.setAll(order, i -> i);
    order[0] = spatial + 2;
    order[spatial + 2] = 0;
    Node exchanged = permute(grouped, order); // (C / groups, *S, groups, N)
    positions[0] = channels;
    return reshape(exchanged, shape(positions, conv.groups() * n));
  }

  /// The order that makes `(N, *P, O)` into `(*P, N, O)`.
  private int[] batchBeforeLast() {
    int[] order = new int[spatial + 2];
    Arrays.setAll(order, i -> i <= spatial ? i + 1 : i);
    order[spatial] = 0;
    order[spatial + 1] = spatial + 1;
    return order;
  }

  /// From the first tap to the last.
  private int reach(int i) {
    return conv.dilation().get(i) * (w.shape().dim(i) - 1);
  }

  /// From the first output to the last.
  private int steps(int i) {
    return conv.stride().get(i) * (g.shape().dim(i + 1) - 1);
  }

  /// The extent of x with its holes.
  private int spread(int i) {
    int s = x.shape().dim(i + 1);
    return s == 0 ? 0 : (s - 1) * conv.inputDilation().get(i) + 1;
  }

  private Ints each(IntUnaryOperator byAxis) {
    int[] values = new int[spatial];
    Arrays.setAll(values, byAxis);
    return Ints.of(values);
  }

  private static Shape shape(int[] first, int... last) {
    int[] dims = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, dims, first.length, last.length);
    return Shape.of(dims);
  }
}
