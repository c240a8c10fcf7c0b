// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.nn.Variables;
import dev.navette.optim.Adadelta;
import dev.navette.optim.Adagrad;
import dev.navette.optim.Adam;
import dev.navette.optim.AdamW;
import dev.navette.optim.Adamax;
import dev.navette.optim.Lbfgs;
import dev.navette.optim.Momentum;
import dev.navette.optim.NAdam;
import dev.navette.optim.Optimizer;
import dev.navette.optim.RAdam;
import dev.navette.optim.RmsProp;
import dev.navette.optim.Sgd;
import dev.navette.optim.Together;
import dev.navette.optim.WeightAverage;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Trajectories of optimizers, and what is done to gradients before they are used.
final class GoldenOptimizers {
  private GoldenOptimizers() {}

  static void addTo(GoldenOps ops) {
    ops.several("optimizer", GoldenOptimizers::openLoop);
    ops.several("optimizer_closed", GoldenOptimizers::closedLoop);
    ops.several("momentum_ema", GoldenOptimizers::averagedMomentum);
    ops.several("lbfgs", new QuasiNewton());
    ops.one("weight_ema", GoldenOptimizers::weightAverage);
    ops.several("clip_grad_norm", GoldenOptimizers::clipNorm);
    ops.several(
        "clip_grad_value",
        a -> clipped(a, optimizer -> optimizer.clipValue(a.number("clip_value"))));
  }

  /// The optimizer of these settings, which are PyTorch's arguments; one for each group.
  static Optimizer of(GoldenArguments settings, Map<String, Variable> parameters) {
    String name = settings.text("optimizer");
    GoldenArguments common = settings.inner("args");
    if (!settings.has("groups")) {
      return of(name, new Layered(settings.inner("args"), common), parameters);
    }
    List<Optimizer> parts = new ArrayList<>();
    for (GoldenArguments group : settings.each("groups")) {
      List<String> members = group.texts("params");
      Map<String, Variable> own = Variables.only(parameters, (path, _) -> members.contains(path));
      parts.add(of(name, new Layered(group, common), own));
    }
    return new Together(parts.toArray(Optimizer[]::new));
  }

  /// The settings of a group before those of all.
  private record Layered(GoldenArguments own, GoldenArguments common) {
    private GoldenArguments having(String key) {
      return own.has(key) ? own : common;
    }

    double number(String key) {
      return having(key).number(key);
    }

    double number(String key, double otherwise) {
      return having(key).number(key, otherwise);
    }

    boolean flag(String key) {
      return having(key).flag(key);
    }

    double beta(int index, double otherwise) {
      return having("betas").has("betas") ? having("betas").numbers("betas")[index] : otherwise;
    }
  }

  private static Optimizer of(String name, Layered a, Map<String, Variable> parameters) {
    double rate = a.number("lr");
    double beta1 = a.beta(0, Adam.BETA1);
    double beta2 = a.beta(1, Adam.BETA2);
    double eps = a.number("eps", Adam.EPS);
    Optimizer optimizer =
        switch (name) {
          case "SGD" -> new Sgd(parameters, rate, momentum(a));
          case "Adam" -> amsgrad(a, new Adam(parameters, rate, beta1, beta2, eps));
          case "AdamW" -> amsgrad(a, new AdamW(parameters, rate, beta1, beta2, eps));
          case "NAdam" -> {
            double decay = a.number("momentum_decay", NAdam.MOMENTUM_DECAY);
            yield new NAdam(parameters, rate, beta1, beta2, eps, decay);
          }
          case "RAdam" -> new RAdam(parameters, rate, beta1, beta2, eps);
          case "Adamax" -> new Adamax(parameters, rate, beta1, beta2, eps);
          case "RMSprop" -> rmsProp(a, parameters);
          case "Adagrad" ->
              new Adagrad(
                  parameters,
                  rate,
                  a.number("lr_decay", 0),
                  a.number("initial_accumulator_value", 0),
                  a.number("eps", Adagrad.EPS));
          case "Adadelta" ->
              new Adadelta(
                  parameters, rate, a.number("rho", Adadelta.RHO), a.number("eps", Adadelta.EPS));
          default -> throw new UnsupportedCaseException("optimizer " + name);
        };
    double decay = a.number("weight_decay", name.equals("AdamW") ? AdamW.DECAY : 0);
    optimizer.weightDecay(decay);
    return a.flag("maximize") ? optimizer.maximize() : optimizer;
  }

  private static Optimizer amsgrad(Layered a, Adam adam) {
    return a.flag("amsgrad") ? adam.amsgrad() : adam;
  }

