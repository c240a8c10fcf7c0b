// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Tensor;
import java.util.List;

/// How much arithmetic something is.
///
/// Matrix products and convolutions count their multiply-adds, of which each is two operations: a
/// product `(M, K) x (K, N)` is M N K, a convolution is outputs times taps times input channels of
/// a group, taps on the padding included. Element-wise functions count one operation an element,
/// whatever the function; reductions count one for each element they read. What moves, converts,
/// indexes, sorts or draws counts nothing. The body of a composite counts as it is written, that of
/// a loop as often as it runs; gradients are not counted.
///
/// @param multiplyAdds of matrix products and convolutions
/// @param elementwise all other operations
public record Flops(long multiplyAdds, long elementwise) {
  /// Nothing.
  public static final Flops NONE = new Flops(0, 0);

  /// Two for each multiply-add, and the others.
  public long total() {
    return 2 * multiplyAdds + elementwise;
  }

  /// Both together.
  public Flops plus(Flops other) {
    return new Flops(multiplyAdds + other.multiplyAdds, elementwise + other.elementwise);
  }

  private Flops times(long count) {
    return new Flops(multiplyAdds * count, elementwise * count);
  }

  /// What one recorded operation costs.
  public static Flops of(Recorded recorded) {
    List<TensorType> inputs = recorded.inputs().stream().map(Tensor::type).toList();
    return of(recorded.op(), inputs, recorded.result().type());
  }

  private static Flops of(Graph graph) {
    Flops sum = NONE;
    for (Node node : graph.order()) {
      List<TensorType> inputs = node.inputs().stream().map(Node::type).toList();
      sum = sum.plus(of(node.op(), inputs, node.type()));
    }
    return sum;
  }

  private static Flops of(Op op, List<TensorType> inputs, TensorType result) {
    return switch (op) {
      case Op.MatMul m -> {
        Shape a = inputs.getFirst().shape();
        int inner = a.dim(m.transposeA() ? a.rank() - 2 : a.rank() - 1);
        yield new Flops(size(result) * inner, 0);
      }
      case Op.Conv c -> convolution(c, inputs.get(0).shape(), inputs.get(1).shape(), result);
      case Op.Unary _, Op.Binary _, Op.Compare _, Op.Where _, Op.Polygamma _ ->
          new Flops(0, size(result));
      case Op.Reduce _, Op.ArgReduce _, Op.Prefix _, Op.Fold _ ->
          new Flops(0, size(inputs.getFirst()));
      case Op.Scatter _ -> new Flops(0, size(inputs.get(2)));
      case Op.Composite c -> of(c.body());
      case Op.CustomKernel k -> of(k.fallback());
      case Op.Checkpoint c -> of(c.body());
      case Op.Scan s -> of(s.body()).times(s.length());
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.Cast _,
          Op.Bitcast _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Pad _,
          Op.Window _,
          Op.Concat _,
          Op.ArgSort _,
          Op.Gather _,
          Op.After _,
          Op.Detach _,
          Op.Gradient _,
          Op.Pick _ ->
          NONE;
    };
  }

  /// Of x `(N, *S, C)` and w `(*K, C / groups, O)`. Where x is spread out, as in a transposed
  /// convolution, each of its elements meets each tap once.
  private static Flops convolution(Op.Conv c, Shape x, Shape w, TensorType result) {
    boolean spread = false;
    for (int i = 0; i < c.inputDilation().size(); i++) {
      spread |= c.inputDilation().get(i) > 1;
    }
    int last = w.rank() - 1;
    return spread
        ? new Flops(x.size() * (long) w.size(0, last - 1) * (w.dim(last) / c.groups()), 0)
        : new Flops(size(result) * w.size(0, last), 0);
  }

  private static long size(TensorType type) {
    return type.shape().size();
  }
}
