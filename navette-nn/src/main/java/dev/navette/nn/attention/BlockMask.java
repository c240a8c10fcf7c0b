// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.Shape;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// A mask taken apart: for heads one by one, and then for blocks of their rows.
///
/// @param mask what differs between heads is `(N, rows or 1, keys or 1)`; of one head, without the
///   N
record BlockMask(AttentionMask mask) {
  /// The mask for N heads.
  ///
  /// @param leading the axes of scores before rows and keys
  /// @param extra rows of no matter that come after
  static BlockMask of(AttentionMask mask, Shape leading, int rows, int extra) {
    return new BlockMask(
        new AttentionMask(
            mask.first(),
            mask.allowed().map(a -> spread(a, leading, rows, extra)),
            mask.padding().map(p -> spread(keysOf(p, leading), leading, rows, extra)),
            mask.added(),
            mask.slopes().map(h -> spread(h.reshape(-1, 1, 1), leading, rows, extra))));
  }

  /// `(B, Tk)` as `(B, 1, ..., Tk)`.
  private static Tensor keysOf(Tensor padding, Shape leading) {
    int[] dims = new int[leading.rank() + 2];
    Arrays.fill(dims, 1);
    dims[0] = padding.dim(0);
    dims[dims.length - 1] = padding.dim(1);
    return padding.reshape(dims);
  }

  private static Tensor spread(Tensor t, Shape leading, int rows, int extra) {
    int rank = leading.rank() + 2;
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    System.arraycopy(t.shape().toArray(), 0, dims, rank - t.rank(), t.rank());
    Tensor whole = t.reshape(dims);
    System.arraycopy(leading.toArray(), 0, dims, 0, leading.rank());
    Tensor heads = whole.broadcastTo(dims).reshape(leading.size(), dims[rank - 2], dims[rank - 1]);
    return dims[rank - 2] == rows && rows > 1 ? LeanAttention.padded(heads, extra) : heads;
  }

  /// What differs between heads, `(N, ...)`.
  List<Tensor> perHead() {
    List<Tensor> all = new ArrayList<>();
    mask.allowed().ifPresent(all::add);
    mask.padding().ifPresent(all::add);
    mask.slopes().ifPresent(all::add);
    return all;
  }

  /// The mask of one head.
  ///
  /// @param own its rows of [#perHead]
  BlockMask ofHead(List<Tensor> own) {
    Iterator<Tensor> next = own.iterator();
    return new BlockMask(
        new AttentionMask(
            mask.first(),
            mask.allowed().map(_ -> next.next()),
            mask.padding().map(_ -> next.next()),
            mask.added(),
            mask.slopes().map(_ -> next.next())));
  }

  /// What the mask of one head has for each row.
  List<Tensor> perRow() {
    return mask.allowed().filter(a -> a.dim(0) > 1).stream().toList();
  }

  /// The weights of a block of rows.
  ///
  /// @param scores `(1, rows, Tk)`
  /// @param row the first of the rows
  /// @param own their rows of [#perRow]
  Tensor weights(Tensor scores, Tensor row, List<Tensor> own) {
    if (own.isEmpty()) {
      return mask.weights(scores, row);
    }
    AttentionMask others =
        new AttentionMask(
            mask.first(),
            mask.allowed().map(_ -> own.getFirst()),
            mask.padding(),
            mask.added(),
            mask.slopes());
    return others.weights(scores, row);
  }
}
