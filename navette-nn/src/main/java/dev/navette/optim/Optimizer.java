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
import java.util.Optional;
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
  private final Grouping grouping = new Grouping();
  private Optional<Schedule> schedule = Optional.empty();
  private Optional<Schedule> momentum = Optional.empty();
  private Accumulation accumulation = Accumulation.NONE;
  private GradientClip clip = new GradientClip.None();
  private List<ParameterGroup> groups = List.of();
  private boolean maximizes;
  private double learningRate;
  private long steps;

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
    grouping.decay(requireNotNegative("weightDecay", decay));
    groups = List.of();
    return this;
  }

  /// Another weight decay for the parameters that `which` holds for; the last call that holds
  /// counts.
  ///
  /// @return this
  public final Optimizer weightDecay(BiPredicate<String, Variable> which, double decay) {
    grouping.decay(which, requireNotNegative("weightDecay", decay));
    groups = List.of();
    return this;
  }

  /// Weight decay only for parameters that `which` holds for, such as `(path, v) ->
  /// v.shape().rank()
  /// > 1` to spare biases and norms.
  ///
  /// @return this
  public final Optimizer decayOnly(BiPredicate<String, Variable> which) {
    grouping.decayOnly(which);
    groups = List.of();
    return this;
  }

  /// Multiplies the learning rate of the parameters that `which` holds for; several calls multiply.
  ///
  /// @return this
  public final Optimizer scaleLearningRate(BiPredicate<String, Variable> which, double factor) {
    grouping.scale(which, requireNotNegative("scaleLearningRate", factor));
    groups = List.of();
    return this;
  }

  /// Lets the learning rate follow `rates`: step k, counted from 0, has rate k. Only the number of
  /// steps has to be known to resume.
  ///
  /// @return this
  public final Optimizer schedule(Schedule rates) {
    schedule = Optional.of(rates);
    return this;
  }

  /// Lets the momentum follow a schedule besides, such as [OneCycle#momentum()]; see
  /// [#setMomentum].
  ///
  /// @return this
  public final Optimizer schedule(Schedule rates, Schedule momentums) {
    momentum = Optional.of(momentums);
    return schedule(rates);
  }

  /// Climbs instead of descending: all gradients change their sign.
  ///
  /// @return this
  public final Optimizer maximize() {
    maximizes = true;
    return this;
  }

  /// Updates only in every `batches`th step, by the mean gradient of these steps: what one batch of
  /// all their rows would give (up to rounding, if the batches are of one size), in the memory of
  /// one. Calls in between keep the sum of the gradients; the last one adds its own and updates.
  /// [#stepCount()] counts updates.
  ///
  /// @param batches 1 or more
  /// @return this
  /// @throws IllegalStateException after a call with another number
  public final Optimizer accumulate(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "accumulate: " + batches + " batches a step; use 1 or more");
    }
    if (accumulation.batches() == batches) {
      return this;
    }
    if (accumulation != Accumulation.NONE) {
      throw new IllegalStateException(
          "accumulate: already " + accumulation.batches() + " batches a step; set it once");
    }
    accumulation = new Accumulation(batches, zeroState("accumulated"));
    state.put("accumulated_batches", accumulation.count());
    assigned.add(accumulation.count());
    return this;
  }

  /// [#clipNorm(double, double)] by the Euclidean norm. [Pascanu et al.
  /// 2013](https://arxiv.org/abs/1211.5063)
  ///
  /// @param limit positive; infinite only measures [#gradientNorm()]
  /// @return this
  public final Optimizer clipNorm(double limit) {
    return clipNorm(limit, 2);
  }

  /// Scales all gradients together so that their norm is at most `limit`: g * min(1, limit / (norm
  /// + 1e-6)), where norm = (sum of |g|^p)^(1/p) over all elements of all gradients.
  ///
  /// @param limit positive; infinite only measures [#gradientNorm()]
  /// @param p positive; infinite for the largest |g|
  /// @return this
  public final Optimizer clipNorm(double limit, double p) {
    clip = new GradientClip.Norm(limit, p);
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
    boolean updates = accumulation.isLast();
    try {
      if (updates) {
        momentum.ifPresent(m -> setMomentum(m.rate(steps)));
        record(clip.apply(accumulation.mean(computed(gradients))), steps + 1, learningRate());
        Navette.commit(assigned, clip.kept(kept));
      } else {
        accumulation.add(computed(gradients));
        Navette.commit(assigned, kept);
      }
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < before.length; i++) {
        assigned.get(i).assign(before[i]);
      }
      throw e;
    }
    accumulation.advance();
    steps += updates ? 1 : 0;
  }

  /// A gradient as updates take it.
  private List<Tensor> computed(List<Tensor> gradients) {
    List<Tensor> cast = new ArrayList<>(gradients.size());
    for (Tensor g : gradients) {
      Tensor wide = g.cast(g.dtype().computeType());
      cast.add(maximizes ? wide.neg() : wide);
    }
    return cast;
  }

  /// Records the update of all groups.
  void record(List<Tensor> gradients, long step, double rate) {
    if (groups.isEmpty()) {
      groups = grouping.groups(parameters);
    }
    for (ParameterGroup group : groups) {
      update(group, gradients, step, rate * group.rate());
    }
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
    return state(name, 0);
  }

  /// New state: `value` in every element for each parameter, as [#zeroState].
  protected final List<Variable> state(String name, double value) {
    List<Variable> made = new ArrayList<>();
    parameters.forEach((path, parameter) -> {
      DType dtype = parameter.type().dtype().computeType();
      Variable v = Variable.state(Tensor.full(value, dtype, parameter.shape().toArray()));
      state.put(path + "." + name, v);
      made.add(v);
    });
    assigned.addAll(made);
    return List.copyOf(made);
  }

  /// Takes over the state of an optimizer of some of the parameters.
  final void adopt(Optimizer part) {
    state.putAll(part.state);
    assigned.addAll(part.state.values());
  }

  /// The gradients of the parameters of `group`, each with decay * w added: L2 regularisation.
  protected static List<Tensor> withL2(ParameterGroup group, List<Tensor> gradients) {
    Tensor decay = group.number(group.decay());
    List<Tensor> own = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      Tensor g = gradients.get(group.indices().get(i));
      own.add(group.decay() == 0 ? g : g.add(group.parameters().get(i).value().mul(decay)));
    }
    return own;
  }

  // ---- what is known

  /// The parameters by path, in the order of their gradients.
  public final Map<String, Variable> parameters() {
    return parameters;
  }

  /// The learning rate that the next step takes.
  public final double learningRate() {
    return schedule.isPresent() ? schedule.get().rate(steps) : learningRate;
  }

  /// Whether the learning rate follows a [#schedule] now.
  public final boolean followsSchedule() {
    return schedule.isPresent();
  }

  /// Sets the learning rate of the next steps, in place of a schedule; compiles nothing.
  ///
  /// @throws IllegalArgumentException if it is not a positive number or 0
  public final void setLearningRate(double rate) {
    learningRate = requireRate(rate);
    schedule = Optional.empty();
  }

  /// Sets the momentum of the next steps (for Adam and its kin beta1); compiles nothing.
  ///
  /// @throws UnsupportedOperationException if the optimizer has none
  /// @throws IllegalArgumentException if it is not 0 or more and less than 1
  public void setMomentum(double beta) {
    throw new UnsupportedOperationException(
        "setMomentum: "
            + getClass().getSimpleName()
            + " has no momentum; schedule the learning rate alone");
  }

  /// The norm of all gradients together in the latest step, before clipping.
  ///
  /// @return shape `()`, evaluated
  /// @throws IllegalStateException without [#clipNorm], or before the first step
  public final Tensor gradientNorm() {
    return clip.norm();
  }

  /// How many updates were made.
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
    accumulation.restored();
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
