// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.data.Split;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.optim.Adam;
import dev.navette.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir private Path directory;

  @Test
  void bothFormsAreReadAsWritten() throws IOException {
    Path csv = directory.resolve("log.csv");
    Path json = directory.resolve("log.jsonl");
    SmallNet net = SmallNet.init(1);
    List<EpochLog> log =
        Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1))
            .epochs(3)
            .batch(4)
            .metrics(new Accuracy())
            .callback(RunLog.to(csv))
            .callback(RunLog.to(json))
            .fit(SmallNet.circles(12, 1), SmallNet.circles(8, 2));
    List<Map<String, Double>> rows = RunLog.read(csv);
    assertEquals(rows, RunLog.read(json));
    assertEquals(3, rows.size());
    assertEquals(
        List.of("epoch", "loss", "accuracy", "valid_loss", "valid_accuracy", "seconds"),
        List.copyOf(rows.getFirst().keySet()));
    assertEquals(3.0, rows.getLast().get("epoch"));
    assertEquals(log.getLast().trainLoss(), rows.getLast().get("loss"));
    assertTrue(Files.readString(json).startsWith("{\"epoch\": 1, \"loss\": "));
    assertTrue(
        Files.readString(csv)
            .startsWith("epoch,loss,accuracy,valid_loss,valid_accuracy,seconds\n1,"));
    Files.writeString(csv, "epoch,loss\n1,0.5\n2,\n3,a\n");
    assertEquals(
        csv + ": line 4 is not of a log of a training: 3,a",
        assertThrows(IOException.class, () -> RunLog.read(csv)).getMessage());
    Files.writeString(json, "{\"epoch\": 1, \"loss\": null}\n[]\n");
    assertEquals(
        json + ": line 2 is not of a log of a training: []",
        assertThrows(IOException.class, () -> RunLog.read(json)).getMessage());
    Files.writeString(json, "{\"epoch\": 1, \"loss\": null}\n");
    assertEquals(List.of(Map.of("epoch", 1.0, "loss", Double.NaN)), RunLog.read(json));
  }

  @Test
  void everyFoldHasAFreshModel() {
    Examples examples = SmallNet.circles(60, 3);
    List<SmallNet> nets = new ArrayList<>();
    CrossValidation result =
        CrossValidation.of(
            Split.stratifiedFolds(examples.classes(), 3, 5),
            examples,
            fold -> {
              SmallNet net = SmallNet.init(fold);
              nets.add(net);
              return Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, 0.01))
                  .epochs(2)
                  .batch(10)
                  .metrics(new Accuracy());
            });
    assertEquals(3, nets.size());
    double[] accuracies =
        result.folds().stream().mapToDouble(s -> s.metrics().get("accuracy")).toArray();
    double mean = (accuracies[0] + accuracies[1] + accuracies[2]) / 3;
    assertEquals(mean, result.mean().get("accuracy"), 1e-15);
    double squares = 0;
    for (double a : accuracies) {
      squares += (a - mean) * (a - mean);
    }
    assertEquals(Math.sqrt(squares / 2), result.deviation().get("accuracy"), 1e-15);
    assertEquals(List.of("loss", "accuracy"), List.copyOf(result.mean().keySet()));
    assertEquals(
        "cross-validation: there are no folds; give at least one",
        assertThrows(
                IllegalArgumentException.class,
                () -> CrossValidation.of(List.of(), (_, _) -> new Score(0, Map.of())))
            .getMessage());
  }
}
