// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.nn.Activation;
import dev.navette.nn.AvgPool2d;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.MaxPool2d;
import dev.navette.nn.Sequential;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceptiveFieldTest {
  private static final ConvOptions SAME = ConvOptions.DEFAULT.padding(1);

  private static ReceptiveField square(long size, long jump, double centre) {
    ReceptiveField.Axis axis = new ReceptiveField.Axis(size, jump, centre);
    return new ReceptiveField(List.of(axis, axis));
  }

  private static void assertMeasured(
      Layer model, String path, ReceptiveField field, int middle, int samples, int... input) {
    List<int[]> ends = ReceptiveField.measured(model, path, samples, 5, input);
    for (int i = 0; i < ends.size(); i++) {
      long[] seen = field.axes().get(i).seenBy(middle);
      int[] inside = {(int) Math.max(0, seen[0]), (int) Math.min(input[i + 2] - 1L, seen[1])};
      assertArrayEquals(inside, ends.get(i), path);
    }
  }

  @Test
  void vggGrowsByTheTextbookAndAsMeasured() {
    Rng rng = Rng.of(1);
    List<Layer> layers = new ArrayList<>();
    int in = 1;
    for (int stage = 0; stage < 3; stage++) {
      layers.add(Conv2d.init(in, 3, 3, SAME, rng));
      layers.add(Activation.TANH);
      layers.add(Conv2d.init(3, 3, 3, SAME, rng));
      layers.add(Activation.TANH);
      layers.add(new MaxPool2d(2));
      in = 3;
    }
    Layer model = new Sequential(layers);
    Map<String, ReceptiveField> fields = ReceptiveField.of(model, 1, 1, 64, 64);
    assertEquals(
        Map.of(
            "0", square(3, 1, 0),
            "2", square(5, 1, 0),
            "5", square(10, 2, 0.5),
            "7", square(14, 2, 0.5),
            "10", square(24, 4, 1.5),
            "12", square(32, 4, 1.5)),
        fields);
    fields.forEach((path, f) -> {
      int middle = 32 / (int) f.axes().getFirst().jump();
      assertMeasured(model, path, f, middle, 12, 1, 1, 64, 64);
    });
  }

  @Test
  void strideDilationNormalisationAndUnequalSides() {
    Rng rng = Rng.of(2);
    Layer model =
        Sequential.of(
            Conv2d.initWithoutBias(
                2, 3, new int[] {7, 3}, ConvOptions.DEFAULT.stride(2).padding(3, 1), rng),
            BatchNorm.init(3),
            new AvgPool2d(3),
            Conv2d.init(3, 2, 3, ConvOptions.DEFAULT.padding(2).dilation(2), rng));
    Map<String, ReceptiveField> fields = ReceptiveField.of(model, 1, 2, 60, 48);
    ReceptiveField.Axis high = new ReceptiveField.Axis(7 + 2 * 2 + 4 * 6, 6, 2);
    ReceptiveField.Axis wide = new ReceptiveField.Axis(3 + 2 * 2 + 4 * 6, 6, 2);
    assertEquals(new ReceptiveField(List.of(high, wide)), fields.get("3"));
    List<int[]> ends = ReceptiveField.measured(model, "3", 2, 1, 1, 2, 60, 48);
    assertArrayEquals(new int[] {32 - 17, 32 + 17}, ends.get(0)); // output 5 of 10
    assertArrayEquals(new int[] {26 - 15, 26 + 15}, ends.get(1)); // output 4 of 8
  }

  private record Shortcut(Conv2d a, Conv2d b, Linear fc) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor h = a.forward(x);
      h = h.add(b.forward(h.relu()));
      return fc.forward(b.forward(h).mean(2, 3));
    }
  }

  @Test
  void branchesMeetAndMeansSeeAll() {
    Rng rng = Rng.of(3);
    Layer model =
        new Shortcut(
            Conv2d.init(1, 2, 3, SAME, rng),
            Conv2d.init(2, 2, 3, SAME, rng),
            Linear.init(2, 2, rng));
    Map<String, ReceptiveField> fields = ReceptiveField.of(model, 1, 1, 12, 12);
    assertEquals(square(3, 1, 0), fields.get("a"));
    assertEquals(square(5, 1, 0), fields.get("b"));
    assertEquals(square(7, 1, 0), fields.get("b#2"));
    assertEquals(0, fields.getOrDefault("fc", square(1, 1, 1)).axes().getFirst().jump());
    assertEquals(
        "size 3, jump 1, centre 0.0; size 3, jump 1, centre 0.0", String.valueOf(fields.get("a")));
    assertThrows(
        IllegalArgumentException.class,
        () -> ReceptiveField.measured(model, "c", 1, 1, 1, 1, 12, 12));
  }
}
