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
import org.jspecify.annotations.Nullable;

/// The structure of a recorded graph: what a plan depends on, and the key it is cached by.
///
/// Nodes stand in the order in which they were reached, operands first. Leaves are argument slots,
/// numbered in the order of their position. A structure is filled by a recording, compared with
/// those in the cache without allocating, and copied when it is new.
///
/// What a thread records is mostly what it recorded before. A structure that is told what to expect
/// only compares as long as that comes, and neither stores nor hashes anything.
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

  /// The hash code, or 0 if it has not been computed.
  private int hash;

  /// What has been added so far is what this begins with; its arrays stand for those of this.
  private @Nullable Structure expected;

  /// The equal structure that a cache holds, if it has been looked up.
  private @Nullable Structure kept;

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
  ///
  /// @param likely what is likely to come, a structure that no longer changes, or null
  public void clear(@Nullable Structure likely) {
    if (expected == null) {
      Arrays.fill(ops, 0, nodes, null);
      Arrays.fill(types, 0, nodes, null);
    }
    nodes = 0;
    edgeCount = 0;
    rootCount = 0;
    hash = 0;
    expected = likely;
    kept = null;
  }

  /// Goes on in arrays of its own: something else than what was expected comes.
  private void own() {
    Structure e = expected;
    if (e == null) {
      return;
    }
    expected = null;
    if (ops.length < nodes + 1) {
      ops = new Op[2 * nodes];
      types = new TensorType[2 * nodes];
      ends = new int[2 * nodes];
    }
    if (edges.length < edgeCount + 1) {
      edges = new int[2 * edgeCount];
    }
    if (roots.length < rootCount + 1) {
      roots = new int[2 * rootCount];
      donors = new int[2 * rootCount];
    }
    System.arraycopy(e.ops, 0, ops, 0, nodes);
    System.arraycopy(e.types, 0, types, 0, nodes);
    System.arraycopy(e.ends, 0, ends, 0, nodes);
    System.arraycopy(e.edges, 0, edges, 0, edgeCount);
    System.arraycopy(e.roots, 0, roots, 0, rootCount);
    System.arraycopy(e.donors, 0, donors, 0, rootCount);
  }

  /// Adds operand position `position` to the node that is added next.
  public void addEdge(int position) {
    Structure e = expected;
    if (e != null) {
      if (edgeCount < e.edgeCount && e.edges[edgeCount] == position) {
        edgeCount++;
        return;
      }
      own();
    }
    if (edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    edges[edgeCount++] = position;
  }

  /// Adds a node whose operands were added just before; returns its position. A leaf's op is
  /// [Op.Input].
  public int addNode(Op op, TensorType type) {
    Structure e = expected;
    if (e != null) {
      if (nodes < e.nodes
          && e.ends[nodes] == edgeCount
          && e.ops[nodes].equals(op)
          && e.types[nodes].equals(type)) {
        return nodes++;
      }
      own();
    }
    if (nodes == ops.length) {
      ops = Arrays.copyOf(ops, 2 * nodes);
      types = Arrays.copyOf(types, 2 * nodes);
      ends = Arrays.copyOf(ends, 2 * nodes);
    }
    ops[nodes] = op;
    types[nodes] = type;
    ends[nodes] = edgeCount;
    return nodes++;
  }

  /// Adds a root: its position and its donor slot (or -1).
  public void addRoot(int position, int donor) {
    Structure e = expected;
    if (e != null) {
      if (rootCount < e.rootCount
          && e.roots[rootCount] == position
          && e.donors[rootCount] == donor) {
        rootCount++;
        return;
      }
      own();
    }
    if (rootCount == roots.length) {
      roots = Arrays.copyOf(roots, 2 * rootCount);
      donors = Arrays.copyOf(donors, 2 * rootCount);
    }
    roots[rootCount] = position;
    donors[rootCount++] = donor;
  }

  /// This, or the structure that was expected if it has come whole.
  Structure equalKnown() {
    Structure e = expected;
    return e != null && nodes == e.nodes && edgeCount == e.edgeCount && rootCount == e.rootCount
        ? e
        : this;
  }

  /// Notes that a cache holds `equal`.
  void keep(Structure equal) {
    kept = equal;
  }

  /// The equal structure that a cache holds, which no longer changes, or null if this has not been
  /// looked up.
  public @Nullable Structure kept() {
    return kept;
  }

  /// The number of nodes so far.
  public int size() {
    return nodes;
  }

  /// A compact copy that later changes do not touch.
  Structure copy() {
    own();
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
    c.hash = hashCode();
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
    own();
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
        || hashCode() != o.hashCode()
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
    if (hash == 0) {
      own();
      int h = nodes;
      for (int i = 0; i < nodes; i++) {
        h = 31 * (31 * h + ops[i].hashCode()) + types[i].hashCode();
      }
      for (int i = 0; i < edgeCount; i++) {
        h = 31 * h + edges[i];
      }
      for (int i = 0; i < rootCount; i++) {
        h = 31 * (31 * h + roots[i]) + donors[i];
      }
      hash = h == 0 ? 1 : h;
    }
    return hash;
  }
}
