// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.Image;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Dropout;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Mode;
import dev.navette.nn.Sequential;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final Tensor W = Tensor.of(new float[] {1, -2, 3, 4, 5, -6}, 2, 3);

  private static Tensor linear(Tensor x) {
    return x.matmul(W.t());
  }

  @Test
  void linearModelIsExplainedByItsWeights() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, -1, 0, 2}, 2, 3);
    Attribution why = Attribution.of(AttributionTest::linear, 1, 0);
    assertArrayEquals(new float[] {4, 5, -6, 1, -2, 3}, why.gradient(x).toFloatArray());
    assertArrayEquals(new float[] {4, 5, 6, 1, 2, 3}, why.saliency(x).toFloatArray());
    assertArrayEquals(
        new float[] {4, 10, -18, -1, -0f, 6}, why.inputTimesGradient(x).toFloatArray());
    assertArrayEquals(
        new float[] {4, 5, -6, 1, -2, 3}, why.smoothGrad(x, 3, 0.1, 1).toFloatArray(), 1e-6f);
  }

  @Test
  void integratedGradientsAddUpToTheDifferenceOfScores() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, 1, 3);
    Tensor baseline = Tensor.of(new float[] {0, 1, 0}, 1, 3);
    // the sum of squares: (x - b) times the mean of 2 x between, which the middles give exactly
    Attribution why = Attribution.of(v -> v.square().sumKeepDims(1), 0);
    assertArrayEquals(
        new float[] {1, 3, 9}, why.integratedGradients(x, baseline, 4).toFloatArray(), 1e-5f);
  }

  /// Maps x and -x, of which the first alone speaks for class 1.
  private record OneSided(Conv2d conv, Linear fc) implements Layer {
    static OneSided of() {
      return new OneSided(
          new Conv2d(
              new Variable(Tensor.of(new float[] {1, -1}, 2, 1, 1, 1)),
              Optional.empty(),
              ConvOptions.DEFAULT),
          new Linear(new Variable(Tensor.of(new float[] {0, 1, 8, 0}, 2, 2)), Optional.empty()));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, 1, H, W)
      return fc.forward(conv.forward(x).relu().mean(2, 3));
    }
  }

  @Test
  void gradCamShowsWhereTheMapThatSpeaksForTheClassIsActive() {
    OneSided model = OneSided.of();
    Tensor x = Tensor.of(new float[] {1, -2, 0, 3}, 1, 1, 2, 2);
    // w = (8 / 4, 0) for class 1 and (0, 1 / 4) for class 0
    assertArrayEquals(
        new float[] {2, 0, 0, 6},
        Attribution.of(model::forward, 1).gradCam(model, "conv", x).toFloatArray());
    Tensor map = Attribution.of(model::forward, 0).gradCam(model, "conv", x);
    assertArrayEquals(new float[] {0, 0.5f, 0, 0}, map.toFloatArray());
    assertEquals(Shape.of(1, 4, 6), Attribution.resized(map, 4, 6).shape());
  }

  @Test
  void occlusionIsTheFallOfTheScore() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
    Tensor falls = Attribution.of(v -> v.flatten(1).sumKeepDims(1), 0).occlusion(x, 2, 1, 0);
    assertArrayEquals(new float[] {12, 16, 24, 28}, falls.toFloatArray());
    // the second square does not fit at 2 and ends at the edge
    Tensor wide = Attribution.of(v -> v.flatten(1).sumKeepDims(1), 0).occlusion(x, 2, 2, 1);
    assertArrayEquals(new float[] {8, 12, 20, 24}, wide.toFloatArray());
  }

  @Test
  void inferenceThatWasAskedForIsNotMarkedToWarn() {
    Layer model = Sequential.of(Linear.init(2, 3, Rng.of(1)), BatchNorm.init(3), new Dropout(0.5));
    Tensor x = Tensor.ones(4, 2);
    Tensor asked = Mode.inference(() -> model.forward(x));
    assertEquals(0, composites(asked));
    assertEquals(2, composites(model.forward(x)));
    assertArrayEquals(model.forward(x).toFloatArray(), asked.toFloatArray());
  }

  private static long composites(Tensor y) {
    return Recorded.behind(List.of(y)).stream().filter(r -> r.op() instanceof Op.Composite).count();
  }

  @Test
  void errorsTeach() {
    OneSided model = OneSided.of();
    Tensor x = Tensor.ones(1, 1, 2, 2);
    Attribution why = Attribution.of(model::forward, 1);
    var flat = assertThrows(ShapeException.class, () -> why.gradCam(model, "fc", x));
    assertEquals(
        "gradCam: layer 'fc' gives (1, 2); choose a convolution, which gives (B, C, H, W)",
        flat.getMessage());
    assertThrows(IllegalArgumentException.class, () -> why.gradCam(model, "cnv", x));
    var target =
        assertThrows(
            IllegalArgumentException.class, () -> Attribution.of(model::forward, 2).gradient(x));
    assertEquals(
        "Attribution: target 2 is no class of 2; classes count from 0 to 1", target.getMessage());
    assertThrows(ShapeException.class, () -> Attribution.of(model::forward, 0, 1, 1).gradient(x));
  }

  @Test
  void filtersAndMapsBecomeGrids() {
    Tensor weight = Tensor.of(new float[] {1, -2, 0, 2, 4, 0, 0, -4, 0, 0, 0, 0}, 3, 1, 2, 2);
    Image filters = FeatureImages.filters(weight);
    assertEquals(5, filters.height());
    assertEquals(5, filters.width());
    assertEquals(0.75f, filters.at(0, 0, 0));
    assertEquals(0f, filters.at(0, 0, 1));
    assertEquals(1f, filters.at(0, 0, 2)); // the line between
    assertEquals(1f, filters.at(0, 0, 3));
    assertEquals(0.5f, filters.at(0, 3, 0));
    Image colour = FeatureImages.filters(Rng.of(1).standardNormal(5, 3, 4, 4));
    assertEquals(3, colour.channels());
    assertEquals(2 * 5 - 1, colour.height());
    assertEquals(3 * 5 - 1, colour.width());
    Image maps = FeatureImages.featureMaps(Tensor.of(new float[] {2, 4, 3, 3}, 2, 1, 1, 2), 0);
    assertArrayEquals(new float[] {0, 1}, maps.pixels());
    Image heat = FeatureImages.heat(Tensor.of(new float[] {-2, 1}, 1, 1, 2), 0);
    assertArrayEquals(new float[] {1, 0.5f}, heat.pixels());
    assertEquals(2 * 6 + 5, FeatureImages.firstFilters(SmallConvNet.init(1)).width());
  }
}
