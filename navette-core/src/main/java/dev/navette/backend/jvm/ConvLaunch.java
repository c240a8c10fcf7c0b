// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.List;
import java.util.Optional;

/// A convolution with the loop that follows on each block of its result, one phase after another.
///
/// | case | computed by |
/// |---|---|
/// | no tap is met | zeros |
/// | one channel and one output a group | [ChannelConv] |
/// | one channel and several outputs a group | [DepthwiseRows] |
/// | others | [PatchConv] |
final class ConvLaunch implements Launch {
  private final Shape x; // (N, *S, C)
  private final Shape w; // (*K, C / groups, O)
  private final int groups;
  private final int spatial;
  private final Location from;
  private final ConvWeights weights;
  private final Location out;
  private final MatMulEngine engine;
  private final Workers workers;
  private final Optional<BlockLoop> epilogue;
  private final List<ConvPhase> phases;

  ConvLaunch(
      Schedule schedule,
      Step.Product step,
      Op.Conv conv,
      MatMul matMul,
      KernelCache kernels,
      Workers workers) {
    Node node = step.product();
    this.x = node.input(0).shape();
    this.w = node.input(1).shape();
    this.groups = conv.groups();
    this.spatial = conv.stride().size();
    this.from = Frame.locate(schedule, node.input(0));
    this.weights = ConvWeights.of(schedule, node.input(1));
    this.out = Frame.locate(schedule, node);
    this.engine =
        matMul.engine(node.dtype() == DType.F64 ? TileLanes.Type.F64 : TileLanes.Type.F32);
    this.workers = workers;
    int outputs = w.dim(spatial + 1);
    this.epilogue =
        BlockLoop.of(schedule, step.epilogue(), spatial + (outputs == 1 ? 2 : 1), kernels);
    this.phases = outputs == 0 ? List.of() : ConvPhase.of(conv, x, w, node.shape());
  }

  @Override
  public Bound bind(Frame frame) {
    Epilogue after = epilogue.map(e -> e.on(frame, w.dim(spatial + 1) == 1)).orElse(Epilogue.NONE);
    Bound[] parts = phases.stream().map(p -> bind(frame, p, after)).toArray(Bound[]::new);
    return () -> {
      for (Bound part : parts) {
        part.run();
      }
    };
  }

  private Bound bind(Frame frame, ConvPhase phase, Epilogue after) {
    if (phase.taken(w).length * w.dim(spatial) == 0) {
      return () -> clear(frame, phase, after);
    }
    PhaseKernel kernel = kernel(phase, after);
    return () ->
        kernel.compute(
            frame.table[from.table()],
            from.offset(),
            frame.table[weights.location().table()],
            weights.location().offset(),
            frame.table[out.table()],
            out.offset());
  }

  private PhaseKernel kernel(ConvPhase phase, Epilogue after) {
    if (!isDepthwise()) {
      return new PatchConv(engine, workers, phase, x, weights, groups, after);
    }
    return w.dim(spatial + 1) == groups
        ? new ChannelConv(engine, workers, phase, x, weights, after)
        : new DepthwiseRows(engine, workers, phase, x, weights, after);
  }

  /// What meets nothing is zero.
  private void clear(Frame frame, ConvPhase phase, Epilogue after) {
    int outputs = w.dim(spatial + 1);
    for (int row = 0; row < phase.rows(); row++) {
      int line = row / phase.line();
      int at = phase.target(line) + row % phase.line() * phase.targetStep();
      engine.ops().clearRows(1, outputs, frame.table[out.table()], out.offset() + at, 0);
      after.apply(0, at / outputs, at / outputs + 1, 0, outputs);
    }
  }

  private boolean isDepthwise() {
    return w.dim(spatial) == 1 && groups > 1;
  }

  @Override
  public String describe() {
    return "conv "
        + x
        + " by "
        + w
        + (isDepthwise() ? " by channel" : " of patches by weights")
        + (groups == 1 ? "" : ", " + groups + " groups")
        + (phases.size() < 2 ? "" : ", " + phases.size() + " phases")
        + epilogue.map(l -> ", then " + Describe.program(l.loop().program())).orElse("");
  }
}
