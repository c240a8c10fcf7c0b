// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleTest {
  record Encoder(List<Layer> layers) implements Module {}

  record Model(Encoder encoder, Map<String, Linear> heads, Optional<Variable> scale, int size)
      implements Module {}

  record Tied(Variable embedding, Linear out) implements Module {}

  private static Variable variable(double value, int... shape) {
    return new Variable(Init.constant(value, shape));
  }

  private static Linear linear(int in, int out) {
    return Linear.of(variable(1, out, in), variable(2, out));
  }

  private static Model model() {
    Map<String, Linear> heads = new LinkedHashMap<>();
    heads.put("b", linear(3, 2));
    heads.put("a", new Linear(variable(1, 1, 3), Optional.empty()));
    Encoder encoder = new Encoder(List.of(linear(4, 3), Activation.RELU));
    return new Model(encoder, heads, Optional.of(variable(5)), 7);
  }

  // ---- paths

  @Test
  void namesParametersByTheComponentsOfRecords() {
    Model model = model();
    assertEquals(
        List.of(
            "encoder.layers.0.weight",
            "encoder.layers.0.bias",
            "heads.b.weight",
            "heads.b.bias",
            "heads.a.weight",
            "scale"),
        List.copyOf(model.variables().keySet()));
    assertEquals(12 + 3 + 6 + 2 + 3 + 1, model.parameterCount());
    assertTrue(model.aliases().isEmpty());
  }

  record Heads(Map<String, Variable> heads) implements Module {}

  @Test
  void sortsAMapWithoutOrder() {
    Map<String, Variable> heads = new HashMap<>();
    for (String name : List.of("ten", "two", "five", "one", "eight", "six", "nine", "four")) {
      heads.put(name, variable(1));
    }
    List<String> paths = List.copyOf(new Heads(Map.copyOf(heads)).variables().keySet());
    assertEquals(paths.stream().sorted().toList(), paths);
    assertEquals(8, paths.size());
  }

  @Test
  void countsATiedVariableOnce() {
    Variable shared = variable(1, 5, 3);
    Tied tied = new Tied(shared, Linear.of(shared, variable(0, 5)));
    assertEquals(List.of("embedding", "out.bias"), List.copyOf(tied.variables().keySet()));
    assertEquals(Map.of("out.weight", "embedding"), tied.aliases());
    assertEquals(20, tied.parameterCount());
    assertSame(shared, tied.parameters().getFirst());
  }

  record Normed(Variable weight, Variable mean) implements Module {}

  @Test
  void stateIsNoParameter() {
    Normed module = new Normed(variable(1, 2), Variable.state(Init.zeros(2)));
    assertEquals(2, module.variables().size());
    assertEquals(List.of(module.weight()), module.parameters());
    assertEquals(2, module.parameterCount());
  }

  @Test
  void readsPrivateAndLocalRecords() {
    record Local(Variable w) implements Module {}
    assertEquals(Set.of("w"), new Local(variable(1)).variables().keySet());
  }

  // ---- parts that would be lost

  @SuppressWarnings("ArrayRecordComponent") // the mistake that is tested
  record InArray(Linear[] layers) implements Module {}

  record InSet(Set<Variable> set) implements Module {}

  record Forgotten(Variable w) {}

  record Outer(Forgotten inner) implements Module {}

  static final class NoRecord implements Module {}

  record Dotted(Map<String, Object> parts) implements Module {}

  @Test
  void refusesWhatItCannotName() {
    assertMessage(
        "'layers' holds parts in an array; hold them in a List or a Map",
        new InArray(new Linear[] {linear(1, 1)}));
    assertTrue(
        String.valueOf(
                assertThrows(
                        IllegalStateException.class,
                        () -> new InSet(Set.of(variable(1))).variables())
                    .getMessage())
            .startsWith("'set' holds parts in a Set"));
    assertMessage(
        "'inner' is a Forgotten, a record with parts that is no Module; let it implement Module",
        new Outer(new Forgotten(variable(1))));
    assertMessage(
        NoRecord.class.getName()
            + " implements Module but is no record, so its parts cannot be found; make it a record"
            + " whose components are its parts",
        new NoRecord());
    assertMessage(
        "two parts have the path 'parts.a.b'; rename a component or a key of a map",
        new Dotted(new LinkedHashMap<>(Map.of("a.b", variable(1), "a", Map.of("b", variable(1))))));
  }

  @Test
  void refusesALambdaWithParameters() {
    Variable w = variable(2);
    Layer scale = x -> x.mul(w.value());
    assertMessage(
        "a lambda that is a layer uses a Variable, whose parameters cannot be found in it; write a"
            + " record with that component",
        scale);
    Layer twice = x -> x.mul(2);
    assertTrue(Sequential.of(twice, Activation.TANH, new Dropout(0.5)).variables().isEmpty());
  }

  private static void assertMessage(String message, Module module) {
    assertEquals(
        message, assertThrows(IllegalStateException.class, module::variables).getMessage());
  }

  // ---- values in and out

  @Test
  void aSnapshotDoesNotChange() {
    Linear layer = linear(2, 2);
    Map<String, Tensor> before = layer.snapshot();
    layer.weight().assign(layer.weight().value().add(1));
    assertArrayEquals(new float[] {1, 1, 1, 1}, get(before, "weight").toFloatArray());
    assertArrayEquals(new float[] {2, 2, 2, 2}, get(layer.snapshot(), "weight").toFloatArray());
    layer.load(before);
    assertArrayEquals(new float[] {1, 1, 1, 1}, layer.weight().value().toFloatArray());
    // The variable must not share memory with what was loaded.
    layer.weight().assign(layer.weight().value().mul(3));
    assertArrayEquals(new float[] {3, 3, 3, 3}, layer.weight().value().toFloatArray());
    assertArrayEquals(new float[] {1, 1, 1, 1}, get(before, "weight").toFloatArray());
  }

  private static Tensor get(Map<String, Tensor> values, String name) {
    return Objects.requireNonNull(values.get(name));
  }

  @Test
  void loadingConvertsFloats() {
    Linear layer = linear(1, 1);
    layer.load(
        Map.of(
            "weight", Tensor.of(new double[] {0.5}, 1, 1), "bias", Tensor.of(new float[] {4}, 1)));
    assertEquals(0.5, layer.weight().value().item());
    assertEquals(4, layer.bias().orElseThrow().value().item());
  }

  @Test
  void loadingListsAllThatIsWrongAndChangesNothing() {
    Model model = model();
    Map<String, Tensor> values = new LinkedHashMap<>(model.snapshot());
    values.replaceAll((_, v) -> v.mul(10).eval());
    values.put("encoder.layers.0.wieght", Init.zeros(3, 4));
    values.remove("encoder.layers.0.bias");
    values.put("heads.b.weight", Init.zeros(3, 2));
    values.put("scale", Tensor.scalar(1.0, dev.navette.ir.DType.I64));
    assertEquals(
        "load: nothing was changed; 'heads.b.weight' has shape (3, 2), the variable's is (2, 3);"
            + " 'scale' is i64, the variable is f32; cast it; unknown name"
            + " 'encoder.layers.0.wieght'; did you mean 'encoder.layers.0.weight'?;"
            + " 'encoder.layers.0.bias' is missing",
        assertThrows(IllegalArgumentException.class, () -> model.load(values)).getMessage());
    assertEquals(1, get(model.snapshot(), "heads.a.weight").max().item());
  }

  @Test
  void tiedVariablesLoadUnderAnyPath() {
    Variable shared = variable(1, 1, 1);
    Tied tied = new Tied(shared, Linear.of(shared, variable(0, 1)));
    Tensor seven = Init.constant(7, 1, 1);
    Tensor zero = Init.zeros(1);
    tied.load(Map.of("out.weight", seven, "out.bias", zero));
    assertEquals(7, shared.value().item());
    tied.load(Map.of("embedding", seven, "out.weight", seven, "out.bias", zero));
    Map<String, Tensor> torn = new LinkedHashMap<>();
    torn.put("embedding", seven);
    torn.put("out.weight", Init.constant(8, 1, 1));
    torn.put("out.bias", zero);
    assertEquals(
        "load: nothing was changed; 'out.weight' is tied to 'embedding' but the values differ; give"
            + " one of them",
        assertThrows(IllegalArgumentException.class, () -> tied.load(torn)).getMessage());
  }

  @Test
  void orderIsThatOfTheComponentsInEveryRun() {
    List<String> first = new ArrayList<>(model().variables().keySet());
    for (int i = 0; i < 5; i++) {
      assertEquals(first, new ArrayList<>(model().variables().keySet()));
    }
    Rng rng = Rng.of(3);
    Linear a = Linear.init(3, 2, Rng.of(3));
    Linear b = Linear.init(3, 2, rng);
    assertArrayEquals(a.weight().value().toFloatArray(), b.weight().value().toFloatArray());
  }
}
