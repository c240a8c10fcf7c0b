// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.nn.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final Architecture MLP = new Mlp.Plan(List.of(4, 3, 2), Activation.GELU_TANH, 0.5);

  private static String refusal(String kind, Map<String, ?> sizes) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Architecture.of(kind, sizes))
            .getMessage());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> map = new LinkedHashMap<>(MLP.toMap());
    map.put(name, value);
    return map;
  }

  @Test
  void comesBackFromItsMap() {
    assertEquals("mlp", MLP.kind());
    assertEquals("{sizes=[4, 3, 2], activation=gelu-tanh, dropout=0.5}", MLP.toMap().toString());
    assertEquals(MLP, Architecture.of("mlp", MLP.toMap()));
    assertEquals(
        new Mlp.Plan(List.of(4, 2), Activation.RELU, 0),
        Architecture.of(
            "mlp", Map.of("sizes", List.of(4.0, 2), "activation", "relu", "dropout", 0)));
    assertTrue(Architecture.kinds().contains("mlp"));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertEquals("unknown kind of model 'mlq'; did you mean 'mlp'?", refusal("mlq", Map.of()));
    assertEquals("mlp: 'sizes' is missing", refusal("mlp", Map.of()));
    assertEquals(
        "mlp: 'sizes' is [4, x], which is no List", refusal("mlp", with("sizes", List.of(4, "x"))));
    assertEquals(
        "mlp: 'dropout' is yes, which is no double", refusal("mlp", with("dropout", "yes")));
    assertEquals(
        "unknown activation 'rely'; did you mean 'relu'?",
        refusal("mlp", with("activation", "rely")));
    assertEquals(
        "unknown mlp component 'size'; did you mean 'sizes'?", refusal("mlp", with("size", 1)));
  }
}
