// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rewrites that are exact to the bit, as a table of rules, and sharing of equal nodes.
///
/// What is not here is left out on purpose: `x + 0` is not `x` for -0, `x * 0` is not 0 for NaN, `x
/// / c` is not `x * (1 / c)`, and sums are never reordered.
final class Simplify {
  private Simplify() {}

  /// The simplified graph; every pair of equal nodes is one node.
  static Graph run(Graph graph) {
    Map<Key, Node> unique = new HashMap<>();
    return graph.rewrite(node -> {
      Node n = node;
      for (Node next = rule(n); next != n; next = rule(n)) {
        n = next;
      }
      if (n.op() instanceof Op.Input) {
        return n;
      }
      Node known = unique.putIfAbsent(new Key(n.op(), n.inputs()), n);
      return known == null ? n : known;
    });
  }

  /// Nodes compare by identity, so equal keys mean the same operation on the same operands.
  private record Key(Op op, List<Node> inputs) {}

  /// The first rule that applies to a node whose operands are simplified, or the node itself.
  private static Node rule(Node node) {
    return switch (node.op()) {
      case Op.Detach _ -> node.input(0);
      case Op.After _ -> node.inputs().size() == 1 ? node.input(0) : node;
      case Op.Cast _ -> cast(node);
      case Op.Unary u -> unary(u.kind(), node);
      case Op.Binary b -> binary(b.kind(), node);
      case Op.Where _ -> node.input(1) == node.input(2) ? node.input(1) : node;
      case Op.Reshape _ -> reshape(node);
      case Op.Broadcast _ -> broadcast(node);
      case Op.Permute p -> permute(p.order(), node);
      case Op.Slice _ -> node.shape().equals(node.input(0).shape()) ? node.input(0) : node;
      case Op.Pad _ -> node.shape().equals(node.input(0).shape()) ? node.input(0) : node;
      case Op.Window w ->
          w.size() == 1 && w.stride() == 1
              ? Node.of(new Op.Reshape(node.shape()), node.input(0))
              : node;
      case Op.Flip f -> f.axes() == 0 ? node.input(0) : node;
      case Op.Concat _ -> node.inputs().size() == 1 ? node.input(0) : node;
      case Op.MatMul m -> matmul(m, node);
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.Polygamma _,
          Op.Compare _,
          Op.Bitcast _,
          Op.Reduce _,
          Op.ArgReduce _,
          Op.Gather _,
          Op.Scatter _,
          Op.Fold _,
          Op.Prefix _,
          Op.ArgSort _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.Composite _,
          Op.Gradient _,
          Op.Pick _ ->
          node;
    };
  }

  /// A cast to its own dtype, and a 16-bit float made wider and narrow again, are what they were. A
  /// constant is converted here.
  private static Node cast(Node node) {
    Node x = node.input(0);
    if (node.dtype() == x.dtype()) {
      return x;
    }
    boolean back =
        node.dtype().isHalf()
            && (x.dtype() == DType.F32 || x.dtype() == DType.F64)
            && x.op() instanceof Op.Cast
            && x.input(0).dtype() == node.dtype();
    if (back) {
      return x.input(0);
    }
    if (!isConstant(x) || !x.dtype().isFloat() || !node.dtype().isFloat()) {
      return node;
    }
    return x.op() instanceof Op.Const c
        ? Nodes.constant(c.value(), node.type())
        : Node.of(x.op(), cast(Node.of(node.op(), x.input(0))));
  }

  /// -(-x) is x; not(not(x)) is x.
  private static Node unary(UnaryKind kind, Node node) {
    boolean involution = kind == UnaryKind.NEG || kind == UnaryKind.NOT;
    return involution && node.input(0).op().equals(node.op()) ? node.input(0).input(0) : node;
  }

  /// x * 1, x / 1 and x - 0 are x; x * -1 is -x.
  private static Node binary(BinaryKind kind, Node node) {
    Node a = node.input(0);
    Node b = node.input(1);
    return switch (kind) {
      case MUL -> {
        if (isConstant(b, 1)) {
          yield a;
        }
        if (isConstant(a, 1)) {
          yield b;
        }
        if (isConstant(b, -1)) {
          yield Node.of(new Op.Unary(UnaryKind.NEG), a);
        }
        yield isConstant(a, -1) ? Node.of(new Op.Unary(UnaryKind.NEG), b) : node;
      }
      case DIV -> isConstant(b, 1) ? a : node;
      case SUB -> isConstant(b, 0) ? a : node;
      case ADD, POW, MAX, MIN, MOD, ATAN2, AND, OR, XOR, SHL, SHR -> node;
    };
  }

  /// Whether every element is the constant `value` (+0 for 0).
  static boolean isConstant(Node node, double value) {
    return switch (node.op()) {
      case Op.Const c -> Double.compare(c.value(), value) == 0;
      case Op.Broadcast _, Op.Reshape _ -> isConstant(node.input(0), value);
      default -> false;
    };
  }

  /// Whether every element is one constant.
  private static boolean isConstant(Node node) {
    return switch (node.op()) {
      case Op.Const _ -> true;
      case Op.Broadcast _, Op.Reshape _ -> isConstant(node.input(0));
      default -> false;
    };
  }

  private static Node reshape(Node node) {
    Node x = node.input(0);
    if (x.shape().equals(node.shape())) {
      return x;
    }
    return x.op() instanceof Op.Reshape ? Node.of(node.op(), x.input(0)) : node;
  }

  private static Node broadcast(Node node) {
    Node x = node.input(0);
    if (x.shape().equals(node.shape())) {
      return x;
    }
    return x.op() instanceof Op.Broadcast ? Node.of(node.op(), x.input(0)) : node;
  }

  private static Node permute(Ints order, Node node) {
    Node x = node.input(0);
    boolean identity = true;
    for (int i = 0; i < order.size(); i++) {
      identity &= order.get(i) == i;
    }
    if (identity) {
      return x;
    }
    if (x.op() instanceof Op.Permute inner) {
      int[] composed = new int[order.size()];
      for (int i = 0; i < composed.length; i++) {
        composed[i] = inner.order().get(order.get(i));
      }
      return Node.of(new Op.Permute(Ints.of(composed)), x.input(0));
    }
    // Where only axes of extent 1 move, nothing does.
    int[] moving = Arrays.stream(order.toArray()).filter(i -> x.shape().dim(i) != 1).toArray();
    return Arrangement.isAscending(moving) ? Node.of(new Op.Reshape(node.shape()), x) : node;
  }

  /// A product of a matrix transposed is a product with the flag turned.
  private static Node matmul(Op.MatMul m, Node node) {
    Node a = node.input(0);
    Node b = node.input(1);
    if (swapsLastTwo(a)) {
      return Node.of(new Op.MatMul(!m.transposeA(), m.transposeB()), a.input(0), b);
    }
    if (swapsLastTwo(b)) {
      return Node.of(new Op.MatMul(m.transposeA(), !m.transposeB()), a, b.input(0));
    }
    return node;
  }

  private static boolean swapsLastTwo(Node node) {
    if (!(node.op() instanceof Op.Permute p)) {
      return false;
    }
    int rank = p.order().size();
    boolean swaps = p.order().get(rank - 1) == rank - 2 && p.order().get(rank - 2) == rank - 1;
    for (int i = 0; i < rank - 2; i++) {
      swaps &= p.order().get(i) == i;
    }
    return swaps;
  }
}