  private static Optimizer rmsProp(Layered a, Map<String, Variable> parameters) {
    RmsProp optimizer =
        new RmsProp(
            parameters,
            a.number("lr"),
            a.number("alpha", RmsProp.ALPHA),
            a.number("eps", RmsProp.EPS));
    if (a.number("momentum", 0) > 0) {
      optimizer.momentum(a.number("momentum"));
    }
    return a.flag("centered") ? optimizer.centered() : optimizer;
  }

  private static Momentum momentum(Layered a) {
    double beta = a.number("momentum", 0);
    double dampening = a.number("dampening", 0);
    boolean nesterov = a.flag("nesterov");
    if (beta == 0) {
      return Momentum.none();
    }
    return nesterov ? Momentum.nesterov(beta) : new Momentum.HeavyBall(beta, dampening);
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
    if (optimizer instanceof NAdam nadam) {
      Tensor product = Tensor.scalar(nadam.momentumProduct(nadam.stepCount()), DType.F64);
      parameters.keySet().forEach(path -> outputs.put("state." + path + ".mu_product", product));
    }
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
      for (String path : optimizer.parameters().keySet()) {
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

  /// L-BFGS chooses its steps by comparing values: in f32 it comes by another way near the same
  /// end.
  private static final class QuasiNewton implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments arguments) {
      return lbfgs(arguments);
    }

    @Override
    public Uncertainty uncertainty(GoldenArguments arguments, String output) {
      boolean narrow = arguments.param("w").dtype() == DType.F32;
      return narrow ? new Uncertainty(1e-2, 0) : Uncertainty.NONE;
    }
  }

  private static Map<String, Tensor> lbfgs(GoldenArguments a) {
    a.describedBy("formula");
    GoldenArguments args = a.inner("args");
    int iterations = args.integer("max_iter", 20);
    boolean searches = args.has("line_search_fn");
    Map<String, Variable> parameters = parameters(a);
    Lbfgs optimizer =
        new Lbfgs(
            parameters,
            new Lbfgs.Settings(
                args.number("lr", 1),
                iterations,
                args.integer("max_eval", iterations * 5 / 4),
                args.number("tolerance_grad", 1e-7),
                args.number("tolerance_change", 1e-9),
                args.integer("history_size", 100),
                searches ? Lbfgs.LineSearch.STRONG_WOLFE : Lbfgs.LineSearch.FIXED));
    Trace trace = new Trace();
    for (int k = 0; k < a.integer("steps"); k++) {
      double loss = optimizer.step(() -> objective(a, parameters));
      trace.add("losses", Tensor.scalar(loss, DType.F64));
      trace.add("n_iter", Tensor.of(new long[] {optimizer.iterations()}));
      trace.add("func_evals", Tensor.of(new long[] {optimizer.evaluations()}));
      parameters.forEach((path, v) -> trace.add("param." + path, v.snapshot()));
    }
    return trace.outputs();
  }

  private static Tensor weightAverage(GoldenArguments a) {
    Tensor weights = a.input("w_sequence");
    Variable w = new Variable(weights.select(0, 0));
    WeightAverage average = WeightAverage.exponential(Map.of("w", w), a.number("decay"));
    List<Tensor> averages = new ArrayList<>();
    for (int k = 0; k < weights.dim(0); k++) {
      w.assign(weights.select(0, k));
      average.update();
      averages.add(average.with(w::snapshot));
    }
    return Tensors.stack(0, averages);
  }

  private static Tensor objective(GoldenArguments a, Map<String, Variable> parameters) {
    Tensor w = GoldenTraining.value(parameters, "w");
    String problem = a.text("problem");
    if (problem.equals("rosenbrock")) {
      return GoldenDerivatives.rosenbrock(w);
    }
    if (problem.equals("quadratic")) {
      Tensor half = w.mul(a.input("A").matmul(w)).sum().mul(0.5);
      return half.sub(a.input("rhs").mul(w).sum());
    }
    Tensor y = a.input("X").matmul(w).add(GoldenTraining.value(parameters, "b"));
    return switch (problem) {
      case "lsq" -> Loss.mse(y, a.input("target")).mul(0.5);
      case "logreg" -> Loss.binaryCrossEntropyWithLogits(y, a.input("target"));
      default -> throw new UnsupportedCaseException("problem " + problem);
    };
  }

  private static Map<String, Tensor> clipNorm(GoldenArguments a) {
    double p = a.number("norm_type", 2);
    return clipped(a, optimizer -> optimizer.clipNorm(a.number("max_norm"), p));
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
