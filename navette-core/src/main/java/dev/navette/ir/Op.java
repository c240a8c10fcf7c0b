// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// What a node does: one record an operation, holding its attributes and nothing else.
///
/// Passes read it with an exhaustive `switch` without `default`, so that a new record does not
/// compile until every pass knows it. Shapes and dtypes follow from [Inference].
public sealed interface Op {

  // ---- leaves

  /// Value number `slot` given to the graph at each run.
  ///
  /// @param slot the position among the graph's inputs
  record Input(int slot) implements Op {}

  /// A scalar that is part of the graph's structure.
  ///
  /// @param value the value, exact in the node's dtype
  /// @param dtype its dtype
  record Const(double value, DType dtype) implements Op {}

  /// The index along `axis`, as i32 or i64.
  ///
  /// @param axis the axis counted
  /// @param type the result
  record Iota(int axis, TensorType type) implements Op {}

  /// Counter-based random bits: word `i` of the Threefry stream of the key (i32, shape (2)), where
  /// `i` is the element's row-major index.
  ///
  /// @param shape the result's shape; its dtype is i32
  record RandomBits(Shape shape) implements Op {}

  // ---- element-wise

  /// A function of one operand.
  ///
  /// @param kind which
  record Unary(UnaryKind kind) implements Op {}

  /// The polygamma function: order -1 is log-gamma, 0 digamma, 1 trigamma and so on.
  ///
  /// @param order the order, -1 or more
  record Polygamma(int order) implements Op {}

  /// A function of two operands of equal type.
  ///
  /// @param kind which
  record Binary(BinaryKind kind) implements Op {}

  /// A comparison of two operands of equal type; the result is bool.
  ///
  /// @param kind which
  record Compare(CompareKind kind) implements Op {}

  /// Picks the second operand where the first (bool) is true and the third elsewhere.
  record Where() implements Op {}

  /// Conversion to another dtype: float to integer truncates and saturates, NaN becomes 0; anything
  /// to bool is `x != 0`; anything to a 16-bit float is converted to f32 and then rounded to the
  /// nearest, ties to even ([HalfFloat]).
  ///
  /// @param dtype the target
  record Cast(DType dtype) implements Op {}

  /// The same bits read as another dtype of the same width (f32 as i32, f64 as i64).
  ///
  /// @param dtype the target
  record Bitcast(DType dtype) implements Op {}

  // ---- views (index maps)

  /// The same elements in row-major order under another shape.
  ///
  /// @param shape the target
  record Reshape(Shape shape) implements Op {}

  /// Axes in another order: axis `i` of the result is axis `order[i]` of the operand.
  ///
  /// @param order a permutation
  record Permute(Ints order) implements Op {}

  /// Stretches axes of extent 1 and adds leading ones.
  ///
  /// @param shape the target
  record Broadcast(Shape shape) implements Op {}

  /// Elements `start`, `start + step`, ... below `limit` along each axis; steps are positive.
  ///
  /// @param start first index by axis
  /// @param limit exclusive end by axis
  /// @param step distance by axis
  record Slice(Ints start, Ints limit, Ints step) implements Op {}

  /// Reverses the axes whose bit is set.
  ///
  /// @param axes bit `i` stands for axis `i`
  record Flip(int axes) implements Op {}

  /// Surrounds with a constant.
  ///
  /// @param low elements added before, by axis
  /// @param high elements added after, by axis
  /// @param value the constant
  record Pad(Ints low, Ints high, double value) implements Op {}

  /// Windows of `size` elements, `dilation` apart, that start every `stride` elements along `axis`:
  /// `(..., n, ...)` becomes `(..., windows, size, ...)` with `windows = (n - dilation (size - 1) -
  /// 1) / stride + 1`, and element (w, k) is element `stride w + dilation k`.
  ///
  /// @param axis the axis cut into windows
  /// @param size elements of a window
  /// @param stride from one window's start to the next
  /// @param dilation from one element of a window to the next
  record Window(int axis, int size, int stride, int dilation) implements Op {}

  // ---- movement

  /// Operands one after another along `axis`.
  ///
  /// @param axis the axis that grows
  record Concat(int axis) implements Op {}

  /// The transpose of [Window]: `(..., windows, size, ...)` becomes `(..., extent, ...)`, where
  /// each element is the sum, from +0, of the window elements that lie on it, in ascending order of
  /// the window.
  ///
  /// @param axis the axis of the windows; that of their elements follows it
  /// @param extent the extent of the result along the axis
  /// @param stride as of the window
  /// @param dilation as of the window
  record Fold(int axis, int extent, int stride, int dilation) implements Op {}

  // ---- reductions

