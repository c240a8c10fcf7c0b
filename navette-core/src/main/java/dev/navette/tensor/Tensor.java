// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.Inference;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.Buffer;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Scalar;
import dev.navette.memory.Value;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An n-dimensional array that may not have been computed yet.
///
/// Operations record; [#item()], [#toFloatArray()], printing and [Navette#eval] compute. Tensors
/// are immutable and may be shared between threads. Shapes broadcast and dtypes promote as in
/// PyTorch.
///
/// A computed tensor that depends on a [Variable] keeps its history while a gradient can still be
/// taken through it; one that does not forgets it at once, so that nothing leaks.
public final class Tensor
    implements ElementwiseOps,
        FunctionOps,
        LogicOps,
        ActivationOps,
        NormOps,
        ImageOps,
        ReductionOps,
        CumulativeOps,
        WindowOps,
        ConvOps,
        PoolOps,
        PadOps,
        ShapeOps,
        SliceOps,
        MatrixOps,
        IndexOps,
        ScatterOps,
        SortOps,
        ProductOps {
  private static final AtomicLong IDS = new AtomicLong();
  static final Op LEAF = new Op.Input(0);
  private static final Tensor[] NONE = {};

  private final Op op;
  private final TensorType type;
  private final long id;
  private final boolean tracked;
  private final boolean requests;
  private final int depth;
  private final int level;
  private final @Nullable Variable owner;
  private volatile Tensor @Nullable [] inputs;
  private volatile @Nullable Value value;
  private volatile boolean overwritten;
  private final Reads reads;

  private Tensor(
      Op op, TensorType type, Tensor[] inputs, @Nullable Value value, @Nullable Variable owner) {
    this(op, type, inputs, value, owner, 0);
  }

  private Tensor(
      Op op,
      TensorType type,
      Tensor[] inputs,
      @Nullable Value value,
      @Nullable Variable owner,
      int ownLevel) {
    this.op = op;
    this.type = type;
    this.inputs = inputs;
    this.value = value;
    this.owner = owner;
    this.id = IDS.getAndIncrement();
    boolean track = owner != null;
    boolean request = op instanceof Op.Gradient;
    int deepest = 0;
    int highest = ownLevel;
    for (Tensor input : inputs) {
      track |= input.tracked;
      request |= input.requests && input.value == null;
      highest = Math.max(highest, input.level);
      deepest = input.inputs == null ? deepest : Math.max(deepest, input.depth);
      if (input.owner != null) {
        input.reads.increment();
      }
    }
    this.tracked = track;
    this.requests = request;
    this.depth = inputs.length == 0 ? 0 : deepest + 1;
    this.level = highest;
    this.reads = owner == null ? Reads.UNCOUNTED : new Reads();
    if (NumericsCheck.isActive()) {
      NumericsCheck.recorded(id);
    }
  }

  // ---- making tensors

  /// A scalar f32 tensor if `value` is given as float.
  public static Tensor scalar(float value) {
    return scalar(value, DType.F32);
  }

  /// A scalar of the given dtype. 0, 1, -1, 2 and 0.5 are part of a plan's structure; any other
  /// number is an argument of the plan, so that changing it compiles nothing.
  public static Tensor scalar(double value, DType dtype) {
    if (Literals.isStructural(value)) {
      return constant(value, dtype);
    }
    return new Tensor(LEAF, TensorType.scalar(dtype), NONE, new Scalar(value), null);
  }

  /// A scalar that is an argument of the plan whatever its value: for numbers that change from step
  /// to step and may pass through 0 or 1, such as a learning rate.
  public static Tensor argument(double value, DType dtype) {
    return new Tensor(LEAF, TensorType.scalar(dtype), NONE, new Scalar(value), null);
  }

  /// A scalar that is part of the plan's structure whatever its value.
  static Tensor constant(double value, DType dtype) {
    return record(new Op.Const(Literals.rounded(value, dtype), dtype), TensorType.scalar(dtype));
  }

  /// The f32 tensor of these values, row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(float[] values, int... shape) {
    return leaf(DType.F32, values.clone(), values.length, shape);
  }

  /// The f64 tensor of these values, row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(double[] values, int... shape) {
    return leaf(DType.F64, values.clone(), values.length, shape);
  }

  /// The i32 tensor of these values, row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(int[] values, int... shape) {
    return leaf(DType.I32, values.clone(), values.length, shape);
  }

  /// The i64 tensor of these values, row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(long[] values, int... shape) {
    return leaf(DType.I64, values.clone(), values.length, shape);
  }

  /// The u8 tensor of these bytes (0 to 255), row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(byte[] values, int... shape) {
    return leaf(DType.U8, values.clone(), values.length, shape);
  }

  /// The bool tensor of these values, row-major.
  ///
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor of(boolean[] values, int... shape) {
    return leaf(DType.BOOL, values.clone(), values.length, shape);
  }

  /// The tensor of 16-bit floats with these bits, row-major.
  ///
  /// @param dtype f16 or bf16
  /// @throws dev.navette.ir.DTypeException if the dtype is another
  /// @throws dev.navette.ir.ShapeException if the count is not the shape's
  public static Tensor ofBits(DType dtype, short[] bits, int... shape) {
    if (!dtype.isHalf()) {
      throw new dev.navette.ir.DTypeException(
          "ofBits: " + dtype + " is not a 16-bit float; use f16 or bf16");
    }
    return leaf(dtype, bits.clone(), bits.length, shape);
  }

  private static Tensor leaf(DType dtype, Object array, int length, int[] dims) {
    Shape shape = Shape.of(dims);
    if (shape.size() != length) {
      throw new dev.navette.ir.ShapeException(
          "of: "
              + length
              + " values do not fill shape "
              + shape
              + ", which has "
              + shape.size()
              + " elements; pass that many values or another shape");
    }
    return computed(new TensorType(dtype, shape), new HostBuffer(dtype, array));
  }

  /// A computed tensor holding `buffer`.
  static Tensor computed(TensorType type, Buffer buffer) {
    return new Tensor(LEAF, type, NONE, buffer, null);
  }

  /// A tensor without a value that stands for an argument of a body that is being recorded.
  ///
  /// @param level how many bodies are being recorded, this one included
  static Tensor placeholder(TensorType type, int level) {
    return new Tensor(LEAF, type, NONE, null, null, level);
  }

  /// The first version of a variable.
  static Tensor version(Variable owner, TensorType type, Buffer buffer) {
    return new Tensor(LEAF, type, NONE, buffer, owner);
  }

  /// A later version of a variable, not yet computed.
  static Tensor version(Variable owner, Tensor next) {
    return new Tensor(Ops.DETACH, next.type, new Tensor[] {next}, null, owner);
  }

  /// Zeros.
  public static Tensor zeros(DType dtype, int... shape) {
    return full(0, dtype, shape);
  }

  /// f32 zeros.
  public static Tensor zeros(int... shape) {
    return full(0, DType.F32, shape);
  }

  /// f32 ones.
  public static Tensor ones(int... shape) {
    return full(1, DType.F32, shape);
  }

  /// The same value everywhere.
  public static Tensor full(double value, DType dtype, int... shape) {
    return scalar(value, dtype).broadcastTo(shape);
  }

  /// The i64 numbers 0, 1, ... below `end`.
  public static Tensor arange(int end) {
    return iota(DType.I64, 0, end);
  }

  /// The index along `axis`, as i32 or i64, everywhere in a tensor of the given shape.
  public static Tensor iota(DType dtype, int axis, int... shape) {
    Shape s = Shape.of(shape);
    TensorType type = new TensorType(dtype, s);
    return record(new Op.Iota(s.axis(axis, "iota"), type), type);
  }

  // ---- recording

  /// Records `op`, whose type the caller has found.
  static Tensor record(Op op, TensorType type, Tensor... inputs) {
    return Halves.areComputed(op, inputs) ? record(op, inputs) : append(op, type, inputs);
  }

  private static Tensor append(Op op, TensorType type, Tensor... inputs) {
    for (Tensor input : inputs) {
      if (input.value != null && input.tracked) {
        History.forgetIfDead(input);
      }
    }
    Tensor tensor = new Tensor(op, type, inputs, null, null);
    if (tensor.depth >= History.BUDGET && tensor.level == 0) {
      History.evaluateOverBudget(tensor);
    }
    return tensor;
  }

  /// Records `op`, typed by [Inference]. What would compute on 16-bit floats is recorded on f32.
  static Tensor record(Op op, Tensor... inputs) {
    if (Halves.areComputed(op, inputs)) {
      return Halves.rounded(record(op, Halves.widened(inputs)), inputs);
    }
    TensorType type =
        switch (inputs.length) {
          case 1 -> Inference.infer(op, List.of(inputs[0].type));
          case 2 -> Inference.infer(op, List.of(inputs[0].type, inputs[1].type));
          default -> Inference.infer(op, Arrays.stream(inputs).map(Tensor::type).toList());
        };
    return append(op, type, inputs);
  }

  // ---- what is known without computing

  /// Dtype and shape.
  public TensorType type() {
    return type;
  }

  /// The extents.
  public Shape shape() {
    return type.shape();
  }

  /// The element type.
  public DType dtype() {
    return type.dtype();
  }

  /// The number of axes.
  public int rank() {
    return type.shape().rank();
  }

  /// The number of elements.
  public int size() {
    return type.shape().size();
  }

  /// The extent along `axis` (-1 is the last).
  public int dim(int axis) {
    return shape().dim(shape().axis(axis, "dim"));
  }

  // ---- reading values

  /// The only element, computed if need be.
  ///
  /// @throws dev.navette.ir.ShapeException if there is not exactly one element
  public double item() {
    if (size() != 1) {
      throw new dev.navette.ir.ShapeException(
          "item: shape "
              + shape()
              + " has "
              + size()
              + " elements, not one; use toFloatArray(), or reduce it, for example with mean()");
    }
    return buffer().getDouble(0);
  }

  /// All elements row-major as floats, computed if need be.
  public float[] toFloatArray() {
    Buffer buffer = buffer();
    float[] target = new float[buffer.size()];
    buffer.read(target);
    return target;
  }

  /// All elements row-major as doubles, computed if need be.
  public double[] toDoubleArray() {
    Buffer buffer = buffer();
    double[] target = new double[buffer.size()];
    buffer.read(target);
    return target;
  }

  /// The bits of all elements row-major, computed if need be; NaN is the one quiet NaN of the type.
  ///
  /// @throws dev.navette.ir.DTypeException if the dtype is not f16 or bf16
  public short[] toBits() {
    if (!dtype().isHalf()) {
      throw new dev.navette.ir.DTypeException(
          "toBits: " + type + " is not of 16-bit floats; cast it to f16 or bf16 first");
    }
    float[] values = toFloatArray();
    short[] bits = new short[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = HalfFloat.encode(dtype(), values[i]);
    }
    return bits;
  }

  /// All elements row-major as longs (floats truncate, true is 1), computed if need be.
  public long[] toLongArray() {
    Buffer buffer = buffer();
    long[] target = new long[buffer.size()];
    buffer.read(target);
    return target;
  }

  /// Computes this tensor now if it has not been.
  ///
  /// @return this
  public Tensor eval() {
    buffer();
    return this;
  }

  /// The values, formatted as NumPy does; computes if need be.
  @Override
  public String toString() {
    return TensorText.format(this);
  }

  /// The storage, computed if need be.
  Buffer buffer() {
    Value v = value;
    if (level > 0) {
      throw new IllegalStateException(
          "a value was read inside the body of a scan, checkpoint or custom function, "
              + type
              + ": the body is recorded once and has no values; return it as a result and read it"
              + " outside, or decide with where(...) instead of if");
    }
    if (v == null || overwritten) {
      Evaluation.run(this);
      v = value;
    }
    return switch (v) {
      case Buffer b -> b;
      case Scalar s -> {
        HostBuffer b = HostBuffer.zeros(dtype(), 1);
        b.set(0, s.value());
        yield b;
      }
      case null -> throw new IllegalStateException("evaluation published nothing for " + type);
    };
  }

  // ---- for the evaluation of this package

  Op op() {
    return op;
  }

  Tensor[] inputs() {
    Tensor[] i = inputs;
    return i == null ? NONE : i;
  }

  long id() {
    return id;
  }

  boolean isTracked() {
    return tracked;
  }

  /// In how many bodies that are being recorded this lies: 0 outside, where values exist.
  int level() {
    return level;
  }

  /// Whether computing this means differentiating something.
  boolean requestsGradient() {
    return requests;
  }

  @Nullable Variable owner() {
    return owner;
  }

  @Nullable Value value() {
    return value;
  }

  boolean isOverwritten() {
    return overwritten;
  }

  int reads() {
    return reads.count();
  }

  /// Stores the computed value. History stays only where a gradient may still want it.
  void publish(Buffer computed) {
    value = computed;
    if (!tracked || owner != null) {
      inputs = null;
    }
  }

  /// Forgets how this computed tensor was made.
  void forget() {
    inputs = null;
  }

  /// Marks this version of a variable as gone: its buffer now holds a newer one.
  void overwrite() {
    overwritten = true;
    value = null;
  }
}
