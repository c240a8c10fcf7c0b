// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

import dev.navette.ir.Node;
import dev.navette.ir.Shape;
import java.util.List;

/// One thing to run: a fused loop, a product with what is fused behind it, a loop over time, or a
/// single operation.
///
/// A step computes its `outputs` and leaves them in memory; what it computes on the way (nodes that
/// are reachable from the outputs before a stored node is met) exists only inside it.
public sealed interface Step {
  /// The nodes that this step leaves in memory.
  List<Node> outputs();

  /// The nodes that this step reads from memory. What it needs beyond them it computes, even where
  /// another step stores the same node for itself.
  List<Node> reads();

  /// How a loop runs over its space.
  enum Form {
    /// Every element by itself.
    MAP,
    /// Row by row; reductions along a row are available to the rest of the row.
    ROWS,
    /// Reductions down columns, where axes follow the reduced ones; what is element-wise in their
    /// results is computed once the results are final.
    COLUMNS
  }

  /// Element-wise operations and reductions over one space, computed together.
  ///
  /// Members have the shape of the whole space, or (in ROWS) of its axes before `split`, or (in
  /// COLUMNS) of the space without the axes `split` to `end`.
  ///
  /// @param form how it runs
  /// @param space the iteration space
  /// @param split the first axis of a row, or the first reduced axis of COLUMNS
  /// @param end the end of the reduced axes
  /// @param members every node that is computed once in this loop, operands first; others that are
  ///   reached (views, constants, cheap operations) are computed wherever they are read
  /// @param outputs the members that are stored
  /// @param reads what is read from memory
  record Loop(
      Form form,
      Shape space,
      int split,
      int end,
      List<Node> members,
      List<Node> outputs,
      List<Node> reads)
      implements Step {
    /// Copies the lists.
    public Loop {
      members = List.copyOf(members);
      outputs = List.copyOf(outputs);
      reads = List.copyOf(reads);
    }
  }

  /// A matrix product or a convolution, the loop that makes the first operand of a product block by
  /// block, and the loop that runs on each block of the result while it is in the cache.
  ///
  /// @param product the node of `Op.MatMul` or `Op.Conv`
  /// @param prologue a MAP loop over the shape of the first operand, a matrix, whose only output is
  ///   that operand; no members if nothing is fused
  /// @param epilogue a MAP loop over the product's shape; no members if nothing is fused; its reads
  ///   are those of the whole step
  /// @param outputs what is stored: the product itself only if it is used elsewhere
  record Product(Node product, Loop prologue, Loop epilogue, List<Node> outputs) implements Step {
    /// Copies the list.
    public Product {
      outputs = List.copyOf(outputs);
    }

    @Override
    public List<Node> reads() {
      return epilogue.reads();
    }
  }

  /// A loop: its body is a plan of its own that runs once a step.
  ///
  /// @param node the node of `Op.Scan`; its operands are those of the loop
  /// @param results the results that are used, each an `Op.Pick` of the node
  /// @param body the plan of one step; a donor says that a carry is updated in place
  /// @param reads what is read from memory
  record Scan(Node node, List<Node> results, Schedule body, List<Node> reads) implements Step {
    /// Copies the lists.
    public Scan {
      results = List.copyOf(results);
      reads = List.copyOf(reads);
    }

    @Override
    public List<Node> outputs() {
      return results;
    }
  }

  /// An operation with a kernel of its own: concat, pad, gather, scatter, arg-reductions; or a leaf
  /// or view that has to exist in memory.
  ///
  /// @param node the operation
  /// @param reads what is read from memory
  record Single(Node node, List<Node> reads) implements Step {
    /// Copies the list.
    public Single {
      reads = List.copyOf(reads);
    }

    @Override
    public List<Node> outputs() {
      return List.of(node);
    }
  }
}
