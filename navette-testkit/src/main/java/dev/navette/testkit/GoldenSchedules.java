// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.optim.Cyclic;
import dev.navette.optim.OneCycle;
import dev.navette.optim.Plateau;
import dev.navette.optim.Schedule;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Schedules of learning rates, step by step.
final class GoldenSchedules {
  private static final double THIRD = 1.0 / 3;
  private static final Pattern INVERSE_TIME = Pattern.compile("1 / \\(1 \\+ ([0-9.]+) \\* k\\)");
  private static final Pattern NOAM =
      Pattern.compile(
          "([0-9]+) \\*\\* -0\\.5 \\* min\\(\\(k \\+ 1\\) \\*\\* -0\\.5,"
              + " \\(k \\+ 1\\) \\* ([0-9]+) \\*\\* -1\\.5\\)");

  private GoldenSchedules() {}

  static void addTo(GoldenOps ops) {
    ops.several("scheduler", GoldenSchedules::rates);
  }

  private static Map<String, Tensor> rates(GoldenArguments a) {
    a.describedBy("base_momentum");
    int steps = a.integer("steps");
    if (a.text("scheduler").equals("ReduceLROnPlateau")) {
      return Map.of("lr", plateau(a, steps));
    }
    Schedule schedule = of(a, a.number("base_lr"));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("lr", values(schedule, steps));
    momentum(a, schedule).ifPresent(m -> outputs.put("momentum", values(m, steps)));
    return outputs;
  }

  private static Tensor values(Schedule schedule, int steps) {
    double[] rates = new double[steps];
    Arrays.setAll(rates, schedule::rate);
    return Tensor.of(rates, steps);
  }

  /// What moves with the rate, or stays.
  private static Optional<Schedule> momentum(GoldenArguments a, Schedule schedule) {
    boolean cycles =
        switch (schedule) {
          case OneCycle _, Cyclic _ ->
              !a.inner("args").has("cycle_momentum") || a.inner("args").flag("cycle_momentum");
          default -> false;
        };
    if (!cycles) {
      return a.has("base_momentum")
          ? Optional.of(Schedule.constant(a.number("base_momentum")))
          : Optional.empty();
    }
    return switch (schedule) {
      case OneCycle cycle -> Optional.of(cycle.momentum());
      case Cyclic cyclic -> Optional.of(cyclic.momentum());
      default -> Optional.empty();
    };
  }

  /// The schedule of these settings, which are PyTorch's arguments.
  private static Schedule of(GoldenArguments settings, double base) {
    String name = settings.text("scheduler");
    if (name.equals("formula")) {
      return formula(settings.text("formula"), base);
    }
    if (name.equals("ChainedScheduler")) {
      return chained(settings, base);
    }
    GoldenArguments args = settings.inner("args");
    return switch (name) {
      case "StepLR" -> Schedule.step(base, args.integer("step_size"), args.number("gamma", 0.1));
      case "MultiStepLR" -> Schedule.multiStep(base, args.number("gamma", 0.1), milestones(args));
      case "ExponentialLR" -> Schedule.exponential(base, args.number("gamma"));
      case "ConstantLR" ->
          Schedule.constant(base * args.number("factor", THIRD))
              .then(args.integer("total_iters", 5), Schedule.constant(base));
      case "LinearLR" ->
          Schedule.linear(
              base * args.number("start_factor", THIRD),
              base * args.number("end_factor", 1),
              args.integer("total_iters", 5));
      case "PolynomialLR" ->
          Schedule.polynomial(base, args.integer("total_iters", 5), args.number("power", 1));
      case "CosineAnnealingLR" ->
          Schedule.cosine(base, args.number("eta_min", 0), args.integer("T_max"));
      case "CosineAnnealingWarmRestarts" ->
          Schedule.warmRestarts(
              base, args.number("eta_min", 0), args.integer("T_0"), args.integer("T_mult", 1));
      case "OneCycleLR" -> oneCycle(args);
      case "CyclicLR" -> cyclic(args);
      case "SequentialLR" ->
          Schedule.sequence(
              settings.each("children").stream().map(c -> of(c, base)).toList(), milestones(args));
      default -> throw new UnsupportedCaseException("scheduler " + name);
    };
  }