  /// Combines all elements along the adjacent axes `from` (inclusive) to `to` (exclusive), which
  /// disappear. Reducing several separate groups is recorded as several of these, innermost first.
  ///
  /// The order is part of the meaning (equal bits everywhere).
  ///
  /// If no axis follows the reduced ones, the elements that are combined are cut into pieces of
  /// [#PIECE]. Element `i` of a piece is added to lane `i mod 64` in ascending order, lanes
  /// starting at the identity, and then lane `l` takes lane `l + s` for s = 32, 16, 8, 4, 2, 1.
  /// What later pieces come to is added to that of the first, in order.
  ///
  /// Otherwise elements are added in ascending order within chunks of [#CHUNK], each chunk starting
  /// at the identity, and chunk `c` takes chunk `c + s` for s from the largest power of two below
  /// their number down to 1.
  ///
  /// @param kind how
  /// @param from first axis
  /// @param to end axis
  record Reduce(ReduceKind kind, int from, int to) implements Op {
    /// Lanes of a reduction along the innermost axes.
    public static final int LANES = 64;

    /// Length of a piece of a reduction along the innermost axes.
    public static final int PIECE = 1 << 15;

    /// Length of a sequential chunk of a reduction along outer axes.
    public static final int CHUNK = 512;
  }

  /// The index (i64) of the first largest or smallest element along `axis`, which disappears; NaN
  /// counts as the extreme.
  ///
  /// @param largest whether the largest is sought
  /// @param axis the axis
  record ArgReduce(boolean largest, int axis) implements Op {}

  /// What [Reduce] makes of each first part of `axis`: element i combines elements 0 to i, one
  /// after another in ascending order.
  ///
  /// @param kind how
  /// @param axis the axis
  record Prefix(PrefixKind kind, int axis) implements Op {}

  // ---- order

  /// The indices (i64) that sort along `axis`, of which the first `limit` are kept. Equal elements
  /// stay in order of index; NaN counts as the largest; -0 equals 0.
  ///
  /// @param axis the axis
  /// @param descending whether the largest comes first
  /// @param limit how many are kept, at most the extent of the axis
  record ArgSort(int axis, boolean descending, int limit) implements Op {}

  // ---- indexing

  /// Rows of the first operand along `axis`, chosen by the second (i32 or i64, any shape): shape is
  /// `data[:axis] + indices + data[axis + 1:]`. An index out of range throws at run time.
  ///
  /// @param axis the axis indexed
  record Gather(int axis) implements Op {}

  /// The first operand with the rows of the third combined into it at the indices of the second
  /// along `axis`, in ascending order of position. With [ScatterKind#ADD] the transpose of
  /// [Gather]. An index out of range throws at run time.
  ///
  /// @param kind how a row is combined with what is there
  /// @param axis the axis indexed
  record Scatter(ScatterKind kind, int axis) implements Op {}

  // ---- heavy

  /// Matrix product over the last two axes, leading axes equal: `(..., M, K) x (..., K, N)`. Each
  /// output accumulates along K in order with fused multiply-add within blocks of [#BLOCK], each
  /// block starting at +0; the sums of later blocks are added to that of the first, in order.
  ///
  /// @param transposeA whether the first operand is given as `(..., K, M)`
  /// @param transposeB whether the second operand is given as `(..., N, K)`
  record MatMul(boolean transposeA, boolean transposeB) implements Op {
    /// Length of a block of the accumulation along K.
    public static final int BLOCK = 256;
  }

  /// Cross-correlation over any number of spatial axes, channels last: x `(N, *S, C)` with w `(*K,
  /// C / groups, O)` gives `(N, *P, O)`. With x spread out so that `inputDilation` - 1 holes lie
  /// between neighbours, and then surrounded by `low` and `high` zeros (negative amounts crop),
  /// along each spatial axis `P = (length - dilation (K - 1) - 1) / stride + 1`, and output p meets
  /// tap k at position `stride p + dilation k`. Output channel o of group `o / (O / groups)` sees
  /// the input channels of that group alone.
  ///
  /// Each output accumulates over taps in row-major order and channels within a tap, with fused
  /// multiply-add within blocks, each block starting at +0; the sums of later blocks are added to
  /// that of the first, in order. Padding takes part as +0, taps that fall into a hole are left
  /// out. The taps that differ along the last axis alone, with their channels, are cut into the
  /// fewest blocks of at most [#BLOCK] steps, as equal as can be (block b of B over L steps begins
  /// at `L b / B`, rounded down); if they have fewer than [#LINE] steps, all taps together are cut
  /// so.
  ///
  /// Gradients by both operands are again convolutions: stride and input dilation change places.
  ///
  /// @param stride by spatial axis
  /// @param low padding before, by spatial axis
  /// @param high padding after, by spatial axis
  /// @param dilation from tap to tap, by spatial axis
  /// @param inputDilation from element to element of x, by spatial axis
  /// @param groups how many separate convolutions lie side by side
  record Conv(Ints stride, Ints low, Ints high, Ints dilation, Ints inputDilation, int groups)
      implements Op {
    /// The most steps of a block of the accumulation.
    public static final int BLOCK = 384;

    /// Steps from which on the taps along the last axis have blocks of their own.
    public static final int LINE = 64;
  }

