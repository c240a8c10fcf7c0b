// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What an operation is: its function, where it is defined, for which dtypes, and how it refuses
/// bad input. [OpSpecTests] makes the tests from it.
///
/// ```java
/// OpSpec.of("atan2", in -> in.get(0).atan2(in.get(1)))
///     .operand(-2, 2, 3, 4)
///     .operand(0.5, 2, 3, 4)
///     .broadcasts();
/// ```
///
/// A specification is filled in by the methods that return it and not changed afterwards. It starts
/// as differentiable to the second order, for f32 and f64.
public final class OpSpec {
  /// An operand as samples draw it.
  ///
  /// @param low the smallest value
  /// @param high the bound above the values
  /// @param shape its extents
  /// @param index whether it is an i64 operand whatever the dtype of the sample
  private record Operand(double low, double high, int[] shape, boolean index) {}

  /// A call that has to be refused.
  ///
  /// @param what the mistake, for the test's name
  /// @param call makes it
  /// @param type the exception
  /// @param message its exact text
  record Refusal(
      String what, Supplier<Tensor> call, Class<? extends Throwable> type, String message) {}

  private final String name;
  private final Function<List<Tensor>, Tensor> function;
  private final List<Operand> operands = new ArrayList<>();
  private final List<int[]> shapes = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> covered = new ArrayList<>();
  private Set<DType> dtypes = EnumSet.of(DType.F32, DType.F64);
  private double[] extremes = {};
  private int order = 2;
  private boolean broadcasting;
  private boolean halves = true;

  private OpSpec(String name, Function<List<Tensor>, Tensor> function) {
    this.name = name;
    this.function = function;
    covered.add(name);
  }

  /// A specification of `function`, from the operands to the result.
  public static OpSpec of(String name, Function<List<Tensor>, Tensor> function) {
    return new OpSpec(name, function);
  }

  /// Adds an operand with values from `low` to `high`, where the operation is smooth.
  public OpSpec operand(double low, double high, int... shape) {
    operands.add(new Operand(low, high, shape.clone(), false));
    return this;
  }

  /// Adds an i64 operand with values from 0 to below `bound`, such as indices.
  public OpSpec indices(int bound, int... shape) {
    operands.add(new Operand(0, bound, shape.clone(), true));
    return this;
  }

  /// Also tests with all operands of this shape; for element-wise operations.
  public OpSpec shape(int... shape) {
    shapes.add(shape.clone());
    return this;
  }

  /// The dtypes of the operands, in place of f32 and f64.
  public OpSpec dtypes(DType first, DType... others) {
    dtypes = EnumSet.of(first, others);
    return this;
  }

  /// Values that the result must be the same bits for on every backend, such as NaN and -0.
  public OpSpec extremes(double... values) {
    extremes = values.clone();
    return this;
  }

  /// Two operands stretch to a common shape.
  public OpSpec broadcasts() {
    broadcasting = true;
    return this;
  }

  /// Not tested with 16-bit floats: refuses them, or consists of several operations of the library,
  /// after each of which they are rounded (one of the library rounds its result alone).
  public OpSpec withoutHalves() {
    halves = false;
    return this;
  }

  /// There is a first derivative but no second.
  public OpSpec onceDifferentiable() {
    order = 1;
    return this;
  }

  /// No gradient flows through the result.
  public OpSpec notDifferentiable() {
    order = 0;
    return this;
  }

  /// Other names under which this operation is counted as tested, such as those of the recorded
  /// operations that it consists of.
  public OpSpec covers(String... names) {
    covered.addAll(List.of(names));
    return this;
  }

  /// A call that must be refused with this exception and exactly this message.
  public OpSpec refuses(
      String what, Supplier<Tensor> call, Class<? extends Throwable> type, String message) {
    refusals.add(new Refusal(what, call, type, message));
    return this;
  }

  /// The name of the operation.
  public String name() {
    return name;
  }

  /// The names that count as tested.
  public List<String> covered() {
    return List.copyOf(covered);
  }

  Function<List<Tensor>, Tensor> function() {
    return function;
  }

  Set<DType> dtypes() {
    return dtypes;
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  List<int[]> shapes() {
    return List.copyOf(shapes);
  }

  double[] extremes() {
    return extremes.clone();
  }

  /// How often the result can be differentiated: 0, 1 or 2.
  int order() {
    return order;
  }

  /// Whether 16-bit floats are tested too.
  boolean takesHalves() {
    return halves && dtypes.contains(DType.F32) && operands.stream().anyMatch(o -> !o.index());
  }

  boolean isBroadcasting() {
    return broadcasting;
  }

  int operands() {
    return operands.size();
  }

  /// Operands drawn from the domains.
  Tensor[] sample(long seed, DType dtype) {
    Random random = new Random(seed);
    return operands.stream().map(o -> draw(random, o, dtype, o.shape())).toArray(Tensor[]::new);
  }

  /// The same, all of one shape.
  Tensor[] sample(long seed, DType dtype, int... shape) {
    Random random = new Random(seed);
    return operands.stream().map(o -> draw(random, o, dtype, shape)).toArray(Tensor[]::new);
  }

  /// One operand of another shape.
  Tensor sampleOf(int operand, long seed, DType dtype, int... shape) {
    return draw(new Random(seed), operands.get(operand), dtype, shape);
  }

  private static Tensor draw(Random random, Operand operand, DType dtype, int[] shape) {
    int n = 1;
    for (int d : shape) {
      n *= d;
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = operand.low() + (operand.high() - operand.low()) * random.nextDouble();
    }
    return Tensor.of(values, shape).cast(operand.index() ? DType.I64 : dtype).eval();
  }
}
