// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Example;
import dev.navette.data.Loader;
import dev.navette.data.Values;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.nn.Dropout;
import dev.navette.nn.Linear;
import dev.navette.optim.Adam;
import dev.navette.optim.Plateau;
import dev.navette.optim.WeightAverage;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final long SEED = 42;

  @TempDir private Path directory;
  private final List<String> said = new ArrayList<>();

  private static Loader<Example> noisy() {
    return Loader.of(SmallNet.circles(30, SEED))
        .batch(7)
        .seed(SEED)
        .transform((e, rng) -> {
          float[] xy = ((Values.Floats) e.input()).data().clone();
          xy[0] += (float) (0.01 * rng.nextGaussian());
          return e.withInput(Values.floats(xy, 2));
        });
  }

  private Trainer trainer(SmallNet net) {
    return Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.01))
        .module(net)
        .epochs(4)
        .seed(SEED)
        .metrics(new Accuracy())
        .schedule(Plateau.of(0.05, 0.5, 0), "valid_loss")
        .callback(EarlyStopping.of("valid_loss", 9).restoreBest())
        .say(said::add);
  }

  private List<EpochLog> fit(Trainer trainer) {
    return trainer.fit(noisy(), Loader.of(SmallNet.circles(20, 7)).shuffle(false));
  }

  private static void stopAfter(Trainer trainer, long step) {
    trainer.callback(
        new Callback() {
          @Override
          public void onBatch(Run run, BatchLog log) {
            if (log.step() == step) {
              trainer.stop();
            }
          }
        });
  }

  @Test
  void resumedAnywhereItGivesTheSameBits() throws IOException {
    SmallNet whole = SmallNet.init(SEED);
    Path reference = directory.resolve("whole");
    List<EpochLog> log = fit(trainer(whole).checkpoints(Checkpoints.in(reference)));
    for (int step = 1; step < 20; step++) {
      Path saved = directory.resolve("stopped-" + step);
      Trainer stopped = trainer(SmallNet.init(SEED)).checkpoints(Checkpoints.in(saved));
      stopAfter(stopped, step);
      fit(stopped);
      assertEquals(Ending.STOPPED, stopped.ending());
      SmallNet other = SmallNet.init(SEED + step);
      List<EpochLog> resumed = fit(trainer(other).resume(saved));
      SmallNet.assertSameBits(whole, other);
      assertEquals(
          log.stream().map(EpochLog::values).toList(),
          resumed.stream().map(EpochLog::values).toList(),
          "stopped after step " + step);
      assertSameCheckpoint(reference, saved);
    }
  }

  private static void assertSameCheckpoint(Path a, Path b) throws IOException {
    Map<String, byte[]> one = SectionFile.read(Checkpoints.in(a).files().getFirst());
    Map<String, byte[]> other = SectionFile.read(Checkpoints.in(b).files().getFirst());
    assertEquals(one.keySet(), other.keySet());
    for (Map.Entry<String, byte[]> section : one.entrySet()) {
      if (!section.getKey().equals("clock")) {
        assertArrayEquals(section.getValue(), other.get(section.getKey()), section.getKey());
      }
    }
  }

  @Test
  void averagesOfWeightsGoOnToo() {
    SmallNet whole = SmallNet.init(SEED);
    WeightAverage wanted = WeightAverage.exponential(whole, 0.9);
    fit(trainer(whole).callback(Averaging.everyStep(wanted)));
    SmallNet half = SmallNet.init(SEED);
    Trainer stopped =
        trainer(half)
            .callback(Averaging.everyStep(WeightAverage.exponential(half, 0.9)))
            .checkpoints(Checkpoints.in(directory));
    stopAfter(stopped, 8);
    fit(stopped);
    SmallNet other = SmallNet.init(1);
    WeightAverage average = WeightAverage.exponential(other, 0.9);
    fit(trainer(other).callback(Averaging.everyStep(average)).resume(directory));
    assertEquals(20, average.updates());
    wanted.apply();
    average.apply();
    SmallNet.assertSameBits(whole, other);
  }

  @Test
  void keepsTheLatestAndTheBest() throws IOException {
    SmallNet net = SmallNet.init(SEED);
    Checkpoints checkpoints =
        Checkpoints.in(directory).every(2).keepLast(2).keepBest("valid_accuracy");
    List<EpochLog> log = fit(trainer(net).checkpoints(checkpoints));
    assertEquals(
        List.of("step-0000000020.ckpt", "step-0000000018.ckpt"),
        checkpoints.files().stream().map(f -> f.getFileName().toString()).toList());
    double best = log.stream().mapToDouble(e -> e.values().get("valid_accuracy")).max().orElse(0);
    Checkpoint kept = Checkpoint.read(checkpoints.bestFile());
    assertEquals(best, kept.history().getLast().values().get("valid_accuracy"));
    assertEquals(net.variables().keySet(), kept.weights().keySet());
  }

  @Test
  void aDamagedCheckpointFallsBackToTheOneBefore() throws IOException {
    SmallNet whole = SmallNet.init(SEED);
    Checkpoints checkpoints = Checkpoints.in(directory).every(4);
    fit(trainer(whole).checkpoints(checkpoints));
    Path newest = checkpoints.files().getFirst();
    byte[] bytes = Files.readAllBytes(newest);
    List<String> problems = new ArrayList<>();
    for (int at : new int[] {3, 11, 40, 400, bytes.length - 1, -1, -200}) {
      byte[] damaged = at < 0 ? Arrays.copyOf(bytes, bytes.length + at) : bytes.clone();
      if (at >= 0) {
        damaged[at] ^= 4;
      }
      Files.write(newest, damaged);
      said.clear();
      SmallNet other = SmallNet.init(1);
      fit(trainer(other).resume(directory).checkpoints(Checkpoints.in(directory.resolve("new"))));
      SmallNet.assertSameBits(whole, other);
      assertEquals("resuming after step 16: epoch 4, 1 batches done", said.get(1));
      problems.add(said.get(0));
    }
    String end = "; going back to step-0000000016.ckpt";
    assertEquals(
        "checkpoint step-0000000020.ckpt: it does not begin as a checkpoint does" + end,
        problems.get(0));
    assertEquals(
        "checkpoint step-0000000020.ckpt: its version is 5, and this Navette reads version 1" + end,
        problems.get(1));
    assertEquals(
        "checkpoint step-0000000020.ckpt: the checksum of section 'position' is wrong" + end,
        problems.get(2));
    for (Path file : checkpoints.files()) {
      Files.write(file, new byte[5]);
    }
    UncheckedIOException none =
        assertThrows(
            UncheckedIOException.class, () -> fit(trainer(SmallNet.init(1)).resume(directory)));
    assertTrue(
        none.getMessage().startsWith("resume: no checkpoint in " + directory + " is whole: "));
  }

  @Test
  void aSaveThatFailsIsToldAndTheTrainingGoesOn() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    SmallNet net = SmallNet.init(SEED);
    assertEquals(4, fit(trainer(net).checkpoints(Checkpoints.in(file.resolve("in")))).size());
    assertEquals(4, said.size());
    assertTrue(said.getFirst().startsWith("checkpoint of step 5: "), said.getFirst());
    assertTrue(said.getFirst().endsWith("; there is no checkpoint yet"), said.getFirst());
  }

  @Test
  void anotherArchitectureIsNamed() {
    fit(trainer(SmallNet.init(SEED)).checkpoints(Checkpoints.in(directory)));
    Rng rng = Rng.of(1);
    SmallNet wider = new SmallNet(Linear.init(2, 32, rng), new Dropout(0), Linear.init(32, 2, rng));
    assertEquals(
        "resume: the checkpoint is of another architecture: 'hidden.weight' is f32(16, 2) in it and"
            + " f32(32, 2) in the model; build the model as it was, or start anew in another"
            + " directory",
        mistake(trainer(wider).resume(directory)));
    SmallNet fewer =
        new SmallNet(Linear.initWithoutBias(2, 16, rng), new Dropout(0), Linear.init(16, 2, rng));
    assertEquals(
        "resume: the checkpoint is of another architecture: 'hidden.bias', f32(16) in it, is not in"
            + " the model; build the model as it was, or start anew in another directory",
        mistake(trainer(fewer).resume(directory)));
    SmallNet net = SmallNet.init(SEED);
    assertEquals(
        "resume: the checkpoint is of a training with another seed than 43; resume with the same,"
            + " or start anew in another directory",
        mistake(trainer(net).seed(43).resume(directory)));
    assertEquals(
        "resume: the checkpoint is of a training on 30 examples, batches of 7, seed 42, and this"
            + " one is on 30 examples, batches of 8, seed 42; resume with the same, or start anew"
            + " in another directory",
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer(net).resume(directory).fit(noisy().batch(8)))
            .getMessage());
    assertEquals(
        "trainer: checkpoints need all variables of the model; name it by module(model)",
        assertThrows(
                IllegalStateException.class,
                () ->
                    Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.1))
                        .resume(directory)
                        .fit(noisy()))
            .getMessage());
  }

  private String mistake(Trainer trainer) {
    return assertThrows(IllegalArgumentException.class, () -> fit(trainer)).getMessage();
  }

  @Test
  void withoutACheckpointItStarts() {
    assertEquals(4, fit(trainer(SmallNet.init(SEED)).resume(directory)).size());
    assertEquals(
        "there is no checkpoint in " + directory + "; starting from the beginning",
        said.getFirst());
    assertEquals(4, fit(trainer(SmallNet.init(SEED)).resume(directory)).size());
    assertEquals("resuming after step 20: epoch 5, 0 batches done", said.get(1));
  }

  @Test
  void everyDtypeIsKept() throws IOException {
    Map<String, Tensor> tensors =
        Map.of(
            "f64", Tensor.of(new double[] {Math.PI, -0.0, Double.MIN_VALUE}, 3),
            "i64", Tensor.of(new long[] {Long.MIN_VALUE, 7}, 2, 1),
            "i32", Tensor.of(new int[] {-5}),
            "u8", Tensor.of(new byte[] {-1, 0}, 2),
            "bool", Tensor.of(new boolean[] {true, false}, 2),
            "bf16", Tensor.ofBits(dev.navette.ir.DType.BF16, new short[] {0x3f80, -1}, 2),
            "empty", Tensor.of(new float[0], 0, 4));
    Path file = directory.resolve("all.ckpt");
    new Checkpoint(
            tensors,
            Map.of(),
            Map.of(),
            Map.of(),
            new Checkpoint.Position(1, 0, 0, 0, 0.1, ""),
            new Checkpoint.EpochSoFar(0, 0, 0, List.of()),
            List.of())
        .write(file);
    Map<String, Tensor> read = Checkpoint.read(file).weights();
    tensors.forEach((name, tensor) -> {
      assertEquals(tensor.type(), read.get(name).type());
      assertArrayEquals(tensor.toDoubleArray(), read.get(name).toDoubleArray(), name);
      assertArrayEquals(tensor.toLongArray(), read.get(name).toLongArray(), name);
    });
  }

  @Test
  void earlyStoppingKeepsTheBestWeights() {
    SmallNet net = SmallNet.init(SEED);
    List<String> weights = new ArrayList<>();
    Trainer trainer =
        Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.3))
            .module(net)
            .epochs(50)
            .batch(4)
            .callback(
                new Callback() {
                  @Override
                  public void onEpoch(Run run, EpochLog log) {
                    weights.add(net.snapshot().toString());
                  }
                })
            .callback(EarlyStopping.of("valid_loss", 3).restoreBest())
            .say(said::add);
    List<EpochLog> log = trainer.fit(SmallNet.circles(16, 1), SmallNet.circles(40, 2));
    assertEquals(Ending.EARLY, trainer.ending());
    assertTrue(log.size() < 50);
    int best = log.size() - 4;
    double least = log.stream().mapToDouble(EpochLog::validLoss).min().orElse(0);
    assertEquals(least, log.get(best).validLoss());
    assertEquals(weights.get(best), net.snapshot().toString());
    assertFalse(weights.getLast().equals(weights.get(best)));
    assertTrue(
        said.getFirst()
            .startsWith("early stopping: valid_loss has not improved for 3 epochs; the best was"),
        said.getFirst());
    assertEquals(
        "early stopping: unknown number 'valid_loss'; known: loss; train with a validation part",
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(SmallNet.circles(16, 1)))
            .getMessage());
  }
}
