// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.run.TextRows;
import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.data.Image;
import dev.navette.data.ImageFile;
import dev.navette.data.NearestName;
import dev.navette.data.TabularEncoder;
import dev.navette.formats.ModelCard;
import dev.navette.formats.Preprocessing;
import dev.navette.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a user gave to predict from, as the model wants it.
///
/// @param features row by row
/// @param notes what the user should know about it
record ModelInput(float[] features, List<String> notes) {
  ModelInput {
    notes = List.copyOf(notes);
  }

  /// Reads an input.
  ///
  /// @param card what the model wants
  /// @param input a file, or numbers, or names with values
  /// @throws IOException if a file cannot be read
  /// @throws IllegalArgumentException if the input does not fit the model
  static ModelInput read(ModelCard card, String input) throws IOException {
    return switch (card.preprocessing()) {
      case Preprocessing.Pixels(boolean lightInk) -> ink(card, Path.of(input), lightInk);
      case Preprocessing.Photo() ->
          resized(card, ImageFile.read(Path.of(input), channels(card)), new ArrayList<>());
      case Preprocessing.Table(TabularEncoder encoder) -> table(encoder, input);
      case Preprocessing.Text(List<Tokenizer> tokenizers) ->
          new ModelInput(
              TextRows.features(
                  tokenizers.getFirst(), List.of(input), card.inputShape().getFirst()),
              List.of());
      case Preprocessing.Plain() -> new ModelInput(numbers(card, input), List.of());
      case Preprocessing.Series _, Preprocessing.Speech _ ->
          throw new IllegalArgumentException(
              "the model of the task '" + card.task() + "' takes sequences, not single inputs");
    };
  }

  private static ModelInput ink(ModelCard card, Path file, boolean lightInk) throws IOException {
    Image image = ImageFile.read(file, channels(card));
    List<String> notes = new ArrayList<>();
    if (image.hasLightGround() == lightInk) {
      image = image.inverted();
      notes.add(
          "the image has a "
              + (lightInk ? "light" : "dark")
              + " ground, the model learnt the opposite: it was inverted");
    }
    return resized(card, image, notes);
  }

  private static int channels(ModelCard card) {
    List<Integer> shape = card.inputShape(); // (C, H, W)
    if (shape.size() != 3 || (shape.getFirst() != 1 && shape.getFirst() != 3)) {
      throw new IllegalArgumentException(
          "the model takes inputs of shape "
              + shape
              + "; images are (1, height, width) or (3, height, width)");
    }
    return shape.getFirst();
  }

  private static ModelInput resized(ModelCard card, Image image, List<String> notes) {
    int height = card.inputShape().get(1);
    int width = card.inputShape().get(2);
    if (image.width() == width && image.height() == height) {
      return new ModelInput(image.pixels(), notes);
    }
    notes.add(
        "resized from "
            + image.width()
            + " x "
            + image.height()
            + " to "
            + width
            + " x "
            + height
            + " pixels");
    return new ModelInput(image.resized(height, width).pixels(), notes);
  }

  private static ModelInput table(TabularEncoder encoder, String input) throws IOException {
    Path file = Path.of(input);
    CsvTable table;
    if (Files.exists(file)) {
      table = encoder.read(file);
    } else if (input.contains("=")) {
      table = row(encoder, input);
    } else {
      throw new NoSuchFileException(
          input + ": there is no such file; give a CSV file, or a row such as " + example(encoder));
    }
    int[] rows = IntStream.range(0, table.rows()).toArray();
    float[] features = encoder.features(table, rows);
    List<String> notes = new ArrayList<>();
    Set<String> unseen = encoder.unseen(table);
    if (!unseen.isEmpty()) {
      notes.add("not seen in training, and so of no effect: " + String.join(", ", unseen));
    }
    return new ModelInput(features, notes);
  }

  /// The columns an encoder knows and whether each is categorical, in order.
  private static Map<String, Boolean> columns(TabularEncoder encoder) {
    Map<String, Boolean> columns = new LinkedHashMap<>();
    if (encoder.toMap().get("columns") instanceof List<?> list) {
      for (Object column : list) {
        if (column instanceof Map<?, ?> map) {
          columns.put(String.valueOf(map.get("name")), "categorical".equals(map.get("type")));
        }
      }
    }
    return columns;
  }

  private static String example(TabularEncoder encoder) {
    return columns(encoder).keySet().stream()
        .map(name -> name + "=...")
        .collect(Collectors.joining(","));
  }

  // name=value,name=value: a table of one row; columns that are not named are missing.
  private static CsvTable row(TabularEncoder encoder, String input) throws IOException {
    Map<String, Boolean> columns = columns(encoder);
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : input.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'" + part + "' is not NAME=VALUE; a row looks like " + example(encoder));
      }
      String name = part.substring(0, equals).strip();
      if (!columns.containsKey(name)) {
        throw new IllegalArgumentException(NearestName.message("column", name, columns.keySet()));
      }
      given.put(name, part.substring(equals + 1).strip());
    }
    for (Map.Entry<String, Boolean> column : columns.entrySet()) {
      String value = given.getOrDefault(column.getKey(), "");
      if (!column.getValue() && !value.isEmpty()) {
        number(column.getKey(), value);
      }
    }
    String head =
        columns.keySet().stream().map(ModelInput::quoted).collect(Collectors.joining(","));
    String body =
        columns.keySet().stream()
            .map(name -> quoted(given.getOrDefault(name, "")))
            .collect(Collectors.joining(","));
    Set<String> categorical =
        columns.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    CsvOptions options =
        CsvOptions.detect().withDelimiter(',').withHeader(true).withCategorical(categorical);
    return CsvTable.parse("the row", head + "\n" + body + "\n", options);
  }

  private static String quoted(String field) {
    return "\"" + field.replace("\"", "\"\"") + "\"";
  }

  private static float[] numbers(ModelCard card, String input) {
    int wanted = card.inputShape().stream().reduce(1, (a, b) -> a * b);
    String[] parts = input.split(",", -1);
    if (parts.length != wanted) {
      throw new IllegalArgumentException(
          "the model takes "
              + wanted
              + " numbers with commas between them, such as 0,1; got '"
              + input
              + "'");
    }
    float[] numbers = new float[wanted];
    for (int i = 0; i < wanted; i++) {
      numbers[i] = number("input " + (i + 1), parts[i].strip());
    }
    return numbers;
  }

  private static float number(String name, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": '" + text + "' is not a number", e);
    }
  }
}
