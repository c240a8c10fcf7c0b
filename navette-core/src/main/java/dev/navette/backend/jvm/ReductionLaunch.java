// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.memory.HostBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reductions down columns, or along few long rows, shared out among the workers by strips of
/// columns and parts of columns and rows. What follows from the results runs on each strip, or row,
/// as soon as they are final.
///
/// Columns longer than a chunk are added up chunk by chunk, rows piece by piece; when all are, they
/// are combined in the order that [Op.Reduce] fixes.
final class ReductionLaunch implements Launch {
  private static final long SMALL = 1 << 16;
  private static final int CHUNKS_A_THREAD = 4;

  private final Loop adding;
  private final Kernel addingKernel;
  private final Optional<Loop> following;
  private final Optional<Kernel> followingKernel;
  private final Workers workers;
  private final List<Accumulate> sums;

  private final Strips strips;

  /// The longest part of a column or row, and how many parts it has.
  private final int partLength;

  private final int parts;

  private final int shares;

  /// For each sum whether its results are left in a place of their own first.
  private final boolean[] homeless;

  ReductionLaunch(ReductionLoops loops, KernelCache kernels, Workers workers) {
    this.adding = loops.adding();
    this.addingKernel = kernels.get(adding.program());
    this.following = loops.following();
    this.followingKernel = following.map(l -> kernels.get(l.program()));
    this.workers = workers;
    this.sums = adding.program().phases().getFirst().sums();
    this.strips = Strips.of(adding);
    this.partLength = isColumns() ? Op.Reduce.CHUNK : Op.Reduce.PIECE;
    this.parts = Math.max(1, Math.ceilDiv(adding.length(), partLength));
    long work = (long) strips.results() * adding.length();
    this.shares =
        work < SMALL || workers.threads() == 1
            ? 1
            : Math.clamp((long) strips.count() * parts, 1, CHUNKS_A_THREAD * workers.threads());
    this.homeless = new boolean[sums.size()];
    for (int k = 0; k < homeless.length; k++) {
      homeless[k] = parts > 1 || adding.operands().get(k).location() == null;
    }
  }

  /// Whether `loop` is shared out better in parts of rows than in rows.
  static boolean sharesRows(Loop loop, Workers workers) {
    List<Program.Phase> phases = loop.program().phases();
    return loop.program().form() == Form.ROWS
        && phases.size() == 1
        && !phases.getFirst().sums().isEmpty()
        && loop.length() > Op.Reduce.PIECE
        && loop.rows() < CHUNKS_A_THREAD * workers.threads();
  }

  private boolean isColumns() {
    return adding.program().form() == Form.COLUMNS;
  }

