// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// A loop as one operation: the body is recorded and compiled once, however many steps it runs.
///
/// ```java
/// // a leaky sum over time: h = 0.9 h + x
/// Scan.Result r = Scan.over(List.of(xs))                       // xs (T, B, D)
///     .run(List.of(Tensor.zeros(batch, dim)), (carry, x) -> {  // carry (B, D), x (B, D)
///       Tensor h = carry.get(0).mul(0.9).add(x.get(0));
///       return Scan.step(List.of(h), List.of(h));
///     });
/// Tensor last = r.carry().get(0);                              // (B, D)
/// Tensor all = r.stacked().get(0);                             // (T, B, D)
/// ```
///
/// Tensors of the surrounding code may be used in the body: they are constants of the loop, and
/// what depends on them alone is computed once. The same random numbers are drawn in every step
/// unless the key is a sequence. Values cannot be read inside.
///
/// The gradient is a scan in the other direction. What it needs from each step is the cheapest cut
/// between what has to be kept and what is computed again; where that would take more than the
/// [budget][#budget], the loop is cut into about sqrt(T) chunks, of which only the carries at their
/// starts are kept (Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016). Gradients
/// of constants that are a product in every step become one product over all steps.
public final class Scan {
  /// What the gradient may keep of all steps before it computes steps again: 1 GiB.
  public static final long BUDGET = 1L << 30;

  private final List<Tensor> sequences;
  private final int length;
  private final boolean reverse;
  private final long budget;

  private Scan(List<Tensor> sequences, int length, boolean reverse, long budget) {
    this.sequences = sequences;
    this.length = length;
    this.reverse = reverse;
    this.budget = budget;
  }

  /// What one step gives.
  ///
  /// @param carry the next carries, of the types of the first ones
  /// @param rows one row of each stacked result
  public record Step(List<Tensor> carry, List<Tensor> rows) {}

  /// What the loop gives.
  ///
  /// @param carry the carries after the last step
  /// @param stacked the rows of all steps, `(length, ...)`
  public record Result(List<Tensor> carry, List<Tensor> stacked) {}

  /// A loop over the rows of `sequences`, each `(length, ...)`.
  ///
  /// @throws ShapeException if there is none, or their lengths differ
  public static Scan over(List<Tensor> sequences) {
    for (Tensor sequence : sequences) {
      if (sequence.rank() == 0 || sequence.dim(0) != sequences.getFirst().dim(0)) {
        throw new ShapeException(
            "scan: sequence 0 has shape "
                + sequences.getFirst().shape()
                + " and another "
                + sequence.shape()
                + "; the first extent is the number of steps and must be the same for all");
      }
    }
    if (sequences.isEmpty()) {
      throw new ShapeException("scan: there is no sequence; use Scan.times(length) to count steps");
    }
    return new Scan(List.copyOf(sequences), sequences.getFirst().dim(0), false, BUDGET);
  }

  /// A loop over the rows of one sequence `(length, ...)`.
  ///
  /// @throws ShapeException if it is a scalar
  public static Scan over(Tensor sequence) {
    return over(List.of(sequence));
  }

  /// A loop of `length` steps.
  ///
  /// @throws IllegalArgumentException if it is negative
  public static Scan times(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("scan: " + length + " steps; use 0 or more");
    }
    return new Scan(List.of(), length, false, BUDGET);
  }

  /// From the last row to the first: the first step reads and writes the last row.
  public Scan reversed() {
    return new Scan(sequences, length, !reverse, budget);
  }

  /// The bytes that may be kept of all steps for the gradient, in place of [#BUDGET].
  public Scan budget(long bytes) {
    return new Scan(sequences, length, reverse, bytes);
  }

  /// A step's results.
  public static Step step(List<Tensor> carry, List<Tensor> rows) {
    return new Step(List.copyOf(carry), List.copyOf(rows));
  }

  /// Records the loop.
  ///
  /// @param init the first carries
  /// @param body from the carries and one row of each sequence to the next carries and the rows of
  ///   the results
  /// @throws ShapeException if a carry changes its shape or dtype, or there is no result at all
  public Result run(List<Tensor> init, BiFunction<List<Tensor>, List<Tensor>, Step> body) {
    int carries = init.size();
    List<TensorType> types = new ArrayList<>(init.stream().map(Tensor::type).toList());
    for (Tensor sequence : sequences) {
      Shape row = sequence.shape().without(0, 1);
      types.add(sequence.type().withShape(row));
    }
    RecordedBody recorded =
        RecordedBody.of(
            "scan",
            types,
            in -> {
              Step step = body.apply(in.subList(0, carries), in.subList(carries, in.size()));
              requireCarries(init, step.carry());
              List<Tensor> results = new ArrayList<>(step.carry());
              results.addAll(step.rows());
              return results;
            });
    List<Tensor> operands = new ArrayList<>(init);
    operands.addAll(sequences);
    operands.addAll(recorded.captured());
    Op.Scan op =
        new Op.Scan(recorded.graph(), carries, sequences.size(), length, reverse, 0, budget);
    Tensor loop = Tensor.record(op, operands.toArray(Tensor[]::new));
    List<Tensor> results = Results.of(loop, recorded.graph().outputs().size());
    return new Result(results.subList(0, carries), results.subList(carries, results.size()));
  }

  private static void requireCarries(List<Tensor> init, List<Tensor> next) {
    for (int i = 0; i < Math.max(init.size(), next.size()); i++) {
      String was = i < init.size() ? init.get(i).type().toString() : "nothing";
      String now = i < next.size() ? next.get(i).type().toString() : "nothing";
      if (!was.equals(now)) {
        throw new ShapeException(
            "scan: carry "
                + i
                + " is "
                + was
                + " before a step and "
                + now
                + " after it; a step returns as many carries as it takes, each of the same shape"
                + " and dtype (reshape or cast it)");
      }
    }
  }
}
