// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.math.Threefry;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Computes a graph one node after another; the truth that other backends are compared with.
public final class Interpreter {
  private Interpreter() {}

  /// The outputs of `graph` for these inputs, each in a buffer of its own.
  ///
  /// Inputs are neither written nor returned: an output that is an input is a copy.
  ///
  /// @param graph a graph without requests and composites
  /// @param inputs row-major, in slot order
  /// @throws IllegalArgumentException if the inputs do not fit the graph
  /// @throws IndexOutOfBoundsException if a gather or scatter meets an index out of range
  /// @throws ArithmeticException if an integer is divided by zero
  public static List<HostBuffer> run(Graph graph, List<HostBuffer> inputs) {
    requireInputs(graph.inputs(), inputs);
    Map<Node, HostBuffer> values = new IdentityHashMap<>();
    Map<Node, List<HostBuffer>> results = new IdentityHashMap<>();
    for (Node node : graph.order()) {
      if (node.op() instanceof Op.Input input) {
        values.put(node, inputs.get(input.slot()));
        continue;
      }
      List<HostBuffer> operands = new ArrayList<>();
      if (!(node.op() instanceof Op.Pick)) {
        node.inputs().forEach(operand -> operands.add(Objects.requireNonNull(values.get(operand))));
      }
      if (node.op() instanceof Op.Scan scan) {
        results.put(node, Loops.scan(scan, operands));
        continue;
      }
      if (node.op() instanceof Op.Pick pick) {
        values.put(node, Objects.requireNonNull(results.get(node.input(0))).get(pick.index()));
        continue;
      }
      HostBuffer out = HostBuffer.zeros(node.dtype(), node.shape().size());
      evaluate(node, operands, out);
      values.put(node, out);
    }
    List<HostBuffer> outputs = new ArrayList<>();
    for (Node node : graph.outputs()) {
      HostBuffer out = HostBuffer.zeros(node.dtype(), node.shape().size());
      copy(Objects.requireNonNull(values.get(node)), out);
      outputs.add(out);
    }
    return outputs;
  }

  private static void requireInputs(List<Node> nodes, List<HostBuffer> inputs) {
    if (nodes.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "the graph takes " + nodes.size() + " inputs and is given " + inputs.size());
    }
    for (int i = 0; i < nodes.size(); i++) {
      TensorType wanted = nodes.get(i).type();
      HostBuffer given = inputs.get(i);
      if (given.dtype() != wanted.dtype() || given.size() != wanted.shape().size()) {
        throw new IllegalArgumentException(
            "input "
                + i
                + " of the graph is "
                + wanted
                + " with "
                + wanted.shape().size()
                + " elements and is given "
                + given.size()
                + " elements of "
                + given.dtype());
      }
    }
  }

  private static void copy(HostBuffer from, HostBuffer to) {
    System.arraycopy(from.array(), 0, to.array(), 0, to.size());
  }

  private static void evaluate(Node node, List<HostBuffer> x, HostBuffer out) {
    Shape shape = node.shape();
    switch (node.op()) {
      case Op.Const c -> out.set(0, c.value());
      case Op.Iota t -> iota(t.axis(), shape, out);
      case Op.RandomBits _ -> randomBits(x.get(0), out);
      case Op.Unary u -> ElementWise.unary(u.kind(), x.get(0), out);
      case Op.Polygamma p -> ElementWise.polygamma(p.order(), x.get(0), out);
      case Op.Binary b -> ElementWise.binary(b.kind(), x.get(0), x.get(1), out, node.type());
      case Op.Compare c -> ElementWise.compare(c.kind(), x.get(0), x.get(1), out);
      case Op.Where _ -> ElementWise.where(x.get(0), x.get(1), x.get(2), out);
      case Op.Cast _ -> ElementWise.cast(x.get(0), out);
      case Op.Bitcast _ -> ElementWise.bitcast(x.get(0), out);
      case Op.Reshape _, Op.Detach _, Op.After _ -> copy(x.get(0), out);
      case Op.Permute p -> Views.permute(p, x.get(0), node.input(0).shape(), out, shape);
      case Op.Broadcast _ -> Views.broadcast(x.get(0), node.input(0).shape(), out, shape);
      case Op.Slice s -> Views.slice(s, x.get(0), node.input(0).shape(), out, shape);
      case Op.Flip f -> Views.flip(f, x.get(0), shape, out);
      case Op.Pad p -> Views.pad(p, x.get(0), node.input(0).shape(), out, shape);
      case Op.Concat c -> concat(c.axis(), node, x, out);
      case Op.Reduce r -> Reductions.reduce(r, x.get(0), node.input(0).shape(), out);
      case Op.ArgReduce a -> Reductions.argReduce(a, x.get(0), node.input(0).shape(), out);
      case Op.Gather g -> Indexing.gather(node, g.axis(), x.get(0), x.get(1), out);
      case Op.Window w -> Windows.window(w, x.get(0), node.input(0).shape(), out, shape);
      case Op.Fold f -> Windows.fold(f, x.get(0), node.input(0).shape(), out, shape);
      case Op.Prefix p -> Prefixes.prefix(p, x.get(0), shape, out);
      case Op.Scatter s -> Indexing.scatter(node, s, x, out);
      case Op.ArgSort a -> Sorting.argSort(a, x.get(0), node.input(0).shape(), out);
      case Op.Conv c ->
          Convolution.convolve(
              c, x.get(0), node.input(0).shape(), x.get(1), node.input(1).shape(), out, shape);
      case Op.CustomKernel k -> copy(run(k.fallback(), x).getFirst(), out);
      case Op.MatMul m -> MatrixProduct.multiply(m, node, x.get(0), x.get(1), out);
      case Op.Input _ -> throw new IllegalStateException("an input is given, not computed");
      case Op.Scan _, Op.Pick _ -> throw new IllegalStateException("has several results");
      case Op.Composite _, Op.Checkpoint _, Op.Gradient _ ->
          throw new IllegalStateException(
              node + " is not expanded; run GradientExpansion.expand on the graph first");
    }
  }

  private static void iota(int axis, Shape shape, HostBuffer out) {
    for (int i = 0; i < out.size(); i++) {
      Elements.setLong(out, i, Coordinates.split(shape, i)[axis]);
    }
  }

  private static void randomBits(HostBuffer key, HostBuffer out) {
    int[] words = (int[]) out.array();
    for (int i = 0; i < words.length; i++) {
      words[i] = Threefry.bits((int) key.getLong(0), (int) key.getLong(1), i);
    }
  }

  private static void concat(int axis, Node node, List<HostBuffer> operands, HostBuffer out) {
    int start = 0;
    for (int i = 0; i < operands.size(); i++) {
      Shape from = node.input(i).shape();
      Views.place(operands.get(i), from, axis, start, out, node.shape());
      start += from.dim(axis);
    }
  }
}
