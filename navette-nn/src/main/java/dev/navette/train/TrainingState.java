// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.nn.Variables;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes a training apart into a [Checkpoint] and puts it together again.
final class TrainingState {
  private static final String CALLBACK = "callback ";
  private static final String EXTRA = "extra ";

  private final TrainingPlan plan;
  private final Run run;
  private final Rng rng;
  private final String data;

  /// Of a training.
  ///
  /// @param rng that dropout draws from
  /// @param data what the batches come from, in words
  TrainingState(TrainingPlan plan, Run run, Rng rng, String data) {
    this.plan = plan;
    this.run = run;
    this.rng = rng;
    this.data = data;
  }

  /// A copy of everything.
  ///
  /// @param epoch the epoch under way, or the next one
  /// @param batch its batches that are done
  Checkpoint capture(int epoch, long batch, Checkpoint.EpochSoFar soFar) {
    Optimizer optimizer = run.optimizer();
    Map<String, Tensor> extra = new LinkedHashMap<>();
    for (int i = 0; i < plan.callbacks().size(); i++) {
      String prefix = CALLBACK + i + " ";
      plan.callbacks().get(i).state().forEach((name, value) -> extra.put(prefix + name, value));
    }
    Variables.snapshot(plan.extra()).forEach((name, value) -> extra.put(EXTRA + name, value));
    return new Checkpoint(
        Variables.snapshot(run.variables()),
        Variables.snapshot(optimizer.state()),
        extra,
        rng.states(),
        new Checkpoint.Position(
            epoch, batch, run.step, optimizer.stepCount(), optimizer.learningRate(), data),
        soFar,
        List.copyOf(run.history));
  }

  /// Puts everything where it was, but for the callbacks.
  void restore(Checkpoint saved) {
    Variables.load(run.variables(), Map.of(), saved.weights());
    Optimizer optimizer = run.optimizer();
    optimizer.restore(saved.optimizer(), saved.position().updates());
    if (!optimizer.followsSchedule()) {
      optimizer.setLearningRate(saved.position().learningRate());
    }
    Variables.load(plan.extra(), Map.of(), part(saved.extra(), EXTRA));
    rng.restoreAll(saved.rng());
    run.step = saved.position().step();
    run.history.clear();
    run.history.addAll(saved.history());
  }

  /// Puts everything where it was in another run of the program.
  ///
  /// @throws IllegalArgumentException if it was another training; nothing is changed then
  void resume(Checkpoint saved) {
    requireSameModel(saved.weights(), run.variables());
    if (!saved.position().data().equals(data)) {
      throw new IllegalArgumentException(
          "resume: the checkpoint is of a training on "
              + saved.position().data()
              + ", and this one is on "
              + data
              + "; resume with the same, or start anew in another directory");
    }
    if (!saved.rng().getOrDefault("", rng.state()).equals(rng.state())) {
      throw new IllegalArgumentException(
          "resume: the checkpoint is of a training with another seed than "
              + plan.seed()
              + "; resume with the same, or start anew in another directory");
    }
    restore(saved);
    for (int i = 0; i < plan.callbacks().size(); i++) {
      plan.callbacks().get(i).restore(part(saved.extra(), CALLBACK + i + " "));
    }
  }

  private static Map<String, Tensor> part(Map<String, Tensor> all, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    all.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        part.put(name.substring(prefix.length()), value);
      }
    });
    return part;
  }

  /// Names the first parameter that differs.
  private static void requireSameModel(Map<String, Tensor> saved, Map<String, Variable> variables) {
    variables.forEach((path, variable) -> {
      Tensor value = saved.get(path);
      if (value == null) {
        throw otherModel("'" + path + "', " + variable.type() + " in the model, is not in it");
      }
      if (!value.type().equals(variable.type())) {
        throw otherModel(
            "'"
                + path
                + "' is "
                + value.type()
                + " in it and "
                + variable.type()
                + " in the model");
      }
    });
    saved.forEach((path, value) -> {
      if (!variables.containsKey(path)) {
        throw otherModel("'" + path + "', " + value.type() + " in it, is not in the model");
      }
    });
  }

  private static IllegalArgumentException otherModel(String difference) {
    return new IllegalArgumentException(
        "resume: the checkpoint is of another architecture: "
            + difference
            + "; build the model as it was, or start anew in another directory");
  }
}
