// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.nn.Module;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossLandscapeTest {
  record Point(Variable w) implements Module {}

  private static void assertSame(Map<String, Tensor> expected, Layer model) {
    model
        .snapshot()
        .forEach((path, v) ->
            assertArrayEquals(
                expected.getOrDefault(path, v.zerosLike()).toFloatArray(), v.toFloatArray(), path));
  }

  @Test
  void sliceOfABowlIsAParabola() {
    Point p = new Point(new Variable(Tensor.of(new float[] {3, 4}, 1, 2)));
    LossLandscape surface = LossLandscape.of(p, () -> p.w().value().square().sum());
    List<Tensor> along = List.of(Tensor.of(new float[] {3, 4}, 1, 2));
    List<Tensor> aside = List.of(Tensor.of(new float[] {-4, 3}, 1, 2));
    assertArrayEquals(
        new double[] {0, 25, 100}, surface.line(along, LossLandscape.steps(-1, 1, 3)), 1e-5);
    double[][] plane = surface.plane(along, aside, new double[] {-1, 0}, new double[] {0, 2});
    assertArrayEquals(new double[] {0, 25}, plane[0], 1e-5);
    assertArrayEquals(new double[] {100, 125}, plane[1], 1e-4);
  }

  @Test
  void directionsHaveTheNormsOfTheFilters() {
    SmallConvNet model = SmallConvNet.init(3);
    LossLandscape surface = LossLandscape.of(model, () -> Tensor.scalar(0f));
    List<Tensor> direction = surface.direction(5);
    Tensor w = model.conv2().weight().value();
    assertArrayEquals(
        w.norm(2, 1, 2, 3).toFloatArray(), direction.get(2).norm(2, 1, 2, 3).toFloatArray(), 1e-5f);
    assertArrayEquals(new float[16], direction.get(3).toFloatArray()); // the bias
    assertArrayEquals(
        direction.getFirst().toFloatArray(), surface.direction(5).getFirst().toFloatArray());
  }

  @Test
  void weightsAreRestoredBitForBitEvenWhenTheLossThrows() {
    SmallConvNet model = SmallConvNet.init(3);
    Map<String, Tensor> before = model.snapshot();
    Tensor x = Rng.of(1).standardNormal(2, 1, 28, 28).eval();
    Tensor y = Tensor.of(new long[] {1, 2}, 2);
    LossLandscape surface = LossLandscape.of(model, () -> Loss.crossEntropy(model.forward(x), y));
    double here = Loss.crossEntropy(model.forward(x), y).item();
    double[] line = surface.line(surface.direction(1), -1, 0, 1);
    assertEquals(here, line[1]);
    assertSame(before, model);
    int[] calls = new int[1];
    LossLandscape failing =
        LossLandscape.of(
            model,
            () -> {
              if (++calls[0] == 2) {
                throw new IllegalStateException("no loss");
              }
              return Loss.crossEntropy(model.forward(x), y);
            });
    assertThrows(IllegalStateException.class, () -> failing.line(failing.direction(1), 1, 2));
    assertSame(before, model);
    assertEquals(here, Loss.crossEntropy(model.forward(x), y).item());
  }

  @Test
  void directionOfAnotherModelIsRefused() {
    SmallConvNet model = SmallConvNet.init(3);
    LossLandscape surface = LossLandscape.of(model, () -> Tensor.scalar(0f));
    var e = assertThrows(IllegalArgumentException.class, () -> surface.line(List.of(), 1));
    assertEquals(
        "LossLandscape: the direction has 0 tensors and the model 10 parameters; make it with"
            + " direction(seed)",
        e.getMessage());
  }
}
