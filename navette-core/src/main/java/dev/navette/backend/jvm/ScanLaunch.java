// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the steps of a loop one after another, each the compiled body on a frame of its own.
///
/// Carries live in two arrays that change places after each step (or in one that is updated in
/// place). Rows of sequences are copied in and rows of results out; constants are read where they
/// are if they begin an array.
final class ScanLaunch implements Launch {
  private final Op.Scan scan;
  private final Schedule body;
  private final List<Launch> steps;
  private final List<Location> operands;

  /// For each result of the body where it goes, or null if nobody reads it.
  private final @Nullable Location[] results;

  ScanLaunch(Schedule schedule, Step.Scan step, List<Launch> steps) {
    this.scan = (Op.Scan) step.node().op();
    this.body = step.body();
    this.steps = steps;
    this.operands = step.node().inputs().stream().map(n -> Frame.locate(schedule, n)).toList();
    this.results = new Location[scan.body().outputs().size()];
    for (Node result : step.results()) {
      results[((Op.Pick) result.op()).index()] = Frame.locate(schedule, result);
    }
  }

  @Override
  public Bound bind(Frame frame) {
    return new Run(frame);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("scan of " + scan.length() + " steps:");
    steps.forEach(s -> text.append("\n  ").append(s.describe()));
    return text.toString();
  }

  /// The loop on one frame.
  private final class Run implements Bound {
    private final Frame outer;
    private final Frame inner = new Frame(body);
    private final Bound[] bound;
    private final int inputs = scan.body().inputs().size();

    /// For each input of the body the array it is given in, or null for a constant read in place.
    private final @Nullable Object[] given = new Object[inputs];

    /// For each result of the body the array it is left in.
    private final Object[] left = new Object[results.length];

    Run(Frame outer) {
      this.outer = outer;
      this.bound = steps.stream().map(s -> s.bind(inner)).toArray(Bound[]::new);
      for (int i = 0; i < inputs; i++) {
        given[i] = isInPlace(i) ? null : array(scan.body().inputs().get(i));
      }
      for (int i = 0; i < left.length; i++) {
        boolean donated = body.donors().get(i) >= 0;
        left[i] =
            donated && given[i] instanceof Object carry
                ? carry
                : array(scan.body().outputs().get(i));
      }
    }

    /// Whether input `i` is a constant at the start of its array.
    private boolean isInPlace(int i) {
      return i >= scan.carries() + scan.sequences() && operands.get(i).offset() == 0;
    }

    private static Object array(Node node) {
      return HostBuffer.newArray(node.dtype(), node.shape().size());
    }

    @Override
    public void run() {
      inner.begin();
      begin();
      for (int t = 0; t < scan.length(); t++) {
        step(scan.reverse() ? scan.length() - 1 - t : t);
      }
      for (int i = 0; i < scan.carries(); i++) {
        write(i, inner.table[i], 0);
      }
      // Constants belong to others: the frame must not keep them alive.
      Arrays.fill(inner.table, scan.carries() + scan.sequences(), inputs, null);
      inner.end();
    }

    /// Puts the first carries and the constants in place.
    private void begin() {
      for (int i = 0; i < inputs; i++) {
        Location from = operands.get(i);
        Object source = outer.table[from.table()];
        Object array = given[i];
        boolean sequence = i >= scan.carries() && i < scan.carries() + scan.sequences();
        if (array == null) {
          array = source;
        } else if (!sequence) {
          System.arraycopy(source, from.offset(), array, 0, size(scan.body().inputs().get(i)));
        }
        inner.table[i] = array;
      }
      System.arraycopy(left, 0, inner.table, inputs, left.length);
    }

    private void step(int row) {
      for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
        Location from = operands.get(i);
        int size = size(scan.body().inputs().get(i));
        Object source = outer.table[from.table()];
        System.arraycopy(source, from.offset() + row * size, inner.table[i], 0, size);
      }
      for (Bound b : bound) {
        b.run();
      }
      for (int i = scan.carries(); i < left.length; i++) {
        write(i, left[i], row);
      }
      for (int i = 0; i < scan.carries(); i++) {
        Object next = inner.table[inputs + i];
        inner.table[inputs + i] = inner.table[i];
        inner.table[i] = next;
      }
    }

    /// Copies a result of the body to row `row` of the loop's result.
    private void write(int i, Object array, int row) {
      Location to = results[i];
      if (to != null) {
        int size = size(scan.body().outputs().get(i));
        System.arraycopy(array, 0, outer.table[to.table()], to.offset() + row * size, size);
      }
    }

    private static int size(Node node) {
      return node.shape().size();
    }
  }
}
