// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.List;

/// An operation applied to nodes: one value of the graph. Immutable; compares by identity.
public final class Node {
  private final Op op;
  private final List<Node> inputs;
  private final TensorType type;

  private Node(Op op, List<Node> inputs, TensorType type) {
    this.op = op;
    this.inputs = inputs;
    this.type = type;
    Provenance.made(this);
  }

  /// The node of `op` on `inputs`, typed by [Inference].
  ///
  /// @throws ShapeException if the shapes do not fit
  /// @throws DTypeException if the dtypes do not fit
  public static Node of(Op op, Node... inputs) {
    return of(op, List.of(inputs));
  }

  /// The node of `op` on `inputs`, typed by [Inference].
  ///
  /// @throws ShapeException if the shapes do not fit
  /// @throws DTypeException if the dtypes do not fit
  public static Node of(Op op, List<Node> inputs) {
    TensorType type =
        op instanceof Op.Pick p
            ? Inference.picked(p.index(), inputs.getFirst())
            : Inference.infer(op, inputs.stream().map(Node::type).toList());
    return new Node(op, List.copyOf(inputs), type);
  }

  /// Input number `slot` of a graph.
  public static Node input(int slot, TensorType type) {
    return new Node(new Op.Input(slot), List.of(), type);
  }

  /// What is computed.
  public Op op() {
    return op;
  }

  /// The operands.
  public List<Node> inputs() {
    return inputs;
  }

  /// Operand number `i`.
  public Node input(int i) {
    return inputs.get(i);
  }

  /// Dtype and shape.
  public TensorType type() {
    return type;
  }

  /// The shape.
  public Shape shape() {
    return type.shape();
  }

  /// The dtype.
  public DType dtype() {
    return type.dtype();
  }

  /// The same operation on other operands.
  public Node with(List<Node> newInputs) {
    if (op instanceof Op.Input) {
      return this;
    }
    return copy(op, newInputs);
  }

  /// Another operation on the same operands, in the place of this one.
  public Node with(Op newOp) {
    return copy(newOp, inputs);
  }

  private Node copy(Op newOp, List<Node> newInputs) {
    Node copy = of(newOp, newInputs);
    Provenance.copied(copy, this);
    return copy;
  }

  /// Such as `add f32(4, 8)`.
  @Override
  public String toString() {
    return op.label() + " " + type;
  }
}