  private static long[] milestones(GoldenArguments args) {
    return Arrays.stream(args.integers("milestones")).asLongStream().sorted().toArray();
  }

  private static Schedule formula(String formula, double base) {
    Matcher inverse = INVERSE_TIME.matcher(formula);
    if (inverse.matches()) {
      return Schedule.inverseTime(base, Double.parseDouble(inverse.group(1)));
    }
    Matcher noam = NOAM.matcher(formula);
    if (noam.matches()) {
      int warmup = Integer.parseInt(noam.group(2));
      double peak = base / Math.sqrt((double) Integer.parseInt(noam.group(1)) * warmup);
      return Schedule.inverseSqrt(peak, warmup);
    }
    throw new UnsupportedCaseException("scheduler formula " + formula);
  }

  /// A product of factors. Cosines with a floor and schedules that ignore what was before are none.
  private static Schedule chained(GoldenArguments settings, double base) {
    Schedule product = Schedule.constant(base);
    for (GoldenArguments child : settings.each("children")) {
      String name = child.text("scheduler");
      List<String> other =
          List.of("CosineAnnealingWarmRestarts", "OneCycleLR", "CyclicLR", "SequentialLR");
      GoldenOps.require(!other.contains(name), "ChainedScheduler of " + name);
      GoldenOps.require(child.inner("args").number("eta_min", 0) == 0, "chained eta_min");
      product = product.times(of(child, 1));
    }
    return product;
  }

  private static OneCycle oneCycle(GoldenArguments args) {
    boolean linear = args.has("anneal_strategy") && args.text("anneal_strategy").equals("linear");
    int steps =
        args.has("total_steps")
            ? args.integer("total_steps")
            : args.integer("epochs") * args.integer("steps_per_epoch");
    return new OneCycle(
        args.number("max_lr"),
        steps,
        args.number("pct_start", 0.3),
        linear ? OneCycle.Anneal.LINEAR : OneCycle.Anneal.COSINE,
        args.number("base_momentum", 0.85),
        args.number("max_momentum", 0.95),
        args.number("div_factor", 25),
        args.number("final_div_factor", 1e4),
        args.flag("three_phase"));
  }

  private static Cyclic cyclic(GoldenArguments args) {
    int up = args.integer("step_size_up", 2000);
    double gamma = args.number("gamma", 1);
    String mode = args.has("mode") ? args.text("mode") : "triangular";
    Cyclic.Swing swing =
        switch (mode) {
          case "triangular" -> Cyclic.Swing.triangular();
          case "triangular2" -> Cyclic.Swing.triangular2();
          case "exp_range" -> Cyclic.Swing.exponential(gamma);
          default -> throw new UnsupportedCaseException("CyclicLR mode " + mode);
        };
    return new Cyclic(
        args.number("base_lr"),
        args.number("max_lr"),
        up,
        args.integer("step_size_down", up),
        swing,
        args.number("base_momentum", 0.8),
        args.number("max_momentum", 0.9));
  }

  private static Tensor plateau(GoldenArguments a, int steps) {
    GoldenArguments args = a.inner("args");
    boolean largest = args.has("mode") && args.text("mode").equals("max");
    boolean difference = args.has("threshold_mode") && args.text("threshold_mode").equals("abs");
    Plateau plateau =
        new Plateau(
            a.number("base_lr"),
            new Plateau.Rule(
                !largest,
                args.number("factor", 0.1),
                args.integer("patience", 10),
                args.number("threshold", 1e-4),
                !difference,
                args.integer("cooldown", 0),
                args.number("min_lr", 0),
                args.number("eps", 1e-8)));
    double[] metrics = a.input("metrics").toDoubleArray();
    List<Double> rates = new ArrayList<>();
    for (int k = 0; k < steps; k++) {
      rates.add(plateau.rate(k));
      plateau.observe(metrics[k]);
    }
    return Tensor.of(rates.stream().mapToDouble(r -> r).toArray(), steps);
  }
}
