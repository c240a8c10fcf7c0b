// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Loader;
import dev.navette.data.Values;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.optim.Adam;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a training with -9 at random moments, over and over, and compares what it ends with to a
/// training that nobody disturbed.
///
/// 20 kills, or 500 in the profile `nightly`; `-Dnavette.kill.seed=N` takes other moments.
class KillTest {
  private static final int KILLS = Boolean.getBoolean("navette.nightly") ? 500 : 20;
  private static final long SEED = Long.getLong("navette.kill.seed", 1);
  private static final long WINDOW_NANOS = 200_000_000L;
  private static final String GOING = "going";

  @TempDir private Path directory;

  /// The training that is killed.
  static final class Victim {
    private static final int EPOCHS = 40;
    // Makes a save long enough to be hit often.
    private static final int BALLAST = 1 << 16;
    private static final int POINTS = 30;

    private Victim() {}

    public static void main(String[] arguments) {
      // Without kernels to compile it is under way sooner; the bits are the same.
      Navette.on("reference", () -> train(Path.of(arguments[0])));
    }

    static void train(Path saved) {
      SmallNet net = SmallNet.init(3);
      Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.01))
          .module(net)
          .epochs(EPOCHS)
          .seed(4)
          .metrics(new Accuracy())
          .callback(EarlyStopping.of("valid_loss", EPOCHS).restoreBest())
          .callback(
              new Callback() {
                private boolean said;

                @Override
                public void onBatch(Run run, BatchLog log) {
                  if (!said) {
                    System.out.println(GOING);
                    said = true;
                  }
                }
              })
          .alsoSave(Map.of("ballast", Variable.state(Tensor.of(new float[BALLAST], BALLAST))))
          .checkpoints(Checkpoints.in(saved).every(1))
          .resume(saved)
          .fit(
              Loader.of(SmallNet.circles(POINTS, 5))
                  .batch(4)
                  .seed(6)
                  .transform((e, rng) -> {
                    float[] xy = ((Values.Floats) e.input()).data().clone();
                    xy[rng.nextInt(2)] += (float) (0.01 * rng.nextGaussian());
                    return e.withInput(Values.floats(xy, 2));
                  }),
              Loader.of(SmallNet.circles(12, 7)).shuffle(false));
    }
  }

  @Test
  void killedAtRandomMomentsItEndsWithTheSameBytes() throws Exception {
    Path whole = directory.resolve("whole");
    Victim.train(whole);
    Map<String, byte[]> wanted = ending(whole);

    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int kills = 0;
    int saving = 0;
    int rounds = 0;
    while (kills < KILLS) {
      Path saved = Files.createDirectory(directory.resolve("killed-" + rounds));
      boolean complete = false;
      while (!complete) {
        complete = !lives(saved, kills < KILLS ? random.nextLong(WINDOW_NANOS) : Long.MAX_VALUE);
        if (!complete) {
          kills++;
          saving += leftovers(saved) > 0 ? 1 : 0;
          removeLeftovers(saved);
        }
      }
      assertSame(wanted, ending(saved), rounds);
      rounds++;
    }
    System.out.printf(
        "seed %d: %d kills, %d of them inside a save, %d trainings%n", SEED, kills, saving, rounds);
    assertTrue(10 * saving >= kills, saving + " of " + kills + " kills were inside a save");
  }

  /// Lets the training live for some time after its first sign.
  ///
  /// @return whether it had to be killed
  private static boolean lives(Path saved, long nanos) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Victim.class.getName());
    command.add(saved.toString());
    Path errors = saved.resolveSibling("errors.txt");
    Process victim = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(GOING, out.readLine(), () -> text(errors));
      if (!victim.waitFor(nanos, TimeUnit.NANOSECONDS)) {
        victim.destroyForcibly().waitFor();
        return true;
      }
      assertEquals(0, victim.exitValue(), () -> text(errors));
      return false;
    } finally {
      victim.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files of saves that were cut off.
  private static List<Path> cutOff(Path saved) throws IOException {
    try (Stream<Path> files = Files.list(saved)) {
      return files.filter(f -> f.getFileName().toString().endsWith(".tmp")).toList();
    }
  }

  private static int leftovers(Path saved) throws IOException {
    return cutOff(saved).size();
  }

  private static void removeLeftovers(Path saved) throws IOException {
    for (Path file : cutOff(saved)) {
      Files.delete(file);
    }
  }

  /// What the latest checkpoint holds, but for wall times.
  private static Map<String, byte[]> ending(Path saved) throws IOException {
    Map<String, byte[]> sections = SectionFile.read(Checkpoints.in(saved).files().getFirst());
    sections.remove("clock");
    return sections;
  }

  private static void assertSame(Map<String, byte[]> wanted, Map<String, byte[]> got, int round) {
    assertEquals(wanted.keySet(), got.keySet());
    wanted.forEach((name, bytes) ->
        assertArrayEquals(bytes, got.get(name), name + " of round " + round + ", seed " + SEED));
  }
}
