// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.List;

/// A loop cut into chunks of about the square root of its length, each a checkpoint, so that the
/// gradient keeps the carries at their starts alone and computes one chunk at a time again.
///
/// The steps are the same in the same order, and so are the bits of the results.
final class ScanChunks {
  private final Node loop;
  private final Op.Scan scan;
  private final int size;
  private final int chunks;
  private final int rest;

  private ScanChunks(Node loop) {
    this.loop = loop;
    this.scan = (Op.Scan) loop.op();
    this.size = (int) Math.ceil(StrictMath.sqrt(scan.length()));
    this.chunks = scan.length() / size;
    this.rest = scan.length() - chunks * size;
  }

  /// The results of `loop`, computed by chunks.
  static List<Node> results(Node loop) {
    return new ScanChunks(loop).results();
  }

  private List<Node> results() {
    // The steps that fill no chunk run last: the last rows, or backwards the first.
    int start = scan.reverse() ? rest : 0;
    List<Node> operands = new ArrayList<>(carries(loop.inputs()));
    for (Node sequence : sequences()) {
      Node rows = Nodes.slice(sequence, 0, start, start + chunks * size);
      operands.add(Nodes.reshape(rows, split(rows.shape())));
    }
    operands.addAll(constants());
    List<Node> whole = picks(Node.of(over(chunk(), chunks), operands));
    List<Node> results = new ArrayList<>(carries(whole));
    for (Node rows : whole.subList(scan.carries(), whole.size())) {
      results.add(Nodes.reshape(rows, joined(rows.shape())));
    }
    return rest == 0 ? results : withRest(results);
  }

  private List<Node> withRest(List<Node> whole) {
    int start = scan.reverse() ? 0 : chunks * size;
    List<Node> operands = new ArrayList<>(carries(whole));
    sequences().forEach(s -> operands.add(Nodes.slice(s, 0, start, start + rest)));
    operands.addAll(constants());
    List<Node> tail = picks(Node.of(over(scan.body(), rest), operands));
    List<Node> results = new ArrayList<>(carries(tail));
    for (int i = scan.carries(); i < tail.size(); i++) {
      Node first = scan.reverse() ? tail.get(i) : whole.get(i);
      Node second = scan.reverse() ? whole.get(i) : tail.get(i);
      results.add(Nodes.concat(0, List.of(first, second)));
    }
    return results;
  }

  /// The body of the loop over chunks: a checkpoint around a loop over the steps of one.
  private Graph chunk() {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < scan.body().inputs().size(); i++) {
      Node input = scan.body().inputs().get(i);
      boolean row = i >= scan.carries() && i < scan.carries() + scan.sequences();
      Shape shape = row ? input.shape().prepend(size) : input.shape();
      inputs.add(Node.input(i, input.type().withShape(shape)));
    }
    Graph steps = new Graph(inputs, picks(Node.of(over(scan.body(), size), inputs)));
    List<Node> operands = new ArrayList<>();
    inputs.forEach(i -> operands.add(Node.input(operands.size(), i.type())));
    Node checkpoint = Node.of(new Op.Checkpoint(steps), operands);
    return new Graph(operands, picks(checkpoint));
  }

  private Op.Scan over(Graph body, int length) {
    return new Op.Scan(
        body,
        scan.carries(),
        scan.sequences(),
        length,
        scan.reverse(),
        scan.residuals(),
        scan.budget());
  }

  private List<Node> picks(Node node) {
    List<Node> picks = new ArrayList<>();
    for (int i = 0; i < scan.body().outputs().size(); i++) {
      picks.add(Node.of(new Op.Pick(i), node));
    }
    return picks;
  }

  private List<Node> carries(List<Node> values) {
    return values.subList(0, scan.carries());
  }

  private List<Node> sequences() {
    return loop.inputs().subList(scan.carries(), scan.carries() + scan.sequences());
  }

  private List<Node> constants() {
    return loop.inputs().subList(scan.carries() + scan.sequences(), loop.inputs().size());
  }

  /// (chunks size, ...) as (chunks, size, ...).
  private Shape split(Shape rows) {
    return rows.without(0, 1).prepend(size).prepend(chunks);
  }

  private Shape joined(Shape rows) {
    return rows.without(0, 2).prepend(chunks * size);
  }
}
