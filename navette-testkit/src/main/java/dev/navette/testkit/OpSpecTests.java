// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/// Makes tests from specifications, for a method annotated with `@TestFactory`:
///
/// - the backend `jvm` gives the bits of `reference`, for every dtype, shape and extreme value;
/// - so it does for operands of other extents, 0 and 1 among them, and, with its gradients, for
///   infinities, NaN, signed zeros and magnitudes from 1e-30 to 1e30;
/// - operands that are views (permuted, with gaps, backwards) give the bits of plain ones;
/// - results and gradients are the same bits for every vector width and number of threads, on sizes
///   that threads share;
/// - new values compile nothing;
/// - fused with what comes before and after, the operation gives the bits that it gives alone;
/// - of 16-bit floats it gives what it gives in f32, rounded once;
/// - gradients to the stated order agree with finite differences;
/// - operands that broadcast give what stretched ones give;
/// - bad input is refused with the stated message.
public final class OpSpecTests {
  private static final int[][][] PAIRS = {
    {{3, 4}, {4}}, {{3, 1}, {1, 5}}, {{2, 3, 4}, {3, 1}}, {{}, {2, 3}}, {{1, 65}, {3, 65}}
  };

  /// More elements than one thread takes alone.
  private static final int SHARED = 70_000;

  private static final Machine OWN = new Machine(256, 1);

  /// Whether there is time for every width with every number of threads.
  private static final boolean NIGHTLY = Boolean.getBoolean("navette.nightly");

  private OpSpecTests() {}

