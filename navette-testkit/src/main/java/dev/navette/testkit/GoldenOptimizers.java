// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.loss.Loss;
import dev.navette.optim.Adam;
import dev.navette.optim.AdamW;
import dev.navette.optim.Momentum;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Trajectories of optimizers, and what is done to gradients before they are used.
final class GoldenOptimizers {
  private GoldenOptimizers() {}

  static void addTo(GoldenOps ops) {
    ops.several("optimizer", GoldenOptimizers::openLoop);
    ops.several("optimizer_closed", GoldenOptimizers::closedLoop);
    ops.several("momentum_ema", GoldenOptimizers::averagedMomentum);
    ops.several("clip_grad_norm", GoldenOptimizers::clipNorm);
    ops.several(
        "clip_grad_value",
        a -> clipped(a, optimizer -> optimizer.clipValue(a.number("clip_value"))));
  }

  /// The optimizer of these settings, which are PyTorch's arguments.
  static Optimizer of(GoldenArguments settings, Map<String, Variable> parameters) {
    GoldenArguments args = settings.inner("args");
    GoldenOps.require(!args.flag("maximize"), "maximize");
    GoldenOps.require(!args.flag("amsgrad"), "amsgrad");
    double rate = args.number("lr");
    double eps = args.number("eps", 1e-8);
    String name = settings.text("optimizer");
    Optimizer optimizer =
        switch (name) {
          case "SGD" -> new Sgd(parameters, rate, momentum(args));
          case "Adam" -> new Adam(parameters, rate, beta(args, 0), beta(args, 1), eps);
          case "AdamW" -> new AdamW(parameters, rate, beta(args, 0), beta(args, 1), eps);
          default -> throw new UnsupportedCaseException("optimizer " + name);
        };
    if (args.has("weight_decay")) {
      optimizer.weightDecay(args.number("weight_decay"));
    }
    if (settings.has("groups")) {
      settings.each("groups").forEach(group -> scale(optimizer, group, rate));
      decay(optimizer, settings, parameters);
    }
    return optimizer;
  }

  private static Momentum momentum(GoldenArguments args) {
    double beta = args.number("momentum", 0);
    double dampening = args.number("dampening", 0);
    boolean nesterov = args.flag("nesterov");
    if (beta == 0) {
      return Momentum.none();
    }
    return nesterov ? Momentum.nesterov(beta) : new Momentum.HeavyBall(beta, dampening);
  }

  private static double beta(GoldenArguments args, int index) {
    return args.has("betas") ? args.numbers("betas")[index] : index == 0 ? 0.9 : 0.999;
  }

  private static void scale(Optimizer optimizer, GoldenArguments group, double base) {
    List<String> members = group.texts("params");
    if (group.has("lr")) {
      optimizer.scaleLearningRate((path, _) -> members.contains(path), group.number("lr") / base);
    }
  }

  /// Groups either have the one decay there is or none.
  private static void decay(
      Optimizer optimizer, GoldenArguments settings, Map<String, Variable> parameters) {
    double common = settings.inner("args").number("weight_decay", 0);
    Map<String, Double> decays = new HashMap<>();
    parameters.keySet().forEach(path -> decays.put(path, common));
    for (GoldenArguments group : settings.each("groups")) {
      double own = group.number("weight_decay", common);
      group.texts("params").forEach(path -> decays.put(path, own));
    }
    Set<Double> different = new HashSet<>(decays.values());
    different.remove(0.0);
    GoldenOps.require(different.size() <= 1, "several weight decays");
    different.forEach(optimizer::weightDecay);
    optimizer.decayOnly((path, _) -> decays.getOrDefault(path, common) > 0);
  }

