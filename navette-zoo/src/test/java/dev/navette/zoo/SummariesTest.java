// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.inspect.LayerTrace;
import dev.navette.inspect.ReceptiveField;
import dev.navette.inspect.Summary;
import dev.navette.ir.Shape;
import dev.navette.nn.Layer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Published numbers of published nets, and that nothing of any net is overlooked.
class SummariesTest {
  @Test
  void resNet18HasThePublishedCounts() {
    Summary s = Summary.of(ResNet.resNet18().build(Rng.of(1)), 1, 3, 224, 224);
    assertEquals(11_689_512, s.parameters());
    assertEquals(20 + 2 * 4800, s.state()); // 20 norms over 4,800 channels in all
    assertEquals(1_814_073_344, s.flops().multiplyAdds());
    Summary.Row first = s.rows().getFirst();
    assertEquals("conv1", first.path());
    assertEquals(Optional.of(Shape.of(1, 64, 112, 112)), first.output());
    assertEquals(118_013_952, first.flops().multiplyAdds());
    assertEquals("fc", s.rows().getLast().path());
    assertEquals(21 + 20 + 2, s.rows().size()); // convolutions and fc, norms, pooling and mean
  }

  @Test
  void resNet18SeesAsPublished() {
    Layer model = ResNet.resNet18().build(Rng.of(1));
    ReceptiveField last = ReceptiveField.of(model, 1, 3, 224, 224).get("layer4.1.conv2");
    ReceptiveField.Axis axis = new ReceptiveField.Axis(435, 32, 0);
    assertEquals(new ReceptiveField(List.of(axis, axis)), last);
  }

  @ParameterizedTest
  @MethodSource("dev.navette.zoo.NetsTest#images")
  void everyLayerHasARowAndATrace(Architecture plan) {
    Layer model = plan.layer(Rng.of(1));
    Summary s = Summary.of(model, 2, 2, 8, 9);
    assertEquals(model.parameterCount(), s.parameters());
    assertEquals(s.parameters(), s.rows().stream().mapToLong(Summary.Row::parameters).sum());
    assertTrue(s.rows().stream().allMatch(r -> r.output().isPresent()), s.toString());
    LayerTrace trace = LayerTrace.of(model.forward(Tensor.ones(2, 2, 8, 9)).square().sum(), model);
    trace.statistics().forEach((path, v) -> assertTrue(v.delta().norm() >= 0, path));
    assertEquals(
        s.rows().stream().filter(r -> r.parameters() > 0).map(Summary.Row::path).toList(),
        List.copyOf(trace.layers().keySet()));
  }
}
