// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The matrix product of heap arrays: `C[b] = A[b] x B[b]` for a batch of matrices, see
/// [MatMulShape] for where they lie.
///
/// Floating-point results are the same bits for every vector width, tile and number of threads: each
/// element is accumulated in the order of `k` with fma inside blocks of 256 steps, each block from
/// `+0`, and the blocks' sums are added in order. Integer products wrap around.
///
/// Instances may be used by several threads at once. After the first call of a size nothing is
/// allocated. `C` must not overlap `A` or `B`.
final class MatMul {
  /// Multiply-adds up to which a product is computed element by element: cutting and packing cost
  /// more than that.
  private static final long TINY = 512;

  private final Workers workers;
  private final ObjectPool<MatMulRun> f32Runs;
  private final ObjectPool<MatMulRun> f64Runs;

  /// Products with a vector width and a team of their own.
  ///
  /// @param bits the vector width: 512, 256, 128, or 0 for scalar kernels; above 0 the module
  ///     `jdk.incubator.vector` must be there, see [VectorBits]
  /// @param workers the threads that share the work
  MatMul(int bits, Workers workers) {
    this.workers = workers;
    this.f32Runs = runs(PanelOps.F32, TileSet.of(new TileLanes(TileLanes.Type.F32, bits)));
    this.f64Runs = runs(PanelOps.F64, TileSet.of(new TileLanes(TileLanes.Type.F64, bits)));
  }

  private static ObjectPool<MatMulRun> runs(PanelOps ops, TileSet tiles) {
    ObjectPool<MatMulScratch> scratches = new ObjectPool<>(() -> new MatMulScratch(ops));
    return new ObjectPool<>(() -> new MatMulRun(ops, tiles, scratches));
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
    run(PanelOps.F32, f32Runs, shape, a, aOff, b, bOff, c, cOff, epilogue);
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
    run(PanelOps.F64, f64Runs, shape, a, aOff, b, bOff, c, cOff, epilogue);
  }

  private void run(
      PanelOps ops,
      ObjectPool<MatMulRun> runs,
      MatMulShape shape,
      Object a,
      int aOff,
      Object b,
      int bOff,
      Object c,
      int cOff,
      Epilogue epilogue) {
    int m = shape.m();
    int n = shape.n();
    if (m == 0 || n == 0) {
      return;
    }
    if (shape.k() == 0 || shape.multiplyAdds() <= TINY && shape.k() <= MatMulRun.DEPTH_BLOCK) {
      for (int batch = 0; batch < shape.batch(); batch++) {
        int aStart = aOff + batch * shape.aBatch();
        int bStart = bOff + batch * shape.bBatch();
        ops.tiny(shape, a, aStart, b, bStart, c, cOff + batch * shape.cBatch());
        epilogue.apply(batch, 0, m, 0, n);
      }
      return;
    }
    MatMulRun run = runs.take();
    run.execute(workers, shape, a, aOff, b, bOff, c, cOff, epilogue);
    runs.give(run);
  }
}
