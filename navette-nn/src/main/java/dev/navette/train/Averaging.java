// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.nn.Variables;
import dev.navette.optim.WeightAverage;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps an average of the weights during a training, and saves it with the checkpoints.
///
/// ```java
/// WeightAverage average = WeightAverage.exponential(net, 0.999);
/// trainer.callback(Averaging.everyStep(average)).fit(examples);
/// Score score = average.with(() -> trainer.evaluate(test));
/// ```
public final class Averaging implements Callback {
  private static final String UPDATES = "updates";
  private static final String AVERAGE = "average ";

  private final WeightAverage average;
  private final boolean everyStep;

  private Averaging(WeightAverage average, boolean everyStep) {
    this.average = average;
    this.everyStep = everyStep;
  }

  /// Takes the weights in after each step, as an exponential average wants.
  public static Averaging everyStep(WeightAverage average) {
    return new Averaging(average, true);
  }

  /// Takes the weights in after each epoch, as stochastic weight averaging wants.
  public static Averaging everyEpoch(WeightAverage average) {
    return new Averaging(average, false);
  }

  @Override
  public void onBatch(Run run, BatchLog log) {
    if (everyStep) {
      average.update();
    }
  }

  @Override
  public void onEpoch(Run run, EpochLog log) {
    if (!everyStep) {
      average.update();
    }
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(UPDATES, Tensor.of(new long[] {average.updates()}, 1));
    Variables.snapshot(average.state()).forEach((path, w) -> state.put(AVERAGE + path, w));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor updates = state.get(UPDATES);
    if (updates == null) {
      return;
    }
    Map<String, Tensor> averages = new LinkedHashMap<>();
    state.forEach((name, w) -> {
      if (name.startsWith(AVERAGE)) {
        averages.put(name.substring(AVERAGE.length()), w);
      }
    });
    average.restore(averages, updates.toLongArray()[0]);
  }
}