  // ---- control

  /// A loop: `length` times the body, which takes the carries, one row of each sequence and the
  /// constants, and gives the next carries and one row of each stacked result.
  ///
  /// Operands are the first carries, then the sequences `(length, ...)`, then the constants.
  /// Results, read with [Pick], are the last carries and then the stacked rows `(length, ...)`; the
  /// type of the node itself is that of its first result.
  ///
  /// @param body inputs: carries, rows, constants; outputs: carries, rows
  /// @param carries how many values are carried
  /// @param sequences how many sequences are read
  /// @param length how many steps
  /// @param reverse whether step t reads and writes row `length - 1 - t`
  /// @param residuals how many of the stacked results, at the end, exist for the gradient alone
  /// @param budget how many bytes the gradient may have all steps keep for it; beyond, steps are
  ///   computed again in chunks
  record Scan(
      Graph body,
      int carries,
      int sequences,
      int length,
      boolean reverse,
      int residuals,
      long budget)
      implements Op {
    /// The same loop with another body of the same type.
    public Scan withBody(Graph other) {
      return new Scan(other, carries, sequences, length, reverse, residuals, budget);
    }

    /// By sizes alone: bodies are compared only when these are equal.
    @Override
    public int hashCode() {
      return 31 * (31 * (31 * length + carries) + sequences) + body.outputs().size();
    }
  }

  /// A piece of graph whose inner values are forgotten and computed again for the gradient. Results
  /// are read with [Pick]; the type of the node itself is that of its first result.
  ///
  /// @param body inputs are the operands
  record Checkpoint(Graph body) implements Op {
    /// By sizes alone: bodies are compared only when these are equal.
    @Override
    public int hashCode() {
      return 31 * body.inputs().size() + body.outputs().size();
    }
  }

  /// Operand 0, to be had only once the other operands have been computed: what is computed from it
  /// is neither shared with what was computed from operand 0 before, nor computed too early.
  record After() implements Op {}

  // ---- structure

  /// A named piece of graph. The body is the truth; a backend may know a faster way, and a gradient
  /// may be given where the body's own would be slower or less accurate.
  ///
  /// @param name such as `softmax`
  /// @param body one output
  /// @param gradient inputs of the body, the value if it takes one more, and then the cotangent, to
  ///   one cotangent an input; or an empty graph ([Graph#EMPTY]) to differentiate the body
  record Composite(String name, Graph body, Graph gradient) implements Op {
    /// By name alone: bodies are compared only when names are equal.
    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /// A piece of graph for which a user brings code.
  ///
  /// @param name for messages
  /// @param fallback what it means, one output; what gradients come from
  /// @param kernel the code, of a type that the backend knows
  record CustomKernel(String name, Graph fallback, Object kernel) implements Op {
    /// By name alone: the rest is compared only when names are equal.
    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /// The operand, through which no gradient flows.
  record Detach() implements Op {}

  /// A request, expanded before planning: the gradients of the scalar operand 0 with respect to the
  /// operands that follow. Its own value is operand 0; the gradients are read with [Pick].
  ///
  /// @param count how many operands follow
  record Gradient(int count) implements Op {}

  /// Gradient number `index` of a [Gradient] request, or result number `index` of a [Scan] or
  /// [Checkpoint].
  ///
  /// @param index the position
  record Pick(int index) implements Op {}

  /// The name used in messages, printed graphs and plans.
  default String label() {
    return switch (this) {
      case Unary u -> u.kind().label();
      case Binary b -> b.kind().label();
      case Compare c -> c.kind().label();
      case Reduce r -> r.kind().label();
      case ArgReduce a -> a.largest() ? "argmax" : "argmin";
      case Composite c -> c.name();
      case CustomKernel k -> k.name();
      case Input _ -> "input";
      case Const _ -> "const";
      case Iota _ -> "iota";
      case RandomBits _ -> "random_bits";
      case Polygamma _ -> "polygamma";
      case Where _ -> "where";
      case Cast _ -> "cast";
      case Bitcast _ -> "bitcast";
      case Reshape _ -> "reshape";
      case Permute _ -> "permute";
      case Broadcast _ -> "broadcast";
      case Slice _ -> "slice";
      case Flip _ -> "flip";
      case Pad _ -> "pad";
      case Concat _ -> "concat";
      case Gather _ -> "gather";
      case Window _ -> "window";
      case Fold _ -> "fold";
      case Prefix p -> p.kind().label();
      case ArgSort _ -> "argsort";
      case Scatter s -> s.kind().label();
      case Conv _ -> "conv";
      case Scan _ -> "scan";
      case Checkpoint _ -> "checkpoint";
      case After _ -> "after";
      case MatMul _ -> "matmul";
      case Detach _ -> "detach";
      case Gradient _ -> "gradient";
      case Pick _ -> "pick";
    };
  }
}
