// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/// The structure of a recorded graph: what a plan depends on, and the key it is cached by.
///
/// Nodes stand in the order in which they were reached, operands first. Leaves are argument slots,
/// numbered in the order of their position. A structure is filled by a recording, compared with
/// those in the cache without allocating, and copied when it is new.
public final class Structure {
  private Op[] ops;
  private TensorType[] types;

  /// Operand positions of all nodes, one after another.
  private int[] edges;

  /// Where the operands of each node end in `edges`.
  private int[] ends;

  private int[] roots;

  /// For each root, the slot of the argument it may overwrite, or -1.
  private int[] donors;

  private int nodes;
  private int edgeCount;
  private int rootCount;
  private int hash;

  /// An empty structure.
  public Structure() {
    this(64, 128, 8);
  }

  private Structure(int nodes, int edges, int roots) {
    this.ops = new Op[nodes];
    this.types = new TensorType[nodes];
    this.ends = new int[nodes];
    this.edges = new int[edges];
    this.roots = new int[roots];
    this.donors = new int[roots];
  }

  /// Forgets everything, to be filled again.
  public void clear() {
    Arrays.fill(ops, 0, nodes, null);
    Arrays.fill(types, 0, nodes, null);
    nodes = 0;
    edgeCount = 0;
    rootCount = 0;
    hash = 0;
  }

  /// Adds operand position `position` to the node that is added next.
  public void addEdge(int position) {
    if (edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    edges[edgeCount++] = position;
    hash = 31 * hash + position;
  }

  /// Adds a node whose operands were added just before; returns its position. A leaf's op is
  /// [Op.Input].
  public int addNode(Op op, TensorType type) {
    if (nodes == ops.length) {
      ops = Arrays.copyOf(ops, 2 * nodes);
      types = Arrays.copyOf(types, 2 * nodes);
      ends = Arrays.copyOf(ends, 2 * nodes);
    }
    ops[nodes] = op;
    types[nodes] = type;
    ends[nodes] = edgeCount;
    hash = 31 * (31 * hash + op.hashCode()) + type.hashCode();
    return nodes++;
  }

  /// Adds a root: its position and its donor slot (or -1).
  public void addRoot(int position, int donor) {
    if (rootCount == roots.length) {
      roots = Arrays.copyOf(roots, 2 * rootCount);
      donors = Arrays.copyOf(donors, 2 * rootCount);
    }
    roots[rootCount] = position;
    donors[rootCount++] = donor;
    hash = 31 * (31 * hash + position) + donor;
  }

  /// The number of nodes so far.
  public int size() {
    return nodes;
  }

  /// A compact copy that later changes do not touch.
  Structure copy() {
    Structure c = new Structure(0, 0, 0);
    c.ops = Arrays.copyOf(ops, nodes);
    c.types = Arrays.copyOf(types, nodes);
    c.ends = Arrays.copyOf(ends, nodes);
    c.edges = Arrays.copyOf(edges, edgeCount);
    c.roots = Arrays.copyOf(roots, rootCount);
    c.donors = Arrays.copyOf(donors, rootCount);
    c.nodes = nodes;
    c.edgeCount = edgeCount;
    c.rootCount = rootCount;
    c.hash = hash;
    return c;
  }

  /// The graph, one input a leaf, one output a root.
  Graph toGraph() {
    return toGraph((_, _) -> {});
  }

  /// The recorded graph.
  ///
  /// @param made called with each node and its position
  public Graph toGraph(ObjIntConsumer<Node> made) {
    List<Node> inputs = new ArrayList<>();
    Node[] all = new Node[nodes];
    int edge = 0;
    for (int i = 0; i < nodes; i++) {
      List<Node> operands = new ArrayList<>();
      for (; edge < ends[i]; edge++) {
        operands.add(all[edges[edge]]);
      }
      if (ops[i] instanceof Op.Input) {
        all[i] = Node.input(inputs.size(), types[i]);
        inputs.add(all[i]);
      } else {
        all[i] = Node.of(ops[i], operands);
      }
      made.accept(all[i], i);
    }
    return new Graph(inputs, Arrays.stream(roots, 0, rootCount).mapToObj(r -> all[r]).toList());
  }

  /// For each root the slot it may overwrite, or -1.
  List<Integer> donors() {
    return Arrays.stream(donors, 0, rootCount).boxed().toList();
  }

  /// What differs first between this and `other`, in words, for explaining a cache miss.
  String firstDifference(Structure other) {
    int slot = 0;
    for (int i = 0; i < Math.min(nodes, other.nodes); i++) {
      boolean leaf = ops[i] instanceof Op.Input;
      if (!ops[i].equals(other.ops[i])) {
        String was = other.ops[i].label();
        String now = ops[i].label();
        return was.equals(now)
            ? "operation " + i + " (" + now + ") has other attributes"
            : "operation " + i + " was " + was + ", now " + now;
      }
      String what = leaf ? "input " + slot : "operation " + i + " (" + ops[i].label() + ")";
      if (types[i].dtype() != other.types[i].dtype()) {
        return "dtype of " + what + " was " + other.types[i].dtype() + ", now " + types[i].dtype();
      }
      if (!types[i].shape().equals(other.types[i].shape())) {
        return "shape of " + what + " was " + other.types[i].shape() + ", now " + types[i].shape();
      }
      slot += leaf ? 1 : 0;
    }
    if (nodes != other.nodes) {
      return "the graph had " + other.nodes + " nodes, now " + nodes;
    }
    return "the same operations are wired differently";
  }

  @Override
  public boolean equals(Object object) {
    if (this == object) {
      return true;
    }
    if (!(object instanceof Structure o)
        || hash != o.hash
        || nodes != o.nodes
        || edgeCount != o.edgeCount
        || rootCount != o.rootCount) {
      return false;
    }
    for (int i = 0; i < nodes; i++) {
      Op a = ops[i];
      Op b = o.ops[i];
      if (!a.equals(b)) {
        return false;
      }
      TensorType s = types[i];
      TensorType t = o.types[i];
      if (!s.equals(t)) {
        return false;
      }
    }
    return Arrays.equals(edges, 0, edgeCount, o.edges, 0, edgeCount)
        && Arrays.equals(ends, 0, nodes, o.ends, 0, nodes)
        && Arrays.equals(roots, 0, rootCount, o.roots, 0, rootCount)
        && Arrays.equals(donors, 0, rootCount, o.donors, 0, rootCount);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
