// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Looks at the gradients now and then, and says in plain words when they vanish, explode, or no
/// longer reach some units of a layer (dying ReLUs).
///
/// ```java
/// trainer.callback(Monitor.every(100, System.err::println));
/// ```
///
/// A unit is an output of a linear layer or a channel of a convolution or a norm; it is called dead
/// when the gradient of its bias (of its weights, in a convolution without bias) was exactly 0 in
/// five looks in a row. Looking changes no bits; the steps that are looked at cost a second plan.
public final class Monitor implements Callback {
  private static final int LOOKS = 5;
  private static final double VANISHING = 1e-4;
  private static final double EXPLODING = 100;
  private static final String BIAS = "bias";

  /// What one layer has shown.
  private static final class Layer {
    private final String name;
    private final List<Integer> parameters = new ArrayList<>();
    private int units = -1;
    private int[] silent = new int[0];
    private int dead;
    private int small;

    private Layer(String name) {
      this.name = name;
    }
  }

  private final int every;
  private final Consumer<String> say;
  private final List<Double> norms = new ArrayList<>();
  private final Set<String> said = new HashSet<>();
  private List<Layer> layers = List.of();
  private List<Tensor> squares = List.of();
  private Map<Integer, Tensor> unitGradients = Map.of();
  private Map<String, Double> magnitudes = Map.of();

  private Monitor(int every, Consumer<String> say) {
    this.every = every;
    this.say = say;
  }

  /// A monitor that looks every so many steps.
  ///
  /// @param say told each finding once, a line each
  /// @throws IllegalArgumentException if `steps` is below 1
  public static Monitor every(int steps, Consumer<String> say) {
    if (steps < 1) {
      throw new IllegalArgumentException("monitor: every is " + steps + "; use 1 or more");
    }
    return new Monitor(steps, say);
  }

  /// The root mean square of the gradient of each layer in the latest look, by the layer's path.
  public Map<String, Double> magnitudes() {
    return magnitudes;
  }

  @Override
  public void onStart(Run run) {
    Map<String, Layer> byName = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, Variable> parameter : run.optimizer().parameters().entrySet()) {
      String path = parameter.getKey();
      int dot = path.lastIndexOf('.');
      Layer layer = byName.computeIfAbsent(dot < 0 ? path : path.substring(0, dot), Layer::new);
      layer.parameters.add(i);
      if (path.substring(dot + 1).equals(BIAS) || parameter.getValue().shape().rank() > 2) {
        layer.units = i;
      }
      i++;
    }
    layers = List.copyOf(byName.values());
  }

  @Override
  public List<Tensor> watch(Run run, Tensor loss) {
    squares = List.of();
    if (run.step() % every != 0) {
      return squares;
    }
    List<Tensor> gradients = Grad.of(loss, List.copyOf(run.optimizer().parameters().values()));
    squares = gradients.stream().map(g -> g.square().sum()).toList();
    Map<Integer, Tensor> units = new LinkedHashMap<>();
    for (Layer layer : layers) {
      if (layer.units >= 0) {
        Tensor g = gradients.get(layer.units).abs();
        units.put(layer.units, g.rank() > 1 ? g.flatten(1).max(1) : g);
      }
    }
    unitGradients = units;
    List<Tensor> watched = new ArrayList<>(squares);
    watched.addAll(units.values());
    return watched;
  }

  @Override
  public void onBatch(Run run, BatchLog log) {
    if (squares.isEmpty()) {
      return;
    }
    List<Variable> parameters = List.copyOf(run.optimizer().parameters().values());
    double[] sums = squares.stream().mapToDouble(Tensor::item).toArray();
    Map<String, Double> roots = new LinkedHashMap<>();
    for (Layer layer : layers) {
      double sum = layer.parameters.stream().mapToDouble(i -> sums[i]).sum();
      long size = layer.parameters.stream().mapToLong(i -> parameters.get(i).size()).sum();
      roots.put(layer.name, Math.sqrt(sum / size));
    }
    magnitudes = roots;
    explosion(log, Math.sqrt(Arrays.stream(sums).sum()));
    vanishing(log);
    layers.forEach(layer -> deadUnits(layer, log));
  }

  private String largest() {
    return magnitudes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private void explosion(BatchLog log, double norm) {
    double usual = norms.isEmpty() ? norm : norms.stream().sorted().toList().get(norms.size() / 2);
    if (norms.size() >= LOOKS && norm > EXPLODING * usual && said.add("exploding")) {
      say.accept(
          String.format(
              Locale.ROOT,
              "gradients explode: their norm is %.3g in step %d, usually %.3g; the largest are in"
                  + " layer '%s'. Use clipNorm(%.2g) or a smaller learning rate",
              norm,
              log.step(),
              usual,
              largest(),
              2 * usual));
    }
    norms.add(norm);
    if (norms.size() > EXPLODING) {
      norms.removeFirst();
    }
  }

  private void vanishing(BatchLog log) {
    double most = magnitudes.getOrDefault(largest(), 0.0);
    for (Layer layer : layers) {
      layer.small = magnitude(layer) < VANISHING * most ? layer.small + 1 : 0;
    }
    List<Layer> faint = layers.stream().filter(l -> l.small >= LOOKS).toList();
    if (!faint.isEmpty() && said.add("vanishing")) {
      Layer worst = Collections.min(faint, Comparator.comparingDouble(this::magnitude));
      say.accept(
          String.format(
              Locale.ROOT,
              "gradients vanish in layer '%s'%s: %.2g on average in step %d, and %.2g in layer"
                  + " '%s'. Use ReLU-like activations with He initialisation, normalisation or"
                  + " residual connections",
              worst.name,
              faint.size() == 1 ? "" : " and " + (faint.size() - 1) + " more",
              magnitude(worst),
              log.step(),
              most,
              largest()));
    }
  }

  private double magnitude(Layer layer) {
    return magnitudes.getOrDefault(layer.name, 0.0);
  }

  private void deadUnits(Layer layer, BatchLog log) {
    Tensor gradients = unitGradients.get(layer.units);
    if (gradients == null) {
      return;
    }
    float[] units = gradients.toFloatArray();
    layer.silent = Arrays.copyOf(layer.silent, units.length);
    IntStream.range(0, units.length)
        .forEach(i -> layer.silent[i] = units[i] == 0 ? layer.silent[i] + 1 : 0);
    int dead = (int) Arrays.stream(layer.silent).filter(s -> s >= LOOKS).count();
    if (dead > layer.dead) {
      // A few more are no news.
      layer.dead = Math.min(units.length, dead + units.length / 10);
      say.accept(
          String.format(
              Locale.ROOT,
              "layer '%s': %d of %d units are dead by step %d, no gradient reaches them (dying"
                  + " ReLU). Use a smaller learning rate, leaky ReLU or He initialisation",
              layer.name,
              dead,
              units.length,
              log.step()));
    }
  }
}
