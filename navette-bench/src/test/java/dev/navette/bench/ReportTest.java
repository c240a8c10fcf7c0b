// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  @TempDir private Path folder = Path.of("");

  private static Measurement measurement(String name, double ours, double peer) {
    double ratio = peer / ours;
    return new Measurement(
        name, 2, ours, "libtorch", peer, ratio, ratio * 0.9, ratio * 1.1, ours, peer, 0, ours / 2);
  }

  @Test
  void theReportHasTheNamesThatProgramsRead() throws IOException {
    Report report =
        new Report(
            "1.0",
            Report.now(),
            true,
            Machine.here(),
            List.of(new Ceilings(2, 256, 200, 100)),
            List.of(measurement("mlp-step", 2, 3)),
            Optional.of(PeakMemory.of(2, 250, 350)),
            Optional.empty(),
            Optional.empty());
    Path file = folder.resolve("bench.json");

    report.write(file);

    JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
    JsonNode workload = root.path("workloads").path(0);
    assertEquals("mlp-step", workload.path("name").asString());
    assertEquals(2, workload.path("threads").asInt());
    assertEquals(2.0, workload.path("navette_ms").asDouble());
    assertEquals("libtorch", workload.path("peer").asString());
    assertEquals(3.0, workload.path("peer_ms").asDouble());
    assertEquals(1.5, workload.path("ratio").asDouble());
    assertEquals(1.0, workload.path("limit_ms").asDouble());
    assertEquals(200.0, root.path("ceilings").path(0).path("gflops").asDouble());
    assertEquals(1.4, root.path("memory").path("ratio").asDouble());
    assertTrue(root.path("machine").path("cores").asInt() > 0);
  }

  @Test
  void theMeanOfProductsIsGeometric() {
    List<Measurement> means =
        Geomean.of(
            List.of(
                measurement("mlp-step", 1, 1),
                measurement("matmul-64x64x64-NN", 1, 2),
                measurement("matmul-64x64x64-NT", 4, 32)));

    assertEquals(1, means.size());
    assertEquals("matmul-geomean", means.getFirst().name());
    assertEquals(2.0, means.getFirst().navetteMs(), 1e-12);
    assertEquals(4.0, means.getFirst().ratio(), 1e-12);
  }

  @Test
  void limitsAreThoseOfWhatIsScarcer() {
    Ceilings ceilings = new Ceilings(1, 256, 100, 10);

    assertEquals(1.0, Cost.ofFlops(1e8).limitMs(ceilings), 1e-12);
    assertEquals(0.1, Cost.ofBytes(1e6).limitMs(ceilings), 1e-12);
    assertEquals(0.2, new Cost(1e6, 2e6).limitMs(ceilings), 1e-12);
  }

  @Test
  void theChartIsAPictureWithARowForEachMeasurement() throws IOException {
    Path one = folder.resolve("one.png");
    Path three = folder.resolve("three.png");
    Measurement m = measurement("cnn-step", 1, 0.5);

    Chart.save(List.of(m), one);
    Chart.save(List.of(m, m, m), three);

    assertTrue(ImageIO.read(three.toFile()).getHeight() > ImageIO.read(one.toFile()).getHeight());
  }

  @Test
  void anOnnxModelIsWhatTheFormatSays() {
    byte[] model =
        new Onnx().node("Relu", List.of("x"), "y").model("x", new int[] {1}, "y", new int[] {1});

    // ir_version = 8, then the graph: 53 bytes that begin with its name and its first node.
    byte[] front = {0x08, 0x08, 0x3A, 53, 0x12, 3, 'n', 'e', 't', 0x0A, 12, 0x0A, 1, 'x'};
    assertArrayEquals(front, java.util.Arrays.copyOf(model, front.length));
  }
}