  static Map<String, Variable> parameters(GoldenArguments a) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    a.under("param.").forEach((path, value) -> parameters.put(path, new Variable(value)));
    return parameters;
  }

  private static Map<String, Tensor> openLoop(GoldenArguments a) {
    Map<String, Variable> parameters = parameters(a);
    Optimizer optimizer = of(a, parameters);
    Map<String, Tensor> outputs = steps(a, optimizer, parameters);
    optimizer.state().forEach((path, v) -> outputs.put("state." + path, v.snapshot()));
    return outputs;
  }

  private static Map<String, Tensor> averagedMomentum(GoldenArguments a) {
    Map<String, Variable> parameters = parameters(a);
    Momentum momentum = new Momentum.Average(a.number("beta"), a.flag("bias_correction"));
    Optimizer optimizer = new Sgd(parameters, a.number("lr"), momentum);
    Map<String, Tensor> outputs = steps(a, optimizer, parameters);
    optimizer
        .state()
        .forEach((path, v) ->
            outputs.put("state." + path.replace("momentum_buffer", "v"), v.snapshot()));
    return outputs;
  }

  /// Steps by the gradients that the case gives, and the parameters after each.
  private static Map<String, Tensor> steps(
      GoldenArguments a, Optimizer optimizer, Map<String, Variable> parameters) {
    Trace trace = new Trace();
    double[] rates = a.has("lr_schedule") ? a.numbers("lr_schedule") : new double[0];
    for (int k = 0; k < a.integer("steps"); k++) {
      if (rates.length > 0) {
        optimizer.setLearningRate(rates[k]);
      }
      List<Tensor> gradients = new ArrayList<>();
      for (String path : parameters.keySet()) {
        gradients.add(a.input("grads." + path).select(0, k));
      }
      optimizer.step(gradients);
      parameters.forEach((path, v) -> trace.add("param." + path, v.snapshot()));
    }
    return trace.outputs();
  }

  private static Map<String, Tensor> closedLoop(GoldenArguments a) {
    a.describedBy("formula");
    Map<String, Variable> parameters = parameters(a);
    Optimizer optimizer = of(a, parameters);
    Trace trace = new Trace();
    for (int k = 0; k < a.integer("steps"); k++) {
      Tensor loss = objective(a, parameters);
      List<Tensor> gradients = Grad.of(loss, List.copyOf(parameters.values()));
      Navette.eval(gradients.toArray(Tensor[]::new));
      optimizer.step(gradients, loss);
      trace.add("losses", loss);
      int i = 0;
      for (Map.Entry<String, Variable> p : parameters.entrySet()) {
        trace.add("grads." + p.getKey(), gradients.get(i++));
        trace.add("param." + p.getKey(), p.getValue().snapshot());
      }
    }
    return trace.outputs();
  }

  private static Tensor objective(GoldenArguments a, Map<String, Variable> parameters) {
    Tensor w = GoldenTraining.value(parameters, "w");
    String problem = a.text("problem");
    if (problem.equals("rosenbrock")) {
      return GoldenDerivatives.rosenbrock(w);
    }
    Tensor y = a.input("X").matmul(w).add(GoldenTraining.value(parameters, "b"));
    return switch (problem) {
      case "lsq" -> Loss.mse(y, a.input("target")).mul(0.5);
      case "logreg" -> Loss.binaryCrossEntropyWithLogits(y, a.input("target"));
      default -> throw new UnsupportedCaseException("problem " + problem);
    };
  }

  private static Map<String, Tensor> clipNorm(GoldenArguments a) {
    GoldenOps.require(a.number("norm_type") == 2, "norm_type other than 2");
    return clipped(a, optimizer -> optimizer.clipNorm(a.number("max_norm")));
  }

  private interface Clip {
    Optimizer of(Optimizer optimizer);
  }

  /// From zero, with learning rate 1, a step leaves minus the clipped gradient.
  private static Map<String, Tensor> clipped(GoldenArguments a, Clip clip) {
    List<Tensor> gradients = a.sequence("g");
    Map<String, Variable> parameters = new LinkedHashMap<>();
    for (int i = 0; i < gradients.size(); i++) {
      parameters.put("y" + i, new Variable(gradients.get(i).zerosLike()));
    }
    Optimizer optimizer = clip.of(new Sgd(parameters, 1, Momentum.none()));
    optimizer.step(gradients);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    parameters.forEach((y, v) -> outputs.put(y, v.value().neg()));
    if (a.has("max_norm")) {
      outputs.put("total_norm", optimizer.gradientNorm());
    }
    return outputs;
  }

  /// Values step by step, stacked at the end.
  static final class Trace {
    private final Map<String, List<Tensor>> values = new LinkedHashMap<>();

    void add(String name, Tensor value) {
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    Map<String, Tensor> outputs() {
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      values.forEach((name, list) -> outputs.put(name, Tensors.stack(0, list)));
      return outputs;
    }
  }
}
