// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The matrix product of heap arrays: `C[b] = A[b] x B[b]` for a batch of matrices, see
/// [MatMulShape] for where they lie.
///
/// Floating-point results are the same bits for every vector width, tile and number of threads:
/// each element is accumulated in the order of `k` with fma inside blocks of 256 steps, each block
/// from `+0`, and the blocks' sums are added in order. Integer products wrap around.
///
/// Instances may be used by several threads at once. After the first call of a size nothing is
/// allocated. `C` must not overlap `A` or `B`. An epilogue's exception is thrown to the caller, and
/// what `C` then holds is unspecified.
final class MatMul {
  /// Multiply-adds up to which a product is computed element by element: cutting and packing cost
  /// more than that.
  static final long TINY = 128;

  private final Workers workers;
  private final MatMulEngine f32;
  private final MatMulEngine f64;

  /// Products with a vector width and a team of their own, on the kernels of that width from the
  /// first call.
  ///
  /// @param bits the vector width: 512, 256, 128, or 0 for scalar kernels; above 0 the module
  ///   `jdk.incubator.vector` must be there, see [VectorBits]
  /// @param workers the threads that share the work
  MatMul(int bits, Workers workers) {
    this(bits, workers, false);
  }

  /// Products with a vector width and a team of their own.
  ///
  /// @param bits the vector width, as above
  /// @param workers the threads that share the work
  /// @param waitsForCompiler whether products run scalar kernels until the compiler is done with
  ///   the vector kernels they need, in the background: the same bits, and no slow start
  MatMul(int bits, Workers workers, boolean waitsForCompiler) {
    this.workers = workers;
    this.f32 = new MatMulEngine(TileLanes.Type.F32, bits, waitsForCompiler);
    this.f64 = new MatMulEngine(TileLanes.Type.F64, bits, waitsForCompiler);
  }

  /// The products of a floating-point type in its arrays.
  MatMulEngine engine(TileLanes.Type type) {
    return switch (type) {
      case F32 -> f32;
      case F64 -> f64;
    };
  }

  /// The product in single precision.
  ///
  /// @param aOff where the first `A` starts in `a`; likewise `bOff`, `cOff`
  /// @param epilogue what to do with each finished block of `C`, or [Epilogue#NONE]
  void f32(
      MatMulShape shape,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      Epilogue epilogue) {
    f32(shape, a, aOff, b, bOff, c, cOff, PanelStore.NONE, epilogue);
  }

  /// The same, where panels of `b` may be kept for later products.
  void f32(
      MatMulShape shape,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      PanelStore store,
      Epilogue epilogue) {
    f32.multiply(workers, shape, a, aOff, b, bOff, c, cOff, store, epilogue);
  }

  /// The product in double precision.
  ///
  /// @param aOff where the first `A` starts in `a`; likewise `bOff`, `cOff`
  /// @param epilogue what to do with each finished block of `C`, or [Epilogue#NONE]
  void f64(
      MatMulShape shape,
      double[] a,
      int aOff,
      double[] b,
      int bOff,
      double[] c,
      int cOff,
      Epilogue epilogue) {
    f64(shape, a, aOff, b, bOff, c, cOff, PanelStore.NONE, epilogue);
  }

  /// The same, where panels of `b` may be kept for later products.
  void f64(
      MatMulShape shape,
      double[] a,
      int aOff,
      double[] b,
      int bOff,
      double[] c,
      int cOff,
      PanelStore store,
      Epilogue epilogue) {
    f64.multiply(workers, shape, a, aOff, b, bOff, c, cOff, store, epilogue);
  }

  /// The product of 32-bit integers, modulo `2^32`. Allocates a few small objects.
  ///
  /// @param aOff where the first `A` starts in `a`; likewise `bOff`, `cOff`
  /// @param epilogue what to do with each finished block of `C`, or [Epilogue#NONE]
  void i32(
      MatMulShape shape,
      int[] a,
      int aOff,
      int[] b,
      int bOff,
      int[] c,
      int cOff,
      Epilogue epilogue) {
    IntegerMatMul.i32(workers, shape, a, aOff, b, bOff, c, cOff, epilogue);
  }

  /// The product of 64-bit integers, modulo `2^64`. Allocates a few small objects.
  ///
  /// @param aOff where the first `A` starts in `a`; likewise `bOff`, `cOff`
  /// @param epilogue what to do with each finished block of `C`, or [Epilogue#NONE]
  void i64(
      MatMulShape shape,
      long[] a,
      int aOff,
      long[] b,
      int bOff,
      long[] c,
      int cOff,
      Epilogue epilogue) {
    IntegerMatMul.i64(workers, shape, a, aOff, b, bOff, c, cOff, epilogue);
  }
}