  /// The tests of one operation.
  public static DynamicContainer of(OpSpec spec) {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType dtype : spec.dtypes()) {
      tests.add(dynamicTest("backends agree, " + dtype, () -> backendsAgree(spec, dtype)));
      tests.add(dynamicTest("fused, " + dtype, () -> fused(spec, dtype)));
      tests.add(dynamicTest("other extents, " + dtype, () -> otherExtents(spec, dtype)));
      tests.add(dynamicTest("views, " + dtype, () -> views(spec, dtype)));
      if (dtype.isFloat()) {
        tests.add(dynamicTest("extreme values, " + dtype, () -> extremeValues(spec, dtype)));
      }
    }
    tests.add(dynamicTest("every machine", () -> everyMachine(spec)));
    tests.add(dynamicTest("compiles once", () -> compilesOnce(spec)));
    if (spec.takesHalves()) {
      for (DType half : List.of(DType.F16, DType.BF16)) {
        tests.add(dynamicTest("rounded once, " + half, () -> roundedOnce(spec, half)));
      }
    }
    if (spec.order() > 0) {
      tests.add(dynamicTest("gradient", () -> gradient(spec)));
    }
    if (spec.isBroadcasting()) {
      tests.add(dynamicTest("broadcasting", () -> broadcasting(spec)));
    }
    for (OpSpec.Refusal refusal : spec.refusals()) {
      tests.add(dynamicTest("refuses " + refusal.what(), () -> refuses(refusal)));
    }
    return dynamicContainer(spec.name(), tests);
  }

  private static void backendsAgree(OpSpec spec, DType dtype) {
    agree(spec, "sample", () -> spec.function().apply(List.of(spec.sample(1, dtype))));
    for (int[] shape : spec.shapes()) {
      Tensor[] in = spec.sample(2, dtype, shape);
      agree(spec, "shape " + Arrays.toString(shape), () -> spec.function().apply(List.of(in)));
    }
    if (spec.extremes().length > 0 && dtype.isFloat()) {
      Tensor[] in = extremes(spec, dtype);
      agree(spec, "extremes", () -> spec.function().apply(List.of(in)));
    }
  }

  /// Every extreme value with every other.
  private static Tensor[] extremes(OpSpec spec, DType dtype) {
    double[] values = spec.extremes();
    int n = values.length;
    int operands = spec.operands();
    int size = 1;
    for (int o = 0; o < operands; o++) {
      size *= n;
    }
    Tensor[] in = new Tensor[operands];
    int stride = 1;
    for (int o = 0; o < operands; o++) {
      double[] column = new double[size];
      for (int i = 0; i < size; i++) {
        column[i] = values[i / stride % n];
      }
      in[o] = Tensor.of(column, size).cast(dtype).eval();
      stride *= n;
    }
    return in;
  }

  private static void agree(OpSpec spec, String what, Supplier<Tensor> result) {
    Tensor[] results = new Tensor[2];
    Navette.on("reference", () -> results[0] = result.get().eval());
    Navette.on("jvm", () -> results[1] = result.get().eval());
    Bits.same(spec.name() + ", " + what, results[0], results[1]);
  }

  /// The result and its gradients by all float operands.
  private static List<Tensor> withGradients(OpSpec spec, Tensor... in) {
    Tensor y = spec.function().apply(List.of(in));
    Tensor[] floats = Arrays.stream(in).filter(x -> x.dtype().isFloat()).toArray(Tensor[]::new);
    if (spec.order() == 0 || floats.length == 0 || !y.dtype().isFloat()) {
      return List.of(y);
    }
    List<Tensor> results = new ArrayList<>(List.of(y));
    results.addAll(Grad.of(GradCheck.weighted(y, 0), floats));
    return results;
  }

  private static void extremeValues(OpSpec spec, DType dtype) {
    Tensor[] in = OpSamples.extreme(10, spec.sample(10, dtype));
    Machine.check(spec.name() + ", extreme values", () -> withGradients(spec, in), List.of(OWN));
  }

  private static void otherExtents(OpSpec spec, DType dtype) {
    int odd = 2 + new Random(spec.name().hashCode()).nextInt(90);
    for (int extent : new int[] {0, 1, odd}) {
      for (boolean last : new boolean[] {false, true}) {
        OpSamples.resized(
                spec, 20, dtype, last, extent, in -> List.of(spec.function().apply(List.of(in))))
            .ifPresent(in -> agree(spec, shapes(in), () -> spec.function().apply(List.of(in))));
      }
    }
  }

  private static void views(OpSpec spec, DType dtype) {
    Tensor[] in = spec.sample(30, dtype);
    Tensor truth = spec.function().apply(List.of(in)).eval();
    for (Tensor[] viewed : OpSamples.views(in)) {
      Tensor y = spec.function().apply(List.of(viewed)).eval();
      Bits.same(spec.name() + " of views", truth, y);
    }
  }

  private static void everyMachine(OpSpec spec) {
    DType dtype = spec.dtypes().iterator().next();
    Tensor[] small = spec.sample(40, dtype);
    Machine.check(
        spec.name(), () -> withGradients(spec, small), NIGHTLY ? Machine.all() : Machine.few());
    large(spec, dtype, true, small[0])
        .or(() -> large(spec, dtype, false, small[0]))
        .ifPresent(in ->
            Machine.check(
                spec.name() + ", " + shapes(in),
                () -> withGradients(spec, in),
                NIGHTLY ? Machine.all() : List.of(new Machine(0, 1), new Machine(256, 3))));
  }

  private static Optional<Tensor[]> large(OpSpec spec, DType dtype, boolean last, Tensor small) {
    return OpSamples.resized(
        spec, 41, dtype, last, extent(small, last), in -> withGradients(spec, in));
  }

  private static String shapes(Tensor... in) {
    return "operands " + Arrays.stream(in).map(Tensor::shape).toList();
  }

  /// The extent along the first or last axis with which threads share the work.
  private static int extent(Tensor x, boolean last) {
    int others = x.rank() == 0 ? 1 : x.size() / Math.max(1, x.dim(last ? -1 : 0));
    return Math.ceilDiv(SHARED, Math.max(1, others));
  }

  private static void compilesOnce(OpSpec spec) {
    DType dtype = spec.dtypes().iterator().next();
    CostCheck.compilesOnce(i -> {
      Tensor[] in = spec.sample(50 + i, dtype);
      return withGradients(spec, in).toArray(Tensor[]::new);
    });
  }

  private static void fused(OpSpec spec, DType dtype) {
    if (dtype == DType.BOOL) {
      return;
    }
    Tensor[] in = spec.sample(3, dtype);
    List<Tensor> recorded = Arrays.stream(in).map(OpSpecTests::before).toList();
    List<Tensor> computed = Arrays.stream(in).map(x -> before(x).eval()).toList();
    Tensor alone = spec.function().apply(computed).eval();
    Tensor after = spec.function().apply(recorded);
    Bits.same(spec.name() + ", fused", after(alone).eval(), after(after).eval());
  }

  /// A computed tensor that is the operand again: its neighbours in a loop, not its value, change.
  private static Tensor before(Tensor x) {
    return x.dtype() == DType.BOOL ? x.not().not() : x.neg().add(0).neg();
  }

  private static Tensor after(Tensor y) {
    return y.dtype().isFloat() ? y.mul(0.75).add(y) : y;
  }

  /// However many operations it takes, those in between are f32.
  private static void roundedOnce(OpSpec spec, DType half) {
    List<Tensor> in = List.of(spec.sample(7, half));
    Tensor wide = spec.function().apply(in.stream().map(OpSpecTests::widened).toList());
    Tensor expected = wide.dtype() == DType.F32 ? wide.cast(half) : wide;
    Bits.same(spec.name() + " of " + half, expected.eval(), spec.function().apply(in).eval());
  }

  private static Tensor widened(Tensor x) {
    return x.cast(x.dtype().computeType());
  }

  private static void gradient(OpSpec spec) {
    Tensor[] in = spec.sample(4, DType.F64);
    if (spec.order() == 2) {
      GradCheck.check(spec.function(), in);
    } else {
      GradCheck.checkFirst(spec.function(), in);
    }
  }

  private static void broadcasting(OpSpec spec) {
    DType dtype = spec.dtypes().contains(DType.F64) ? DType.F64 : spec.dtypes().iterator().next();
    for (int[][] pair : PAIRS) {
      Tensor a = spec.sampleOf(0, 5, dtype, pair[0]);
      Tensor b = spec.sampleOf(1, 6, dtype, pair[1]);
      Shape shape = Shape.broadcast(a.shape(), b.shape(), spec.name());
      String what = spec.name() + " of " + a.shape() + " and " + b.shape();
      Tensor y = spec.function().apply(List.of(a, b));
      Tensor stretched = spec.function().apply(List.of(a.broadcastTo(shape), b.broadcastTo(shape)));
      if (!y.shape().equals(shape)) {
        throw new AssertionError(what + " has shape " + y.shape() + ", not " + shape);
      }
      Bits.same(what, stretched.eval(), y.eval());
      if (spec.order() > 0) {
        List<Tensor> gradients = Grad.of(GradCheck.weighted(y, 0), a, b);
        for (int o = 0; o < 2; o++) {
          Shape wanted = (o == 0 ? a : b).shape();
          Shape given = gradients.get(o).shape();
          if (!given.equals(wanted)) {
            throw new AssertionError(what + ": gradient " + o + " has shape " + given);
          }
        }
        GradCheck.checkFirst(spec.function(), a, b);
      }
    }
  }

  private static void refuses(OpSpec.Refusal refusal) {
    try {
      refusal.call().get().eval();
    } catch (RuntimeException e) {
      if (refusal.type() == e.getClass() && refusal.message().equals(e.getMessage())) {
        return;
      }
      throw new AssertionError(
          refusal.what()
              + " should throw "
              + refusal.type().getSimpleName()
              + " `"
              + refusal.message()
              + "`, but throws "
              + e.getClass().getSimpleName()
              + " `"
              + e.getMessage()
              + "`",
          e);
    }
    throw new AssertionError(refusal.what() + " is not refused");
  }
}
