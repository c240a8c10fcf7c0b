// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.ir.DType;
import dev.navette.nn.Variables;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// Updates parameters by gradients, one step at a time.
///
/// ```java
/// Optimizer optimizer = new AdamW(model, 1e-3).clipNorm(1);
/// for (Batch batch : batches) {
///   Tensor loss = Loss.crossEntropy(model.forward(batch.x()), batch.y());
///   optimizer.step(loss);
/// }
/// ```
///
/// Not for use by several threads at once.
public abstract class Optimizer {
  private final Map<String, Variable> parameters;
  private final Variable[] variables;
  private final Map<String, Variable> state = new LinkedHashMap<>();
  private final List<Variable> assigned = new ArrayList<>();
  private double learningRate;
  private long steps;

  private double weightDecay;
  private BiPredicate<String, Variable> decays = (_, _) -> true;
  private final Map<BiPredicate<String, Variable>, Double> rates = new LinkedHashMap<>();
  private GradientClip clip = new GradientClip.None();
  private List<ParameterGroup> groups = List.of();

  /// An optimizer of those of `variables` that are trainable.
  ///
  /// @param variables by path, as from [dev.navette.nn.Module#variables()]
  /// @throws IllegalArgumentException if none is trainable, or the rate is not a positive number or
  ///   0
  protected Optimizer(Map<String, Variable> variables, double learningRate) {
    Map<String, Variable> trainable = new LinkedHashMap<>();
    variables.forEach((path, v) -> {
      if (v.isTrainable() && !trainable.containsValue(v)) {
        trainable.put(path, v);
      }
    });
    if (trainable.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: there is nothing to train among "
              + variables.size()
              + " variables; give a model with parameters (new Variable(...))");
    }
    this.parameters = Collections.unmodifiableMap(trainable);
    this.variables = trainable.values().toArray(Variable[]::new);
    this.assigned.addAll(trainable.values());
    this.learningRate = requireRate(learningRate);
  }

  // ---- settings

  /// Weight decay, at the start 0 (AdamW: 0.01). The class says how it acts.
  ///
  /// @return this
  public final Optimizer weightDecay(double decay) {
    weightDecay = requireNotNegative("weightDecay", decay);
    groups = List.of();
    return this;
  }

  /// Weight decay only for parameters that `which` holds for, such as `(path, v) ->
  /// v.shape().rank()
  /// > 1` to spare biases and norms.
  ///
  /// @return this
  public final Optimizer decayOnly(BiPredicate<String, Variable> which) {
    decays = which;
    groups = List.of();
    return this;
  }

  /// Multiplies the learning rate of the parameters that `which` holds for; several calls multiply.
  ///
  /// @return this
  public final Optimizer scaleLearningRate(BiPredicate<String, Variable> which, double factor) {
    rates.merge(which, requireNotNegative("scaleLearningRate", factor), (a, b) -> a * b);
    groups = List.of();
    return this;
  }

  /// Scales all gradients together so that their Euclidean norm is at most `limit`: g * min(1,
  /// limit / (norm + 1e-6)). [Pascanu et al. 2013](https://arxiv.org/abs/1211.5063)
  ///
  /// @param limit positive; infinite only measures [#gradientNorm()]
  /// @return this
  public final Optimizer clipNorm(double limit) {
    clip = new GradientClip.Norm(limit);
    return this;
  }

  /// Limits every element of every gradient to -`limit` to `limit`.
  ///
  /// @param limit positive
  /// @return this
  public final Optimizer clipValue(double limit) {
    clip = new GradientClip.Value(limit);
    return this;
  }

  // ---- stepping

  /// Differentiates `loss`, updates the parameters and evaluates everything in one plan.
  ///
  /// @param loss shape `()`; its value is there afterwards
  /// @param kept other tensors to evaluate before the parameters change, such as metrics
  /// @throws dev.navette.ir.ShapeException if the loss is not a scalar
  /// @throws IllegalArgumentException if the loss does not depend on a parameter
  public final void step(Tensor loss, Tensor... kept) {
    Tensor[] all = new Tensor[kept.length + 1];
    all[0] = loss;
    System.arraycopy(kept, 0, all, 1, kept.length);
    Tensor[] values = new Tensor[variables.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = variables[i].value();
    }
    step(Grad.of(loss, values), all);
  }

  /// Updates the parameters by these gradients.
  ///
  /// @param gradients one a parameter, in the order of [#parameters()]
  /// @param kept other tensors to evaluate before the parameters change
  /// @throws IllegalArgumentException if there are more or fewer gradients than parameters
  public final void step(List<Tensor> gradients, Tensor... kept) {
    if (gradients.size() != variables.length) {
      throw new IllegalArgumentException(
          "step: "
              + gradients.size()
              + " gradients for "
              + variables.length
              + " parameters; give one for each, in the order of parameters()");
    }
    Tensor[] before = new Tensor[assigned.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = assigned.get(i).value();
    }
    try {
      record(clip.apply(computed(gradients)));
      Navette.commit(assigned, clip.kept(kept));
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < before.length; i++) {
        assigned.get(i).assign(before[i]);
      }
      throw e;
    }
    steps++;
  }

  /// A gradient as updates take it.
  private static List<Tensor> computed(List<Tensor> gradients) {
    List<Tensor> cast = new ArrayList<>(gradients.size());
    for (Tensor g : gradients) {
      cast.add(g.cast(g.dtype().computeType()));
    }
    return cast;
  }

  private void record(List<Tensor> gradients) {
    if (groups.isEmpty()) {
      groups = group();
    }
    for (ParameterGroup group : groups) {
      update(group, gradients, steps + 1, learningRate * group.rate());
    }
  }

  private List<ParameterGroup> group() {
    Map<ParameterGroup.Settings, List<Integer>> members = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, Variable> p : parameters.entrySet()) {
      double rate = 1;
      for (Map.Entry<BiPredicate<String, Variable>, Double> r : rates.entrySet()) {
        rate *= r.getKey().test(p.getKey(), p.getValue()) ? r.getValue() : 1;
      }
      double decay = decays.test(p.getKey(), p.getValue()) ? weightDecay : 0;
      DType dtype = p.getValue().type().dtype().computeType();
      members
          .computeIfAbsent(new ParameterGroup.Settings(dtype, rate, decay), _ -> new ArrayList<>())
          .add(i++);
    }
    List<ParameterGroup> made = new ArrayList<>();
    members.forEach((s, indices) -> made.add(ParameterGroup.of(s, variables, indices)));
    return List.copyOf(made);
  }

  /// Records the update of a group: assigns its parameters and their state.
  ///
  /// @param group the parameters
  /// @param gradients of all parameters of the optimizer, by index; f32 for 16-bit floats
  /// @param step 1, 2, ...
  /// @param rate the learning rate of the group
  protected abstract void update(
      ParameterGroup group, List<Tensor> gradients, long step, double rate);

  /// Sets a parameter to `next`, rounded if it is a 16-bit float.
  protected static void assign(Variable parameter, Tensor next) {
    parameter.assign(next.cast(parameter.type().dtype()));
  }

  /// New state: zeros for each parameter, by its index, saved as `path.name`; f32 for parameters in
  /// 16-bit floats.
  protected final List<Variable> zeroState(String name) {
    List<Variable> zeros = new ArrayList<>();
    parameters.forEach((path, parameter) -> {
      Variable zero = Variable.state(zeros(parameter));
      state.put(path + "." + name, zero);
      zeros.add(zero);
    });
    assigned.addAll(zeros);
    return List.copyOf(zeros);
  }

  private static Tensor zeros(Variable like) {
    int[] shape = like.shape().toArray();
    return switch (like.type().dtype()) {
      case F64 -> Tensor.of(new double[like.size()], shape);
      case F16, BF16, F32, I32, I64, U8, BOOL -> Tensor.of(new float[like.size()], shape);
    };
  }

  // ---- what is known

  /// The parameters by path, in the order of their gradients.
  public final Map<String, Variable> parameters() {
    return parameters;
  }

  /// The learning rate that the next step takes.
  public final double learningRate() {
    return learningRate;
  }

  /// Sets the learning rate of the next step; compiles nothing.
  ///
  /// @throws IllegalArgumentException if it is not a positive number or 0
  public final void setLearningRate(double rate) {
    learningRate = requireRate(rate);
  }

  /// The norm of all gradients together in the latest step, before clipping.
  ///
  /// @return shape `()`, evaluated
  /// @throws IllegalStateException without [#clipNorm], or before the first step
  public final Tensor gradientNorm() {
    return clip.norm();
  }

  /// How many steps were made.
  public final long stepCount() {
    return steps;
  }

  /// The state by name, such as `fc1.weight.exp_avg`; empty for plain gradient descent.
  public final Map<String, Variable> state() {
    return Collections.unmodifiableMap(state);
  }

  /// Continues where another optimizer of the same kind stood.
  ///
  /// @param values of all of [#state()]
  /// @param stepCount its step count, 0 or more
  /// @throws IllegalArgumentException if a name or shape is wrong; nothing is changed then
  public final void restore(Map<String, Tensor> values, long stepCount) {
    if (stepCount < 0) {
      throw new IllegalArgumentException(
          "restore: step count " + stepCount + " is negative; use 0 or more");
    }
    Variables.load(state, Map.of(), values);
    steps = stepCount;
  }

  private static double requireRate(double rate) {
    return requireNotNegative("learning rate", rate);
  }

  static double requireNotNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + " is " + value + "; use a finite number, 0 or more");
    }
    return value;
  }

  static double requireBeta(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it lies between 0 (inclusive) and 1 (exclusive)");
    }
    return value;
  }
}
