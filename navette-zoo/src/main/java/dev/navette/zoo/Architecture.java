// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.data.NearestName;
import dev.navette.nn.Layer;
import dev.navette.nn.Module;
import dev.navette.tensor.Rng;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What it takes to build a network of the zoo: its kind and its sizes, small enough for a file.
///
/// ```java
/// Architecture architecture = new Mlp.Plan(List.of(784, 128, 10), Activation.RELU, 0.2);
/// Layer model = architecture.layer(Rng.of(42));
/// Architecture same = Architecture.of(architecture.kind(), architecture.toMap());
/// ```
///
/// Each is a record named `Plan` inside its model. Its components may be numbers, booleans, texts,
/// enums and lists of numbers or texts.
public sealed interface Architecture
    permits Mlp.Plan,
        LeNet.Plan,
        Vgg.Plan,
        ResNet.Plan,
        MobileNet.Plan,
        WideAndDeep.Plan,
        MatrixFactorization.Plan,
        CharRnn.Plan,
        SequenceClassifier.Plan,
        SequenceRegressor.Plan,
        Gpt.Plan,
        Bert.Plan,
        Transformer.Plan {
  /// A new network with fresh weights.
  ///
  /// @param rng where the weights come from
  /// @throws dev.navette.ir.ShapeException if the sizes make no network
  Module build(Rng rng);

  /// A new network that takes one tensor, as most do.
  ///
  /// @param rng where the weights come from
  /// @throws dev.navette.ir.ShapeException if the sizes make no network
  /// @throws IllegalArgumentException if the network takes several tensors
  default Layer layer(Rng rng) {
    if (build(rng) instanceof Layer layer) {
      return layer;
    }
    throw new IllegalArgumentException(
        "a " + kind() + " takes several tensors; use build, and the forward of its own");
  }

  /// The name of the model in lower case, such as `mlp`.
  default String kind() {
    return kind(getClass());
  }

  private static String kind(Class<?> plan) {
    return plan.getEnclosingClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The sizes by name: numbers, booleans, texts and lists of them, as JSON has them.
  ///
  /// @return an unmodifiable map in the order of the components
  default Map<String, Object> toMap() {
    return RecordMap.toMap((Record) this);
  }

  /// The kinds that there are.
  static List<String> kinds() {
    return List.copyOf(plans().keySet());
  }

  private static Map<String, Class<? extends Architecture>> plans() {
    Map<String, Class<? extends Architecture>> plans = new LinkedHashMap<>();
    Arrays.stream(Architecture.class.getPermittedSubclasses())
        .forEach(plan -> plans.put(kind(plan), plan.asSubclass(Architecture.class)));
    return plans;
  }

  /// What [#toMap()] gave.
  ///
  /// @param kind the name of a model
  /// @param sizes its sizes by name
  /// @throws IllegalArgumentException if there is no such kind (the message proposes the nearest),
  ///   or a size is missing, unknown, or of another type
  static Architecture of(String kind, Map<String, ?> sizes) {
    Map<String, Class<? extends Architecture>> plans = plans();
    Class<? extends Architecture> plan = plans.get(kind);
    if (plan == null) {
      throw new IllegalArgumentException(NearestName.message("kind of model", kind, kinds()));
    }
    return RecordMap.fromMap(plan, kind, sizes);
  }
}
