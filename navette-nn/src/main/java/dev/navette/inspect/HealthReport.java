// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Says in plain words what is wrong with how layers learn, over the steps it was told.
///
/// A gradient *vanishes* in a layer if it is, by the layer's weights, below 1e-6 and less than a
/// thousandth of that of the layer where it is largest. It *explodes* if it is not finite, or above
/// 100 times the weights. Both are judged by the median of the steps. Units are *dying* if at least
/// half of a layer's are silent, and *saturated* likewise, in every step that was told.
public final class HealthReport {
  private static final double VANISHING = 1e-6;
  private static final double BELOW_OTHERS = 1e-3;
  private static final double EXPLODING = 100;
  private static final double STUCK = 0.5;

  private final Map<String, List<LayerHealth>> steps = new LinkedHashMap<>();

  /// A report of no step yet.
  public HealthReport() {}

  /// Takes the layers of one step.
  public void add(List<LayerHealth> layers) {
    layers.forEach(l -> steps.computeIfAbsent(l.path(), _ -> new ArrayList<>()).add(l));
  }

  /// Forgets all steps.
  public void clear() {
    steps.clear();
  }

  /// One sentence for each finding, naming the layer and what to do; empty if all is well.
  public List<String> findings() {
    List<String> findings = new ArrayList<>();
    double largest = 0;
    String where = "";
    for (Map.Entry<String, List<LayerHealth>> layer : steps.entrySet()) {
      double relative = gradient(layer.getValue());
      if (Double.isFinite(relative) && relative > largest) {
        largest = relative;
        where = layer.getKey();
      }
    }
    for (Map.Entry<String, List<LayerHealth>> layer : steps.entrySet()) {
      String name = layer.getKey().isEmpty() ? "the model" : layer.getKey();
      double relative = gradient(layer.getValue());
      if (!Double.isFinite(relative) || relative > EXPLODING) {
        findings.add(
            "exploding gradient: in "
                + name
                + " it is "
                + (Double.isFinite(relative)
                    ? number(relative) + " times the weights"
                    : "not a finite number")
                + ". Lower the learning rate, clip gradients by norm, or normalise before it");
      } else if (relative < VANISHING && relative < BELOW_OTHERS * largest) {
        findings.add(
            "vanishing gradient: in "
                + name
                + " it is "
                + number(relative)
                + " times the weights, in "
                + where
                + " "
                + number(largest)
                + ". Use ReLU with He initialisation, normalise between layers, or add shortcuts");
      }
      addStuck(name, layer.getValue(), findings);
    }
    return findings;
  }

  private static void addStuck(String name, List<LayerHealth> layers, List<String> findings) {
    double least = layers.stream().mapToDouble(LayerHealth::stuckUnits).min().orElse(0);
    if (least < STUCK) {
      return;
    }
    String function = layers.getFirst().function();
    String share = Math.round(100 * least) + "% of the units of " + name;
    boolean saturates = function.equals("tanh") || function.equals("sigmoid");
    findings.add(
        saturates
            ? "saturated "
                + function
                + ": "
                + share
                + " stay at its ends for every example and learn no more. Scale the inputs, start"
                + " from smaller weights, or lower the learning rate"
            : "dying ReLU: "
                + share
                + " are 0 for every example and learn no more. Lower the learning rate, use leaky"
                + " ReLU or He initialisation");
  }

  /// The median over the steps.
  private static double gradient(List<LayerHealth> layers) {
    double[] sorted = layers.stream().mapToDouble(LayerHealth::relativeGradient).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }
}
