// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Batch;
import dev.navette.data.Dataset;
import dev.navette.data.Example;
import dev.navette.data.Examples;
import dev.navette.data.Loader;
import dev.navette.data.Values;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.optim.Adam;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final long SEED = 42;

  @Test
  void learnsAndLogs() {
    Examples examples = SmallNet.circles(120, SEED);
    SmallNet net = SmallNet.init(SEED);
    Trainer trainer =
        Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.03))
            .epochs(60)
            .batch(16)
            .seed(SEED)
            .metrics(new Accuracy());
    List<EpochLog> log = trainer.fit(examples, SmallNet.circles(60, SEED + 1));
    assertEquals(60, log.size());
    assertTrue(log.getLast().trainLoss() < log.getFirst().trainLoss() / 2, "seed " + SEED);
    assertTrue(log.getLast().validMetrics().get("accuracy") > 0.9, "seed " + SEED);
    assertEquals(
        List.of("loss", "accuracy", "valid_loss", "valid_accuracy"),
        List.copyOf(log.getLast().values().keySet()));
    assertEquals(Ending.COMPLETE, trainer.ending());
  }

  @Test
  void aLoaderAndExamplesGiveTheSameBits() {
    Examples examples = SmallNet.circles(50, SEED);
    SmallNet one = SmallNet.init(SEED);
    Trainer.of(one::forward, Loss::crossEntropy, new Adam(one, 0.01))
        .epochs(3)
        .batch(8)
        .seed(SEED)
        .fit(examples);
    SmallNet other = SmallNet.init(SEED);
    Trainer.of(
            batch -> Outcome.of(Loss.crossEntropy(other.forward(batch.input()), batch.target())),
            new Adam(other, 0.01))
        .epochs(3)
        .seed(SEED)
        .fit(Loader.of(examples).batch(8).seed(SEED));
    SmallNet.assertSameBits(one, other);
  }

  @Test
  void severalInputs() {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      rows.add(
          new Example(
              List.of(Values.floats(new float[] {i, 1}, 2), Values.number(i % 3)),
              List.of(Values.index(i % 2))));
    }
    SmallNet net = SmallNet.init(SEED);
    Trainer trainer =
        Trainer.ofInputs(
                batch -> net.forward(batch.inputs().get(0)).add(batch.inputs().get(1).unsqueeze(1)),
                Loss::crossEntropy,
                new Adam(net, 0.01))
            .epochs(2)
            .metrics(new Accuracy());
    assertEquals(2, trainer.fit(Loader.of(Dataset.of(rows)).batch(6)).size());
  }

  @Test
  void callbacksAreToldInOrder() {
    List<String> told = new ArrayList<>();
    Callback callback =
        new Callback() {
          private Tensor watched = Tensor.scalar(0);

          @Override
          public void onStart(Run run) {
            told.add("start of " + run.epochs() + " epochs of " + run.rows().orElse(0));
          }

          @Override
          public void onEpochStart(Run run, int epoch) {
            told.add("epoch " + epoch);
          }

          @Override
          public List<Tensor> watch(Run run, Tensor loss) {
            watched = loss.mul(2);
            return List.of(watched);
          }

          @Override
          public void onBatch(Run run, BatchLog log) {
            assertEquals(2 * log.loss(), watched.item(), 0);
            told.add("step " + log.step() + " at " + log.learningRate());
          }

          @Override
          public void onEpoch(Run run, EpochLog log) {
            told.add("done " + log.epoch());
          }

          @Override
          public void onEnd(Run run) {
            told.add("end after " + run.step());
          }
        };
    SmallNet net = SmallNet.init(SEED);
    Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 1))
        .epochs(2)
        .batch(6)
        .callback(callback)
        .schedule(step -> Math.scalb(0.5, -(int) step))
        .fit(SmallNet.circles(12, SEED));
    assertEquals(
        List.of(
            "start of 2 epochs of 12",
            "epoch 1",
            "step 1 at 0.5",
            "step 2 at 0.25",
            "done 1",
            "epoch 2",
            "step 3 at 0.125",
            "step 4 at 0.0625",
            "done 2",
            "end after 4"),
        told);
  }

  @Test
  void watchingChangesNoBits() {
    Examples examples = SmallNet.circles(40, SEED);
    SmallNet plain = SmallNet.init(SEED);
    SmallNet watched = SmallNet.init(SEED);
    Trainer.of(plain::forward, Loss::crossEntropy, new Adam(plain, 0.01))
        .epochs(2)
        .batch(8)
        .fit(examples);
    Trainer.of(watched::forward, Loss::crossEntropy, new Adam(watched, 0.01))
        .epochs(2)
        .batch(8)
        .metrics(new Accuracy())
        .callback(
            new Callback() {
              @Override
              public List<Tensor> watch(Run run, Tensor loss) {
                return dev.navette.tensor.Grad.of(
                    loss, List.copyOf(run.optimizer().parameters().values()));
              }
            })
        .fit(examples);
    SmallNet.assertSameBits(plain, watched);
  }

  @Test
  void holdsOutAPart() {
    SmallNet net = SmallNet.init(SEED);
    Trainer trainer = Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1)).epochs(1);
    long[] rows = new long[1];
    trainer
        .holdOut(0.25)
        .batch(10)
        .callback(
            new Callback() {
              @Override
              public void onBatch(Run run, BatchLog log) {
                rows[0] = log.epochRows();
              }
            });
    assertTrue(Double.isFinite(trainer.fit(SmallNet.circles(40, SEED)).getFirst().validLoss()));
    assertEquals(30, rows[0]);
    assertEquals(
        "trainer: holdOut is 1.0; use a fraction between 0 and 1, such as 0.1",
        assertThrows(IllegalArgumentException.class, () -> trainer.holdOut(1)).getMessage());
  }

  @Test
  void stopsAfterTheStep() {
    SmallNet net = SmallNet.init(SEED);
    Trainer trainer = Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1)).batch(4);
    long[] steps = new long[1];
    trainer.callback(
        new Callback() {
          @Override
          public void onBatch(Run run, BatchLog log) {
            steps[0] = log.step();
            if (log.step() == 5) {
              trainer.stop();
            }
          }
        });
    assertEquals(1, trainer.fit(SmallNet.circles(12, SEED)).size());
    assertEquals(5, steps[0]);
    assertEquals(Ending.STOPPED, trainer.ending());
  }

  @Test
  void aBatchLargerThanTheSetIsAMistake() {
    SmallNet net = SmallNet.init(SEED);
    Trainer trainer = Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1)).batch(64);
    assertEquals(
        "loader: a batch of 64 is larger than the set of 12 examples; use a batch of 12 or fewer",
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(SmallNet.circles(12, SEED)))
            .getMessage());
    assertEquals(
        "trainer: batch is 0; use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> trainer.batch(0)).getMessage());
  }

  @Test
  void batchTakesCareOfItsParts() {
    Batch batch = Batch.of(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.of(new int[] {0, 1}, 2));
    assertEquals(2, batch.size());
    assertArrayEquals(new float[] {1, 2}, batch.input().toFloatArray());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Batch(List.of(), List.of(Tensor.of(new float[1], 1))));
  }
}