  @Override
  public Bound bind(Frame frame) {
    Object[] partial = results(parts == 1 ? 0 : parts * strips.results());
    Share[] all = new Share[shares];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Share(parts == 1 ? results(strips.width()) : partial);
    }
    Workers.ChunkBody add = share -> all[share].add(share);
    Workers.ChunkBody combine = share -> all[share].combine(share, frame);
    return () -> {
      for (Share share : all) {
        share.attach(frame);
      }
      run(add);
      if (parts > 1) {
        run(combine);
      }
    };
  }

  private void run(Workers.ChunkBody body) {
    if (shares == 1) {
      body.run(0);
    } else {
      workers.run(shares, body);
    }
  }

  /// Memory for `size` results of each sum.
  private Object[] results(int size) {
    return sums.stream().map(sum -> HostBuffer.newArray(sum.dtype(), size)).toArray();
  }

  /// The first of `items` that share number `share` handles; one more share would begin at the end.
  private int first(int share, int items) {
    return shares == 1 ? items * share : (int) ((long) items * share / shares);
  }

  /// What one thread at a time works with.
  private final class Share {
    private final LoopRun adder = new LoopRun(adding, addingKernel);
    private final @Nullable LoopRun follower =
        following.map(l -> new LoopRun(l, followingKernel.orElseThrow())).orElse(null);

    /// Results of a strip that have no other memory, or all results of all parts.
    private final Object[] results;

    Share(Object[] results) {
      this.results = results;
    }

    void attach(Frame frame) {
      adder.attach(frame);
      if (follower != null) {
        follower.attach(frame);
      }
    }

    /// Adds up parts of strips, and finishes strips that have one part.
    void add(int share) {
      int items = strips.count() * parts;
      int end = first(share + 1, items);
      for (int item = first(share, items); item < end; item++) {
        int strip = parts == 1 ? item : item / parts;
        int part = item - strip * parts;
        int from = part * partLength;
        int length = Math.min(partLength, adding.length() - from);
        int place = parts == 1 ? 0 : part * strips.results() + strips.start(strip);
        redirect(adder, place);
        adder.seek(strips.row(strip));
        if (isColumns()) {
          adder.columns(from, length, strips.column(strip), strips.width(strip));
        } else {
          adder.row(from, length);
        }
        if (parts == 1) {
          follow(strip, 0);
        }
      }
    }

    /// Combines the parts of strips, and finishes them.
    void combine(int share, Frame frame) {
      for (int strip = first(share, strips.count());
          strip < first(share + 1, strips.count());
          strip++) {
        int place = strips.start(strip);
        int width = strips.width(strip);
        for (int k = 0; k < results.length; k++) {
          combine(sums.get(k).kind(), results[k], place, width);
          Loop.Operand o = adding.operands().get(k);
          if (o.location() != null) {
            int to = frame.start(o.location()) + o.base() + place;
            System.arraycopy(results[k], place, frame.table[o.location().table()], to, width);
          }
        }
        follow(strip, place);
      }
    }

    private void combine(ReduceKind kind, Object array, int place, int width) {
      int size = strips.results();
      if (isColumns()) {
        // Part p takes part p + s, for s from the largest power of two below their number down.
        for (int s = Integer.highestOneBit(parts - 1); s > 0; s /= 2) {
          for (int p = 0; p < s && p + s < parts; p++) {
            Accumulators.combine(kind, array, place + p * size, place + (p + s) * size, width);
          }
        }
      } else {
        for (int p = 1; p < parts; p++) {
          Accumulators.combine(kind, array, place, place + p * size, width);
        }
      }
    }

    private void follow(int strip, int place) {
      LoopRun run = follower;
      if (run != null) {
        redirect(run, place);
        run.seek(strips.row(strip));
        run.row(strips.column(strip), strips.width(strip));
      }
    }

    private void redirect(LoopRun run, int place) {
      for (int k = 0; k < results.length; k++) {
        if (homeless[k]) {
          run.redirect(k, results[k], place);
        }
      }
    }
  }

  @Override
  public String describe() {
    return (isColumns() ? "columns " : "rows ")
        + adding.rows()
        + " x "
        + adding.length()
        + (isColumns() ? " x " + adding.inner() : "")
        + ", "
        + Describe.program(adding.program())
        + following.map(l -> ", then " + Describe.program(l.program())).orElse("")
        + (shares > 1 ? ", " + shares + " chunks" : "");
  }

  /// The columns of all rows, cut into strips that are handled together; of a ROWS loop, its rows.
  ///
  /// @param rows how often there are columns
  /// @param columns how many lie side by side
  /// @param width of a strip, in columns, but for the last of a row
  /// @param inRow how many strips the columns of a row make
  private record Strips(int rows, int columns, int width, int inRow) {
    /// Short columns are handled in wide strips, but their results stay in the nearest cache until
    /// they are read again.
    private static final int MIN_WIDTH = 128;

    private static final int MAX_WIDTH = 1024;

    /// Elements that are added up at a time, about.
    private static final int BLOCK = 1 << 15;

    static Strips of(Loop loop) {
      int width = Math.clamp(BLOCK / Math.max(1, loop.length()), MIN_WIDTH, MAX_WIDTH);
      int columns = loop.inner();
      int inRow = columns == 0 ? 0 : Math.ceilDiv(columns, width);
      return new Strips(loop.rows(), columns, Math.min(width, columns), inRow);
    }

    /// How many results a sum has.
    int results() {
      return rows * columns;
    }

    int count() {
      return rows * inRow;
    }

    int row(int strip) {
      return inRow == 1 ? strip : strip / inRow;
    }

    /// The first column of a strip.
    int column(int strip) {
      return inRow == 1 ? 0 : strip % inRow * width;
    }

    int width(int strip) {
      return Math.min(width, columns - column(strip));
    }

    /// The first result of a strip among all results.
    int start(int strip) {
      return row(strip) * columns + column(strip);
    }
  }
}
