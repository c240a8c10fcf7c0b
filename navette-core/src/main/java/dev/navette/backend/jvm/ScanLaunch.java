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
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the steps of a loop one after another, each the compiled body on a frame of its own.
///
/// Carries live in two arrays that change places after each step (or in one that is updated in
/// place). Rows of sequences and of results are read and written where they are, in the stack of
/// all rows, but for those that a step touches which does not look at the frame's bases: they are
/// copied.
final class ScanLaunch implements Launch {
  private final Op.Scan scan;
  private final Schedule body;
  private final List<Launch> steps;
  private final List<Location> operands;

  /// For each result of the body where it goes, or null if nobody reads it.
  private final @Nullable Location[] results;

  /// The entries of the body's table that have to begin at the start of their array.
  private final BitSet fixed = new BitSet();

  ScanLaunch(Schedule schedule, Step.Scan step, List<Launch> steps) {
    this.scan = (Op.Scan) step.node().op();
    this.body = step.body();
    this.steps = steps;
    this.operands = step.node().inputs().stream().map(n -> Frame.locate(schedule, n)).toList();
    this.results = new Location[scan.body().outputs().size()];
    for (Node result : step.results()) {
      results[((Op.Pick) result.op()).index()] = Frame.locate(schedule, result);
    }
    for (Step s : body.steps()) {
      if (!seesBases(s)) {
        s.reads().forEach(n -> fixed.set(Frame.locate(body, n).table()));
        s.outputs().forEach(n -> fixed.set(Frame.locate(body, n).table()));
      }
    }
  }

  /// Whether what runs `step` finds its operands and results at the frame's bases.
  private static boolean seesBases(Step step) {
    return switch (step) {
      case Step.Loop _ -> true;
      case Step.Product p -> p.product().op() instanceof Op.MatMul;
      case Step.Single s -> s.node().op() instanceof Op.Concat || s.node().op() instanceof Op.Pad;
      case Step.Scan _ -> false;
    };
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

    /// For each input of the body the array it is given in, or null if it is read in place.
    private final @Nullable Object[] given = new Object[inputs];

    /// For each result of the body the array it is left in, or null if it is written in place.
    private final @Nullable Object[] left = new Object[results.length];

    Run(Frame outer) {
      this.outer = outer;
      this.bound = steps.stream().map(s -> s.bind(inner)).toArray(Bound[]::new);
      for (int i = 0; i < inputs; i++) {
        given[i] = isInPlace(i) ? null : array(scan.body().inputs().get(i));
      }
      for (int i = 0; i < left.length; i++) {
        boolean donated = body.donors().get(i) >= 0;
        boolean inPlace = i >= scan.carries() && results[i] != null && !fixed.get(inputs + i);
        if (!inPlace) {
          left[i] =
              donated && given[i] instanceof Object carry
                  ? carry
                  : array(scan.body().outputs().get(i));
        }
      }
    }

    /// Whether input `i` is a row or a constant that can be read where it is.
    private boolean isInPlace(int i) {
      boolean atStart = isConstant(i) && operands.get(i).offset() == 0;
      return i >= scan.carries() && (atStart || !fixed.get(i));
    }

    private boolean isConstant(int i) {
      return i >= scan.carries() + scan.sequences();
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
        Location to = results[i];
        if (to != null) {
          copy(inner.table[i], 0, outer.table[to.table()], to.offset(), output(i));
        }
      }
      // What is used in place belongs to others: the frame must not keep it alive.
      for (int i = 0; i < inputs; i++) {
        release(i, given[i]);
      }
      for (int i = 0; i < left.length; i++) {
        release(inputs + i, left[i]);
      }
      inner.end();
    }

    private void release(int entry, @Nullable Object own) {
      if (own == null) {
        Arrays.fill(inner.table, entry, entry + 1, null);
      }
    }

    /// Puts the first carries and the constants in place.
    private void begin() {
      for (int i = 0; i < inputs; i++) {
        Location from = operands.get(i);
        Object source = outer.table[from.table()];
        Object array = given[i];
        if (array == null) {
          inner.table[i] = source;
          inner.base[i] = from.offset();
        } else {
          inner.table[i] = array;
          if (i < scan.carries() || isConstant(i)) {
            copy(source, from.offset(), array, 0, input(i));
          }
        }
      }
      for (int i = 0; i < left.length; i++) {
        Location to = results[i];
        Object own = left[i];
        if (own != null) {
          inner.table[inputs + i] = own;
        } else if (to != null) {
          inner.table[inputs + i] = outer.table[to.table()];
        }
      }
    }

    private void step(int row) {
      for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
        Location from = operands.get(i);
        int start = from.offset() + row * input(i);
        Object array = given[i];
        if (array == null) {
          inner.base[i] = start;
        } else {
          copy(outer.table[from.table()], start, array, 0, input(i));
        }
      }
      for (int i = scan.carries(); i < left.length; i++) {
        Location to = results[i];
        if (left[i] == null && to != null) {
          inner.base[inputs + i] = to.offset() + row * output(i);
        }
      }
      for (Bound b : bound) {
        b.run();
      }
      for (int i = scan.carries(); i < left.length; i++) {
        Location to = results[i];
        Object own = left[i];
        if (own != null && to != null) {
          int start = to.offset() + row * output(i);
          copy(own, 0, outer.table[to.table()], start, output(i));
        }
      }
      for (int i = 0; i < scan.carries(); i++) {
        Object next = inner.table[inputs + i];
        inner.table[inputs + i] = inner.table[i];
        inner.table[i] = next;
      }
    }

    private static void copy(Object from, int start, Object to, int toStart, int size) {
      System.arraycopy(from, start, to, toStart, size);
    }

    /// Elements of input `i` of the body.
    private int input(int i) {
      return scan.body().inputs().get(i).shape().size();
    }

    /// Elements of result `i` of the body.
    private int output(int i) {
      return scan.body().outputs().get(i).shape().size();
    }
  }
}
