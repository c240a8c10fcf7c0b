// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// Records pooling into cells that cover an axis evenly: cell i of o takes elements floor(i n / o)
/// to ceil((i + 1) n / o), so that cells differ by at most one in size and may overlap.
final class AdaptivePools {
  private AdaptivePools() {}

  /// The cells of an axis as rows of equal length.
  ///
  /// @param elements (cells, length), i64: which elements, any for those beyond the cell
  /// @param taken (cells, length), bool: whether the element belongs to the cell
  /// @param counts elements of each cell
  private record Cells(Tensor elements, Tensor taken, double[] counts) {
    static Cells of(int n, int cells) {
      int length = 0;
      for (int i = 0; i < cells; i++) {
        length = Math.max(length, end(n, cells, i) - start(n, cells, i));
      }
      long[] elements = new long[cells * length];
      boolean[] taken = new boolean[cells * length];
      double[] counts = new double[cells];
      for (int i = 0; i < cells; i++) {
        int start = start(n, cells, i);
        int end = end(n, cells, i);
        counts[i] = end - start;
        for (int k = 0; k < length; k++) {
          elements[i * length + k] = Math.min(start + k, n - 1);
          taken[i * length + k] = start + k < end;
        }
      }
      return new Cells(Tensor.of(elements, cells, length), Tensor.of(taken, cells, length), counts);
    }

    private static int start(int n, int cells, int i) {
      return (int) ((long) i * n / cells);
    }

    private static int end(int n, int cells, int i) {
      return (int) Math.ceilDiv((i + 1L) * n, cells);
    }

    /// The cells of `x` along `axis`, (..., cells, length, ...), `around` beyond their ends.
    Tensor rows(Tensor x, int axis, double around) {
      int[] beside = taken.shape().toArray();
      int[] column = Arrays.copyOf(beside, beside.length + x.rank() - 1 - axis);
      Arrays.fill(column, beside.length, column.length, 1);
      return x.indexSelect(axis, elements).where(taken.reshape(column), around);
    }
  }

  static Tensor average(String operation, Tensor x, int... cells) {
    require(operation, x, cells);
    return Halves.computed(x, w -> computedAverage(w, cells));
  }

  private static Tensor computedAverage(Tensor x, int... cells) {
    Tensor y = x;
    for (int axis = x.rank() - 1, i = cells.length - 1; i >= 0; axis--, i--) {
      int n = x.dim(axis);
      if (n % cells[i] == 0) {
        y = y.unflatten(axis, cells[i], n / cells[i]).mean(axis + 1);
      } else {
        Cells c = Cells.of(n, cells[i]);
        int[] column = new int[x.rank() - axis];
        Arrays.fill(column, 1);
        column[0] = cells[i];
        Tensor counts = Tensor.of(c.counts(), column).cast(x.dtype());
        y = c.rows(y, axis, 0).sum(axis + 1).div(counts);
      }
    }
    return y;
  }

  static Indexed max(String operation, Tensor x, int... cells) {
    require(operation, x, cells);
    Positions positions = new Positions(x.shape());
    Tensor y = x;
    for (int axis = x.rank() - 1, i = cells.length - 1; i >= 0; axis--, i--) {
      Cells c = Cells.of(x.dim(axis), cells[i]);
      Tensor rows = c.rows(y, axis, Double.NEGATIVE_INFINITY); // (..., cells, length, ...)
      Tensor winner = rows.argmaxKeepDims(axis + 1);
      int[] column = new int[rows.rank() - axis];
      Arrays.fill(column, 1);
      column[0] = cells[i];
      Tensor start = c.elements().slice(1, 0, 1).reshape(column);
      y = rows.takeAlong(axis + 1, winner).squeeze(axis + 1);
      positions.chosen(axis, winner.add(start).squeeze(axis + 1));
    }
    return new Indexed(y, positions.flat());
  }

  private static void require(String operation, Tensor x, int... cells) {
    Arithmetic.requireFloat(operation, x);
    boolean fits = x.rank() >= cells.length;
    for (int i = 0; fits && i < cells.length; i++) {
      fits = cells[i] >= 1 && x.dim(x.rank() - cells.length + i) >= 1;
    }
    if (!fits) {
      throw new ShapeException(
          operation
              + ": x has shape "
              + x.shape()
              + " and is to be pooled into "
              + Arrays.toString(cells)
              + " cells; ask for one number for each of the last axes, 1 or more, and give axes that"
              + " are not empty");
    }
  }
}
