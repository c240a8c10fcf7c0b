// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.data.NearestName;
import dev.navette.nn.Module;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A step seen layer by layer: for each layer l what it computes before the activation, z_l; the
/// activation a_l = f(z_l); and the error that comes back to it, delta_l = dL / dz_l.
///
/// ```java
/// Tensor loss = Loss.crossEntropy(model.forward(x), y);
/// LayerTrace trace = LayerTrace.of(loss, model);
/// float[] delta = trace.layer("conv1").delta().toFloatArray();
/// ```
///
/// Everything is found in what was recorded, so the model needs no hooks, and functional `.relu()`
/// works like a layer. z is what the operation gives that reads the layer's parameters, bias
/// included; the activation is what the element-wise function of one operand gives that reads z
/// next, and z itself if there is none, as before a normalisation. A layer that is used again has
/// `path#2` for its second use, and so on. A layer inside a [dev.navette.tensor.Checkpoint] or
/// [dev.navette.tensor.Scan] is seen as a whole with it.
///
/// Nothing is computed before a value is read; [#eval] computes all in one plan, which does the
/// forward pass and the backward pass once.
public final class LayerTrace {
  /// One use of a layer.
  ///
  /// @param path of the layer, such as `conv1`, or `conv1#2` for its second use
  /// @param function what follows, such as `relu`; empty if the activation is z itself
  /// @param z before the activation, shape of the layer's output
  /// @param activation the elements of z under the function
  /// @param delta dL / dz, shape of z; 0 where no gradient comes back
  public record Entry(String path, String function, Tensor z, Tensor activation, Tensor delta) {}

  private final Map<String, Entry> entries;

  private LayerTrace(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /// The layers of `model` in the recording of `loss`.
  ///
  /// @param loss shape `()`, recorded with the model and not forgotten: before the step that
  ///   changes the parameters
  /// @throws IllegalArgumentException if no parameter of the model is found in it
  public static LayerTrace of(Tensor loss, Module model) {
    Anatomy anatomy = new Anatomy(model, List.of(loss), List.of());
    List<LayerUse> uses = List.copyOf(anatomy.uses().values());
    requireUses(uses.isEmpty());
    Set<Tensor> reached = anatomy.behind(loss);
    List<LayerUse> learning = uses.stream().filter(u -> reached.contains(u.z())).toList();
    List<Tensor> deltas =
        learning.isEmpty()
            ? List.of()
            : Grad.of(loss, learning.stream().map(LayerUse::z).toArray(Tensor[]::new));
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (LayerUse use : uses) {
      int i = learning.indexOf(use);
      Tensor delta = i < 0 ? use.z().zerosLike() : deltas.get(i);
      entries.put(
          use.path(), new Entry(use.path(), use.function(), use.z(), use.activation(), delta));
    }
    return new LayerTrace(entries);
  }

  /// The layers of `model` in the recording of an output, without deltas: they are 0.
  ///
  /// @param output any shape, recorded with the model
  /// @throws IllegalArgumentException if no parameter of the model is found in it
  public static LayerTrace ofForward(Tensor output, Module model) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    new Anatomy(model, List.of(output), List.of())
        .uses()
        .forEach((path, u) ->
            entries.put(
                path, new Entry(path, u.function(), u.z(), u.activation(), u.z().zerosLike())));
    requireUses(entries.isEmpty());
    return new LayerTrace(entries);
  }

  private static void requireUses(boolean none) {
    if (none) {
      throw new IllegalArgumentException(
          "LayerTrace: no parameter of the model was found in what was recorded; trace a tensor that"
              + " this model computed, before a step changes the parameters");
    }
  }

  /// All layers by path, in the order in which they worked.
  public Map<String, Entry> layers() {
    return entries;
  }

  /// One layer.
  ///
  /// @throws IllegalArgumentException if there is none of that path; the message proposes the
  ///   nearest
  public Entry layer(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new IllegalArgumentException(NearestName.message("layer", path, entries.keySet()));
    }
    return entry;
  }

  /// Computes all of it in one plan.
  ///
  /// @return this
  public LayerTrace eval() {
    List<Tensor> all = new ArrayList<>();
    entries.values().forEach(e -> all.addAll(List.of(e.z(), e.activation(), e.delta())));
    Navette.eval(all.toArray(Tensor[]::new));
    return this;
  }

  /// What z, activation and delta of a layer are like.
  public record LayerStatistics(Statistics z, Statistics activation, Statistics delta) {}

  /// The statistics of every layer by path, computed in one plan.
  public Map<String, LayerStatistics> statistics() {
    List<Tensor> recorded = new ArrayList<>();
    for (Entry e : entries.values()) {
      for (Tensor t : List.of(e.z(), e.activation(), e.delta())) {
        recorded.add(Statistics.recorded(t));
      }
    }
    Navette.eval(recorded.toArray(Tensor[]::new));
    Map<String, LayerStatistics> all = new LinkedHashMap<>();
    int i = 0;
    for (String path : entries.keySet()) {
      all.put(
          path,
          new LayerStatistics(
              Statistics.read(recorded.get(i)),
              Statistics.read(recorded.get(i + 1)),
              Statistics.read(recorded.get(i + 2))));
      i += 3;
    }
    return all;
  }
}
