// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// How a layer learns in one step: whether gradients reach it, and whether its units still answer.
///
/// A *unit* is a channel of a convolution or a feature of a linear layer. It is silent in a batch
/// if its activation is 0 for all examples (and places): a unit of a ReLU that is silent in all
/// batches has no gradient and is dead. It is saturated if |tanh| is above 0.99, or a sigmoid that
/// close to 0 or 1, for all of them.
///
/// `train.Monitor` says in words what is wrong over a training; here are the numbers of one step:
///
/// ```java
/// LayerHealth.Watch watch = LayerHealth.watch(loss, model);  // tensors to compute with the step
/// Navette.eval(watch.tensors());
/// List<LayerHealth> layers = watch.read();
/// ```
///
/// @param path of the layer
/// @param function of the activation, such as `relu`; empty if there is none
/// @param gradientNorm the norm of the gradient of the layer's parameters
/// @param weightNorm the norm of the layer's parameters
/// @param stuckUnits the share of units that are silent or saturated, 0 to 1; 0 where the
///   activation can be neither
public record LayerHealth(
    String path, String function, double gradientNorm, double weightNorm, double stuckUnits) {
  private static final Set<String> SILENT = Set.of("relu", "hardtanh");
  private static final Set<String> SATURATED = Set.of("tanh", "sigmoid");
  private static final double SATURATION = 0.99;
  private static final int COUNT = 3;

  /// The gradient's norm by the weights', the size of a step of rate 1 by what it changes.
  public double relativeGradient() {
    return weightNorm == 0 ? gradientNorm : gradientNorm / weightNorm;
  }

  /// What is to be computed with a step, and read afterwards.
  public static final class Watch {
    private final List<LayerUse> uses;
    private final List<Tensor> tensors;

    private Watch(List<LayerUse> uses, List<Tensor> tensors) {
      this.uses = uses;
      this.tensors = tensors;
    }

    /// To be computed in the plan of the step: three numbers a layer.
    public List<Tensor> tensors() {
      return tensors;
    }

    /// How the layers learn, in the order in which they work.
    public List<LayerHealth> read() {
      List<LayerHealth> all = new ArrayList<>();
      for (int i = 0; i < uses.size(); i++) {
        double[] v = tensors.get(i).toDoubleArray();
        LayerUse use = uses.get(i);
        all.add(new LayerHealth(use.layer(), use.function(), v[0], v[1], v[COUNT - 1]));
      }
      return all;
    }
  }

  /// Records how the layers of `model` learn from `loss`.
  ///
  /// @param loss shape `()`, recorded and not computed
  public static Watch watch(Tensor loss, Module model) {
    Anatomy anatomy = new Anatomy(model, List.of(loss), List.of());
    Set<Tensor> reached = anatomy.behind(loss);
    Set<Variable> learning = new LinkedHashSet<>();
    for (Recorded operation : anatomy.operations()) {
      Optional<Variable> v = operation.variable();
      if (v.isPresent() && v.get().isTrainable() && reached.contains(operation.result())) {
        learning.add(v.get());
      }
    }
    Map<String, List<Variable>> own = new LinkedHashMap<>();
    model
        .variables()
        .forEach((path, v) -> {
          if (learning.contains(v)) {
            own.computeIfAbsent(Anatomy.layer(path), _ -> new ArrayList<>()).add(v);
          }
        });
    List<LayerUse> uses =
        anatomy.uses().values().stream()
            .filter(u -> u.path().equals(u.layer()) && own.containsKey(u.layer()))
            .toList();
    List<Tensor> tensors = new ArrayList<>();
    for (LayerUse use : uses) {
      List<Variable> variables = own.getOrDefault(use.layer(), List.of());
      List<Tensor> values = variables.stream().map(Variable::value).toList();
      tensors.add(
          Tensors.stack(0, norm(Grad.of(loss, variables)), norm(values), stuckUnits(use)).detach());
    }
    return new Watch(uses, List.copyOf(tensors));
  }

  private static Tensor norm(List<Tensor> parts) {
    Tensor squares = Tensor.scalar(0f);
    for (Tensor part : parts) {
      squares = squares.add(part.cast(DType.F32).square().sum());
    }
    return squares.sqrt();
  }

  /// Channels are axis 1 where there is space, `(N, C, *S)`; features are the last axis elsewhere.
  private static Tensor stuckUnits(LayerUse use) {
    Tensor a = use.activation();
    boolean silent = SILENT.contains(use.function());
    if (a.rank() < 2 || a.size() == 0 || !silent && !SATURATED.contains(use.function())) {
      return Tensor.argument(0, DType.F32);
    }
    int unit = a.rank() > 3 ? 1 : a.rank() - 1;
    int[] others = IntStream.range(0, a.rank()).filter(i -> i != unit).toArray();
    Tensor stuck;
    if (silent) {
      stuck = a.eq(0);
    } else if (use.function().equals("tanh")) {
      stuck = a.abs().gt(SATURATION);
    } else {
      stuck = a.sub(0.5).abs().gt(SATURATION - 0.5);
    }
    return stuck.all(others).cast(DType.F32).mean();
  }
}
