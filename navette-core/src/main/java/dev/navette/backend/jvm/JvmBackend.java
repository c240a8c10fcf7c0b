// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Backend;
import dev.navette.backend.Capabilities;
import dev.navette.backend.Executable;
import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fast backend: loops emitted as bytecode, tiled products, worker threads, heap arrays.
public final class JvmBackend implements Backend {
  private static final int KERNELS = 4096;

  private final int bits;
  private final Workers workers;
  private final KernelCache kernels;
  private final MatMul matMul;
  private final RandomWords words;
  private final boolean waitsForCompiler;

  /// The backend as the system properties `navette.vector.bits` and `navette.threads` say.
  public JvmBackend() {
    this(VectorBits.preferred(), Workers.shared(), true);
  }

  /// A backend with a vector width and a team of its own.
  ///
  /// @param waitsForCompiler whether to compute without vectors until vector code has been compiled
  JvmBackend(int bits, Workers workers, boolean waitsForCompiler) {
    this.bits = bits;
    this.workers = workers;
    this.kernels = new KernelCache(bits, KERNELS, waitsForCompiler);
    this.matMul = new MatMul(bits, workers, waitsForCompiler);
    this.waitsForCompiler = waitsForCompiler;
    this.words = waitsForCompiler ? new WarmingWords(bits) : RandomWords.of(bits);
  }

  /// A backend with this vector width (512, 256, 128, or 0 for scalar code) and number of threads:
  /// results are the same bits whatever they are. It computes with vectors from the first run,
  /// which is slow until they are compiled, so that tests see them.
  public static JvmBackend of(int vectorBits, int threads) {
    return new JvmBackend(vectorBits, Workers.of(threads), false);
  }

  @Override
  public Backend machine(int vectorBits, int threads) {
    return of(vectorBits, threads);
  }

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true);
  }

  @Override
  public Executable compile(Schedule schedule) {
    return new JvmExecutable(schedule, launches(schedule, null));
  }

  /// @param around the loop whose body `schedule` is, or null if it is a plan of its own
  private List<Launch> launches(Schedule schedule, Op.@Nullable Scan around) {
    List<Launch> launches = new ArrayList<>();
    LoopBatch batch = new LoopBatch(schedule);
    for (Step step : schedule.steps()) {
      Launch launch = launch(schedule.seenBy(step), step, around);
      boolean loop = step instanceof Step.Loop && launch instanceof LoopLaunch;
      if (!loop) {
        launches.addAll(batch.finish(workers));
        launches.add(launch);
      } else if (!batch.add((Step.Loop) step, (LoopLaunch) launch)) {
        launches.addAll(batch.finish(workers));
        if (!batch.add((Step.Loop) step, (LoopLaunch) launch)) {
          launches.add(launch);
        }
      }
    }
    launches.addAll(batch.finish(workers));
    return launches;
  }

  private Launch launch(Schedule schedule, Step step, Op.@Nullable Scan around) {
    return switch (step) {
      case Step.Loop l -> launch(LoopLowering.lower(schedule, l));
      case Step.Product p ->
          p.product().op() instanceof Op.Conv c
              ? new ConvLaunch(schedule, p, c, matMul, kernels, workers)
              : ProductLaunch.of(schedule, p, matMul, kernels, workers, around);
      case Step.Scan s -> new ScanLaunch(schedule, s, launches(s.body(), (Op.Scan) s.node().op()));
      case Step.Single s ->
          switch (s.node().op()) {
            case Op.Gather _ -> new GatherLaunch(schedule, s.node(), workers);
            case Op.Scatter o -> new ScatterLaunch(schedule, s.node(), o, workers);
            case Op.ArgSort a -> new ArgSortLaunch(schedule, s.node(), a, workers);
            case Op.RandomBits _ -> new RandomBitsLaunch(schedule, s.node(), words, workers);
            case Op.CustomKernel k -> new CustomKernelLaunch(schedule, s.node(), k);
            case Op.Concat c -> new ConcatLaunch(schedule, s.node(), c.axis());
            case Op.Pad p -> new PadLaunch(schedule, s.node(), p);
            case Op.Fold f -> new FoldLaunch(schedule, s.node(), f, workers);
            case Op.Prefix p -> new PrefixLaunch(schedule, s.node(), p, workers);
            case Op.ArgReduce r -> new ArgReduceLaunch(schedule, s.node(), r);
            default -> launch(LoopLowering.copy(schedule, s.node()));
          };
    };
  }

  private Launch launch(Loop loop) {
    if (TransposeLaunch.fits(loop)) {
      return new TransposeLaunch(loop, bits, workers, waitsForCompiler);
    }
    boolean cut =
        loop.program().form() == Program.Form.COLUMNS || ReductionLaunch.sharesRows(loop, workers);
    return cut
        ? new ReductionLaunch(ReductionLoops.of(loop), kernels, workers)
        : new LoopLaunch(loop, kernels.get(loop.program()), workers);
  }

  @Override
  public long kernelCompiles() {
    return kernels.compiles();
  }

  @Override
  public int threads() {
    return workers.threads();
  }

  @Override
  public int vectorBits() {
    return bits;
  }

  @Override
  public String describe() {
    return "jvm: "
        + (bits == 0
            ? "scalar code (start Java with --add-modules jdk.incubator.vector for vectors)"
            : bits + "-bit vectors")
        + ", "
        + workers.threads()
        + (workers.threads() == 1 ? " thread" : " threads");
  }
}
