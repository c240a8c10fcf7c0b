// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.loss.Loss;
import dev.navette.nn.Activation;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Mode;
import dev.navette.nn.Sequential;
import dev.navette.optim.Sgd;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerTraceTest {
  private static Linear linear(float[] weight, int out, int in, float... bias) {
    return new Linear(
        new Variable(Tensor.of(weight, out, in)),
        Optional.of(new Variable(Tensor.of(bias, bias.length))));
  }

  record Mlp(Linear hidden, Linear out) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return out.forward(hidden.forward(x).relu());
    }
  }

  @Test
  void zActivationAndDeltaAreThoseOfBackpropagationByHand() {
    Mlp model =
        new Mlp(
            linear(new float[] {1, 2, -1, 1}, 2, 2, 0.5f, -3),
            linear(new float[] {2, -1}, 1, 2, 1));
    Tensor x = Tensor.of(new float[] {1, 1, -1, 4}, 2, 2);
    Tensor y = model.forward(x);
    Tensor loss = y.square().sum();
    LayerTrace trace = LayerTrace.of(loss, model).eval();
    assertEquals(List.of("hidden", "out"), List.copyOf(trace.layers().keySet()));
    LayerTrace.Entry hidden = trace.layer("hidden");
    assertEquals("relu", hidden.function());
    assertArrayEquals(new float[] {3.5f, -3, 7.5f, 2}, hidden.z().toFloatArray());
    assertArrayEquals(new float[] {3.5f, 0, 7.5f, 2}, hidden.activation().toFloatArray());
    LayerTrace.Entry out = trace.layer("out"); // 8 and 14
    assertEquals("", out.function());
    assertArrayEquals(new float[] {8, 14}, out.z().toFloatArray());
    assertArrayEquals(new float[] {16, 28}, out.delta().toFloatArray());
    // (delta W) where z > 0
    assertArrayEquals(new float[] {32, 0, 56, -28}, hidden.delta().toFloatArray());
    LayerTrace.LayerStatistics s = trace.statistics().get("hidden");
    assertEquals(0.25, s.activation().zeros());
    assertEquals(2.5, s.z().mean());
    assertEquals(-3, s.z().min());
    assertEquals(7.5, s.z().max());
    assertEquals(Math.sqrt(32 * 32 + 56 * 56 + 28 * 28), s.delta().norm(), 1e-4);
    assertEquals(Math.sqrt((1 + 5.5 * 5.5 + 25 + 0.25) / 4), s.z().std(), 1e-6);
  }

  @Test
  void tracingIsOnePlanAndChangesNoBits() {
    SmallConvNet model = SmallConvNet.init(7);
    SmallConvNet other = SmallConvNet.init(7);
    Tensor x = Rng.of(8).standardNormal(4, 1, 28, 28).eval();
    Tensor y = Tensor.of(new long[] {1, 2, 3, 4}, 4);
    Tensor loss = Loss.crossEntropy(model.forward(x), y);
    LayerTrace trace = LayerTrace.of(loss, model);
    long before = Navette.planMisses();
    trace.eval();
    assertEquals(1, Navette.planMisses() - before);
    new Sgd(model, 0.1).step(loss);
    new Sgd(other, 0.1).step(Loss.crossEntropy(other.forward(x), y));
    var expected = other.snapshot();
    model
        .snapshot()
        .forEach((path, v) ->
            assertArrayEquals(
                expected.getOrDefault(path, v.zerosLike()).toFloatArray(), v.toFloatArray(), path));
  }

  @Test
  void convolutionsListsAndFunctionsAreNamed() {
    SmallConvNet model = SmallConvNet.init(7);
    Tensor x = Rng.of(8).standardNormal(2, 1, 28, 28);
    LayerTrace trace = LayerTrace.of(model.forward(x).logsumexp(1).mean(), model);
    assertEquals(
        List.of("conv1", "conv2", "head.0", "head.1", "head.2"),
        List.copyOf(trace.layers().keySet()));
    assertEquals(
        List.of("relu", "relu", "relu", "tanh", ""),
        trace.layers().values().stream().map(LayerTrace.Entry::function).toList());
    assertEquals(Shape.of(2, 6, 28, 28), trace.layer("conv1").z().shape());
    assertEquals(Shape.of(2, 6, 28, 28), trace.layer("conv1").delta().shape());
    trace.eval();
    assertArrayEquals(
        model.conv1().forward(x).toFloatArray(), trace.layer("conv1").z().toFloatArray());
    assertArrayEquals(
        model.conv1().forward(x).relu().toFloatArray(),
        trace.layer("conv1").activation().toFloatArray());
  }

  @Test
  void normalisationHasTheActivationAndIsFoundInTrainingToo() {
    Rng rng = Rng.of(2);
    Layer model =
        Sequential.of(
            Conv2d.initWithoutBias(1, 3, 3, ConvOptions.DEFAULT, rng),
            BatchNorm.init(3),
            Activation.RELU);
    Tensor x = rng.standardNormal(2, 1, 5, 5);
    Tensor y = Mode.training(rng, () -> model.forward(x));
    LayerTrace trace = LayerTrace.of(y.sum(), model).eval();
    assertEquals("", trace.layer("0").function());
    assertEquals("relu", trace.layer("1").function());
    assertArrayEquals(y.toFloatArray(), trace.layer("1").activation().toFloatArray());
  }

  @Test
  void layerUsedAgainHasNumberedUses() {
    record Twice(Linear layer) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return layer.forward(layer.forward(x).relu());
      }
    }
    Twice model = new Twice(Linear.init(3, 3, Rng.of(1)));
    LayerTrace trace = LayerTrace.of(model.forward(Tensor.ones(2, 3)).sum(), model).eval();
    assertEquals(List.of("layer", "layer#2"), List.copyOf(trace.layers().keySet()));
    assertArrayEquals(
        new float[] {1, 1, 1, 1, 1, 1}, trace.layer("layer#2").delta().toFloatArray());
  }

  @Test
  void detachedLayerHasDeltaZero() {
    Mlp model = new Mlp(Linear.init(3, 4, Rng.of(1)), Linear.init(4, 2, Rng.of(2)));
    Tensor h = model.hidden().forward(Tensor.ones(1, 3)).relu().detach();
    LayerTrace trace = LayerTrace.of(model.out().forward(h).sum(), model).eval();
    assertArrayEquals(new float[4], trace.layer("hidden").delta().toFloatArray());
    assertArrayEquals(new float[] {1, 1}, trace.layer("out").delta().toFloatArray());
  }

  @Test
  void errorsNameTheLayer() {
    Mlp model = new Mlp(Linear.init(3, 4, Rng.of(1)), Linear.init(4, 2, Rng.of(2)));
    LayerTrace trace = LayerTrace.ofForward(model.forward(Tensor.ones(1, 3)), model);
    var wrong = assertThrows(IllegalArgumentException.class, () -> trace.layer("hiden"));
    assertEquals(true, wrong.getMessage().contains("hidden"), wrong.getMessage());
    var none =
        assertThrows(IllegalArgumentException.class, () -> LayerTrace.of(Tensor.scalar(1f), model));
    assertEquals(
        "LayerTrace: no parameter of the model was found in what was recorded; trace a tensor that"
            + " this model computed, before a step changes the parameters",
        none.getMessage());
  }
}
