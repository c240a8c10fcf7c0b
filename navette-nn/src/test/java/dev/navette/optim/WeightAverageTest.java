// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.nn.BatchNorm;
import dev.navette.nn.Module;
import dev.navette.nn.RunningStatistics;
import dev.navette.nn.Variables;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  record Net(Variable w, Variable count) implements Module {
    static Net of(double... w) {
      return new Net(
          new Variable(Tensor.of(w, w.length)), Variable.state(Tensor.of(new long[] {0})));
    }

    void set(double... values) {
      w.assign(Tensor.of(values, values.length));
      count.assign(count.value().add(1));
    }
  }

  @Test
  void exponential() {
    Net net = Net.of(1, 2);
    WeightAverage average = WeightAverage.exponential(net, 0.75);
    average.update();
    net.set(5, 6);
    average.update();
    double[] averaged = average.with(() -> net.w().value().toDoubleArray());
    assertArrayEquals(new double[] {2, 3}, averaged);
    assertArrayEquals(new double[] {5, 6}, net.w().value().toDoubleArray());
    assertEquals(1, average.with(() -> net.count().value().item()));
    assertEquals(2, average.updates());
    average.apply();
    assertArrayEquals(new double[] {2, 3}, net.w().value().toDoubleArray());
  }

  @Test
  void equal() {
    Net net = Net.of(1);
    WeightAverage average = WeightAverage.equal(net);
    average.update();
    net.set(3);
    average.update();
    net.set(8);
    average.update();
    assertEquals(4, average.with(() -> net.w().value().item()), 1e-15);
  }

  @Test
  void theModelIsAsBeforeEvenIfTheBodyFails() {
    Net net = Net.of(1);
    WeightAverage average = WeightAverage.equal(net);
    assertEquals(
        "average: nothing was averaged yet; call update() after a step",
        assertThrows(IllegalStateException.class, average::apply).getMessage());
    average.update();
    net.set(3);
    assertThrows(
        ArithmeticException.class,
        () ->
            average.with(() -> {
              net.set(9);
              throw new ArithmeticException("no");
            }));
    assertEquals(3, net.w().value().item());
  }

  @Test
  void aRestoredAverageContinuesToTheSameBits() {
    Net net = Net.of(1.1, 2.3);
    WeightAverage whole = WeightAverage.equal(net);
    whole.update();
    net.set(0.3, 0.7);
    whole.update();
    WeightAverage resumed = WeightAverage.equal(net);
    resumed.restore(Variables.snapshot(whole.state()), whole.updates());
    net.set(0.1, 0.9);
    whole.update();
    resumed.update();
    assertArrayEquals(
        whole.with(() -> net.w().value().toDoubleArray()),
        resumed.with(() -> net.w().value().toDoubleArray()));
    assertThrows(IllegalArgumentException.class, () -> resumed.restore(Map.of(), 1));
  }

  @Test
  void updatesMakeNoPlansOnceTheyAreThere() {
    Net net = Net.of(1);
    WeightAverage average = WeightAverage.equal(net);
    average.update();
    average.update();
    long plans = Navette.planMisses();
    average.update();
    average.update();
    assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().getLast());
  }

  @Test
  void statisticsAreEstimatedAnew() {
    BatchNorm norm = BatchNorm.init(1);
    RunningStatistics running = norm.running().orElseThrow();
    running.mean().assign(Tensor.of(new float[] {77}, 1));
    List<Tensor> batches =
        List.of(
            Tensor.of(new float[] {1, 3}, 2, 1),
            Tensor.of(new float[] {4, 4}, 2, 1),
            Tensor.of(new float[] {4, 8}, 2, 1));
    RunningStatistics.reestimate(Rng.of(1), batches, norm::forward);
    assertEquals(4, running.mean().value().item(), 1e-6);
    assertEquals((2 + 0 + 8) / 3.0, running.var().value().item(), 1e-6);
    assertEquals(3, running.batches().value().item());
  }
}
