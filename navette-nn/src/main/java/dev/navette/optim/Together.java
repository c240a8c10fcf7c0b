// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several optimizers that step as one, each on parameters of its own: for settings that differ by
/// group beyond learning rate and weight decay, or for different methods.
///
/// ```java
/// Map<String, Variable> all = model.variables();
/// Optimizer optimizer =
///     new Together(
///         new Sgd(Variables.only(all, (path, v) -> path.startsWith("head.")), 0.1, Momentum.none()),
///         new AdamW(Variables.only(all, (path, v) -> !path.startsWith("head.")), 1e-3));
/// ```
///
/// [#learningRate()] is that of the first; setting it, or a schedule, keeps the proportions.
/// Clipping and accumulation are set here, for all gradients together; weight decay and factors of
/// learning rates are settings of the parts.
public final class Together extends Optimizer {
  private final List<Optimizer> parts;
  private final List<Double> proportions = new ArrayList<>();

  /// The parts as one.
  ///
  /// @throws IllegalArgumentException if two have a parameter in common or under the same path, or
  ///   the first has learning rate 0 and another has not
  public Together(Optimizer... parts) {
    super(all(parts), parts[0].learningRate());
    this.parts = List.of(parts);
    for (Optimizer part : parts) {
      adopt(part);
      proportions.add(proportion(part.learningRate(), parts[0].learningRate()));
    }
  }

  private static double proportion(double rate, double first) {
    if (first == 0 && rate != 0) {
      throw new IllegalArgumentException(
          "together: the first learning rate is 0 and another "
              + rate
              + "; rates keep their proportions, put one that is not 0 first");
    }
    return rate == first ? 1 : rate / first;
  }

  private static Map<String, Variable> all(Optimizer... parts) {
    Map<String, Variable> all = new LinkedHashMap<>();
    for (Optimizer part : parts) {
      part.parameters()
          .forEach((path, v) -> {
            if (all.containsKey(path) || all.containsValue(v)) {
              throw new IllegalArgumentException(
                  "together: two optimizers have '" + path + "'; a parameter belongs to one");
            }
            all.put(path, v);
          });
    }
    return all;
  }

  @Override
  void record(List<Tensor> gradients, long step, double rate) {
    int from = 0;
    for (int i = 0; i < parts.size(); i++) {
      int to = from + parts.get(i).parameters().size();
      parts.get(i).record(gradients.subList(from, to), step, rate * proportions.get(i));
      from = to;
    }
  }

  @Override
  protected void update(ParameterGroup group, List<Tensor> gradients, long step, double rate) {
    throw new UnsupportedOperationException("update: the parts of Together have the groups");
  }

  @Override
  public void setMomentum(double beta) {
    parts.forEach(part -> part.setMomentum(beta));
  }
}
