// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.data.MalformedFileException;
import dev.navette.data.TabularEncoder;
import dev.navette.ir.DType;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  @TempDir Path directory;

  /// A network of two layers and a counter.
  record Net(Linear hidden, Linear out, Variable seen) implements Layer {
    static Net init(int width, long seed) {
      Rng rng = Rng.of(seed);
      return new Net(
          Linear.init(3, width, rng),
          Linear.init(width, 2, rng),
          Variable.state(Tensor.of(new long[] {0}, 1)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(hidden.forward(x).tanh());
    }
  }

  /// Two names for one variable.
  record Tied(Variable first, Variable second) implements Module {}

  private static ModelCard card(int width) {
    return new ModelCard(
        "net",
        Map.of("sizes", List.of(3, width, 2), "activation", "tanh", "dropout", 0.1, "bias", true),
        List.of(3),
        new Preprocessing.Plain(),
        List.of("no", "yes"),
        "test",
        "1.2.3",
        Long.MIN_VALUE + 1);
  }

  private static int width(ModelCard card) {
    return card.architecture().get("sizes") instanceof List<?> sizes
            && sizes.get(1) instanceof Integer width
        ? width
        : -1;
  }

  private static Net build(ModelCard card) {
    return Net.init(width(card), 99);
  }

  private Path saved(long seed) throws IOException {
    Path name = directory.resolve("model");
    ModelFile.save(name, card(4), Net.init(4, seed));
    return name;
  }

  private String refusal(Path name) {
    IOException e =
        assertThrows(IOException.class, () -> ModelFile.load(name, ModelFileTest::build));
    return String.valueOf(e.getMessage()).replace(directory.toString(), "DIR");
  }

  @Test
  void comesBackBitForBit() throws IOException {
    Net net = Net.init(4, 7);
    float[] odd = {
      -0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7FC0_1234), Float.NEGATIVE_INFINITY, 1, 2, 3, 4
    };
    net.out().weight().assign(Tensor.of(odd, 2, 4));
    net.seen().assign(Tensor.of(new long[] {Long.MAX_VALUE}, 1));
    Path name = directory.resolve("model");
    ModelFile.save(name, card(4), net);
    ModelFile.Loaded<Net> loaded = ModelFile.load(name, ModelFileTest::build);
    assertEquals(card(4), loaded.card());
    for (String path : List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias")) {
      float[] before = values(net, path).toFloatArray();
      float[] after = values(loaded.model(), path).toFloatArray();
      for (int i = 0; i < before.length; i++) {
        assertEquals(
            Float.floatToRawIntBits(before[i]), Float.floatToRawIntBits(after[i]), path + " " + i);
      }
    }
    assertArrayEquals(new long[] {Long.MAX_VALUE}, values(loaded.model(), "seen").toLongArray());
  }

  private static Tensor values(Module model, String path) {
    Variable variable = model.variables().get(path);
    if (variable == null) {
      throw new AssertionError("no variable " + path);
    }
    return variable.value();
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Path name = saved(1);
    byte[] weights = Files.readAllBytes(ModelFile.weights(name));
    byte[] card = Files.readAllBytes(ModelFile.card(name));
    saved(1);
    assertArrayEquals(weights, Files.readAllBytes(ModelFile.weights(name)));
    assertArrayEquals(card, Files.readAllBytes(ModelFile.card(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.json", "model.safetensors"})
  void anyOfItsNamesWillDo(String name) throws IOException {
    saved(1);
    assertEquals(
        "test", ModelFile.load(directory.resolve(name), ModelFileTest::build).card().task());
    assertEquals("test", ModelFile.readCard(directory.resolve(name)).task());
  }

  @Test
  void namesMayHaveDots() {
    assertEquals("v1.5.json", String.valueOf(ModelFile.card(Path.of("v1.5")).getFileName()));
  }

  @Test
  void preprocessingComesBack() throws IOException {
    CsvTable table =
        CsvTable.parse("t", "age,town,y\n31.25,Oslo,a\n47,,b\n18,Bergen,a\n", CsvOptions.detect());
    TabularEncoder encoder = TabularEncoder.fit(table, "y", new int[] {0, 1, 2});
    ModelCard card =
        new ModelCard(
            "net",
            Map.of(),
            List.of(encoder.width()),
            new Preprocessing.Table(encoder),
            encoder.classNames(),
            "csv",
            "1",
            1);
    Path name = directory.resolve("table");
    ModelFile.save(name, card, Linear.init(encoder.width(), 2, Rng.of(1)));
    Preprocessing back = ModelFile.readCard(name).preprocessing();
    if (!(back instanceof Preprocessing.Table(TabularEncoder read))) {
      throw new AssertionError("a table was saved, " + back + " came back");
    }
    assertEquals(encoder.toMap().toString(), read.toMap().toString());
    int[] rows = {0, 1, 2};
    assertArrayEquals(encoder.features(table, rows), read.features(table, rows));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pixelsComeBack(boolean lightInk) throws IOException {
    ModelCard card =
        new ModelCard(
            "net",
            Map.of(),
            List.of(1, 2, 2),
            new Preprocessing.Pixels(lightInk),
            List.of("0", "1"),
            "images",
            "1",
            1);
    Path name = directory.resolve("images");
    ModelFile.save(name, card, Linear.init(4, 2, Rng.of(1)));
    assertEquals(new Preprocessing.Pixels(lightInk), ModelFile.readCard(name).preprocessing());
  }

  @Test
  void tiedWeightsAreStoredOnce() throws IOException {
    Variable shared = new Variable(Tensor.of(new float[] {1, 2}, 2));
    Path name = directory.resolve("tied");
    ModelFile.save(name, card(4), new Tied(shared, shared));
    SafetensorsFile file = Safetensors.read(ModelFile.weights(name));
    assertEquals(List.of("first"), List.copyOf(file.tensors().keySet()));
    assertEquals("first", file.metadata().get("navette.alias.second"));
    Tied other = new Tied(shared, shared);
    ModelFile.load(name, _ -> other);
    assertArrayEquals(new float[] {1, 2}, other.second().value().toFloatArray());
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path name = saved(1);
    Files.delete(ModelFile.weights(name));
    assertEquals(
        "DIR/model.safetensors: the file is missing; a model is two files, and only DIR/model.json"
            + " is there. Copy both, or train again",
        refusal(name));
    saved(1);
    Files.delete(ModelFile.card(name));
    assertTrue(refusal(name).startsWith("DIR/model.json: the file is missing"), refusal(name));
    assertThrows(
        NoSuchFileException.class,
        () -> ModelFile.load(directory.resolve("other"), ModelFileTest::build));
    assertThrows(NoSuchFileException.class, () -> ModelFile.readCard(directory.resolve("other")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
  void halfAFileIsRefused(double part) throws IOException {
    Path name = saved(1);
    for (Path file : List.of(ModelFile.card(name), ModelFile.weights(name))) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, (int) (part * whole.length)));
      String message = refusal(name);
      assertTrue(message.startsWith("DIR/" + file.getFileName()), message);
      Files.write(file, whole);
    }
    assertEquals("test", ModelFile.load(name, ModelFileTest::build).card().task());
  }

  @Test
  void filesOfTwoTrainingsAreToldApart() throws IOException {
    Path name = saved(1);
    byte[] card = Files.readAllBytes(ModelFile.card(name));
    saved(2);
    Files.write(ModelFile.card(name), card);
    assertTrue(
        refusal(name)
            .startsWith("DIR/model.safetensors: these weights do not belong to DIR/model.json"),
        refusal(name));
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    Path name = saved(1);
    byte[] weights = Files.readAllBytes(ModelFile.weights(name));
    weights[weights.length - 20] ^= 1;
    Files.write(ModelFile.weights(name), weights);
    assertTrue(refusal(name).contains("the weights were changed after they were saved"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "format_version" : 2 | "format_version" : 3 | the format has version 3, this Navette reads version 2; use the Navette that saved it (1.2.3) or a newer one
          "architecture" : | "architectural" : | expected an object under 'architecture', found nothing
          "kind" : "net" | "kind" : 3 | expected a text under 'kind', found 3
          "seed" : -9 | "seed" : "x", "was" : -9 | expected a number under 'seed', found "x"
          "type" : "none" | "type" : "sound" | expected an object whose type is none, pixels, photo, table, text, series or speech under 'preprocessing', found {"type":"sound"}
          "format" : "navette model" | "format" : "other" | expected a model card with "format": "navette model", found something else
          """)
  void aWrongCardIsExplained(String right, String wrong, String message) throws IOException {
    Path name = saved(1);
    String card = Files.readString(ModelFile.card(name));
    assertTrue(card.contains(right), card);
    Files.writeString(ModelFile.card(name), card.replace(right, wrong));
    assertEquals("DIR/model.json: " + message, refusal(name));
  }

  @Test
  void brokenJsonIsNamedWithItsPlace() throws IOException {
    Path name = saved(1);
    Files.writeString(ModelFile.card(name), "{\n  \"format\" : oops\n}");
    assertTrue(refusal(name).startsWith("DIR/model.json:2:"), refusal(name));
  }

  @Test
  void weightsOfAnotherArchitectureAreRefused() throws IOException {
    Path name = saved(1);
    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> ModelFile.load(name, _ -> Net.init(5, 1)));
    String message = String.valueOf(e.getMessage()).replace(directory.toString(), "DIR");
    assertTrue(
        message.startsWith("DIR/model.safetensors: the weights do not fit DIR/model.json"),
        message);
    assertTrue(message.contains("'hidden.weight' has shape (4, 3)"), message);
  }

  @Test
  void whatTheBuilderRefusesNamesTheCard() throws IOException {
    Path name = saved(1);
    MalformedFileException e =
        assertThrows(
            MalformedFileException.class,
            () ->
                ModelFile.<Net>load(
                    name,
                    _ -> {
                      throw new IllegalArgumentException("no such kind");
                    }));
    assertTrue(String.valueOf(e.getMessage()).endsWith("model.json: no such kind"));
  }

  @Test
  void aSaveThatFailsLeavesTheOldModel() throws IOException {
    Path name = saved(1);
    Path weights = ModelFile.weights(name);
    byte[] old = Files.readAllBytes(weights);
    byte[] oldCard = Files.readAllBytes(ModelFile.card(name));
    // The weights cannot take the place of a directory that is not empty.
    Files.delete(weights);
    Files.createDirectories(weights.resolve("in the way"));
    assertThrows(IOException.class, () -> ModelFile.save(name, card(4), Net.init(4, 2)));
    assertArrayEquals(oldCard, Files.readAllBytes(ModelFile.card(name)));
    Files.delete(weights.resolve("in the way"));
    Files.delete(weights);
    Files.write(weights, old);
    assertEquals("test", ModelFile.load(name, ModelFileTest::build).card().task());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(2, files.count(), "no temporary file stays");
    }
  }

  @Test
  void aKilledSaveLeavesNoHalfFileUnderTheName() throws IOException {
    // What a killed process leaves: its temporary files. They are no model, and hide none.
    Path name = saved(1);
    Files.writeString(directory.resolve(".model.json.abc.tmp"), "{\"format\"");
    Files.writeString(directory.resolve(".model.safetensors.abc.tmp"), "half");
    Net loaded = ModelFile.load(name, ModelFileTest::build).model();
    assertArrayEquals(
        values(Net.init(4, 1), "hidden.weight").toFloatArray(),
        values(loaded, "hidden.weight").toFloatArray());
  }

  /// One variable of any type.
  record One(Variable weight) implements Module {}

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void sixteenBitFloatsComeBackBitForBit(DType dtype) throws IOException {
    short[] bits = {0, (short) 0x8000, 1, 0x3C00, 0x3F80, 0x7BFF, (short) 0xFBFF};
    One model = new One(new Variable(Tensor.ofBits(dtype, bits, 7)));
    ModelFile.save(directory.resolve("half"), card(1), model);
    SafetensorsEntry stored =
        Safetensors.read(directory.resolve("half.safetensors")).tensors().get("weight");
    assertEquals(dtype == DType.F16 ? "F16" : "BF16", stored.dtype());
    assertArrayEquals(bits, stored.toBits());
    One back =
        ModelFile.load(
                directory.resolve("half"), _ -> new One(new Variable(Tensor.zeros(dtype, 7))))
            .model();
    assertEquals(dtype, back.weight().type().dtype());
    assertArrayEquals(bits, back.weight().value().toBits());
  }
}
