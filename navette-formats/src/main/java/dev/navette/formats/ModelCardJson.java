// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.MalformedFileException;
import dev.navette.data.TabularEncoder;
import dev.navette.series.Scaling;
import dev.navette.signal.MelSpectrogram;
import dev.navette.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model card as JSON, and back with checks: each message names the file and the key.
///
/// @param source the file, for messages
/// @param root the whole object
record ModelCardJson(String source, JsonNode root) {
  private static final String FORMAT = "navette model";
  private static final int VERSION = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /// The content of a file.
  ///
  /// @param card what to write
  /// @param digest the digest of the weights
  static byte[] write(ModelCard card, String digest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("format_version", VERSION);
    root.put("kind", card.kind());
    root.set("architecture", JSON.valueToTree(card.architecture()));
    root.set("input_shape", JSON.valueToTree(card.inputShape()));
    root.set("preprocessing", preprocessing(card.preprocessing()));
    root.set("class_names", JSON.valueToTree(card.classNames()));
    root.put("task", card.task());
    root.put("seed", card.seed());
    root.put("version", card.version());
    root.put("weights_sha256", digest);
    return JSON.writeValueAsBytes(root);
  }

  private static ObjectNode preprocessing(Preprocessing preprocessing) {
    ObjectNode node = JSON.createObjectNode();
    return switch (preprocessing) {
      case Preprocessing.Plain() -> node.put("type", "none");
      case Preprocessing.Pixels(boolean lightInk) ->
          node.put("type", "pixels").put("light_ink", lightInk);
      case Preprocessing.Photo() -> node.put("type", "photo");
      case Preprocessing.Table(TabularEncoder encoder) -> {
        node.put("type", "table");
        node.set("encoder", JSON.valueToTree(encoder.toMap()));
        yield node;
      }
      case Preprocessing.Text(List<Tokenizer> tokenizers) -> {
        node.put("type", "text");
        node.set(
            "tokenizers", JSON.valueToTree(tokenizers.stream().map(Tokenizer::toMap).toList()));
        yield node;
      }
      case Preprocessing.Series(Scaling scaling) -> {
        node.put("type", "series");
        node.set("scaling", JSON.valueToTree(scaling.toMap()));
        yield node;
      }
      case Preprocessing.Speech(MelSpectrogram spectrogram) -> {
        node.put("type", "speech");
        node.set("spectrogram", JSON.valueToTree(spectrogram.toMap()));
        yield node;
      }
    };
  }

  /// Reads the content of a file.
  ///
  /// @throws MalformedFileException if it is not a model card of a known version
  static ModelCardJson parse(String source, byte[] content) throws MalformedFileException {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new MalformedFileException(
          source + place, "not complete JSON: " + e.getOriginalMessage(), e);
    }
    ModelCardJson json = new ModelCardJson(source, root);
    if (!root.isObject() || !FORMAT.equals(root.path("format").asString(""))) {
      throw new MalformedFileException(
          source,
          "expected a model card with \"format\": \"" + FORMAT + "\", found something else");
    }
    int version = json.integer("format_version");
    if (version != VERSION) {
      throw new MalformedFileException(
          source,
          "the format has version "
              + version
              + ", this Navette reads version "
              + VERSION
              + "; use the Navette that saved it ("
              + root.path("version").asString("unknown")
              + ") or a newer one");
    }
    return json;
  }

  /// The card.
  ///
  /// @throws MalformedFileException if something is missing or of the wrong kind
  ModelCard card() throws MalformedFileException {
    return new ModelCard(
        text("kind"),
        architecture(),
        integers("input_shape"),
        preprocessing(),
        texts("class_names"),
        text("task"),
        text("version"),
        number("seed").longValue());
  }

  /// The digest of the weights that belong to the card.
  String digest() throws MalformedFileException {
    return text("weights_sha256");
  }

  private Map<String, Object> architecture() throws MalformedFileException {
    JsonNode node = root.path("architecture");
    if (!node.isObject()) {
      throw wrong("architecture", "an object", node);
    }
    return JSON.convertValue(node, MAP);
  }

  private Preprocessing preprocessing() throws MalformedFileException {
    JsonNode node = root.path("preprocessing");
    String type = node.path("type").asString("");
    return switch (type) {
      case "none" -> new Preprocessing.Plain();
      case "pixels" -> new Preprocessing.Pixels(node.path("light_ink").asBoolean(true));
      case "photo" -> new Preprocessing.Photo();
      case "table" ->
          new Preprocessing.Table(stored("encoder", node.path("encoder"), TabularEncoder::fromMap));
      case "text" -> new Preprocessing.Text(tokenizers(node.path("tokenizers")));
      case "series" ->
          new Preprocessing.Series(stored("scaling", node.path("scaling"), Scaling::fromMap));
      case "speech" ->
          new Preprocessing.Speech(
              stored("spectrogram", node.path("spectrogram"), MelSpectrogram::fromMap));
      default ->
          throw wrong(
              "preprocessing",
              "an object whose type is none, pixels, photo, table, text, series or speech",
              node);
    };
  }

  private List<Tokenizer> tokenizers(JsonNode list) throws MalformedFileException {
    List<Tokenizer> tokenizers = new ArrayList<>();
    for (JsonNode node : list) {
      tokenizers.add(stored("tokenizers", node, Tokenizer::fromMap));
    }
    if (tokenizers.isEmpty()) {
      throw wrong("preprocessing.tokenizers", "a list of tokenizers", list);
    }
    return tokenizers;
  }

  private <T> T stored(String key, JsonNode node, Function<Map<String, Object>, T> reader)
      throws MalformedFileException {
    if (!node.isObject()) {
      throw wrong("preprocessing." + key, "an object", node);
    }
    try {
      return reader.apply(JSON.convertValue(node, MAP));
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(source, String.valueOf(e.getMessage()), e);
    }
  }

  private String text(String key) throws MalformedFileException {
    JsonNode node = root.path(key);
    if (!node.isString()) {
      throw wrong(key, "a text", node);
    }
    return node.asString();
  }

  private JsonNode number(String key) throws MalformedFileException {
    JsonNode node = root.path(key);
    if (!node.isNumber()) {
      throw wrong(key, "a number", node);
    }
    return node;
  }

  private int integer(String key) throws MalformedFileException {
    return asInteger(key, root.path(key));
  }

  private int asInteger(String key, JsonNode node) throws MalformedFileException {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(key, "a whole number", node);
    }
    return node.intValue();
  }

  private List<Integer> integers(String key) throws MalformedFileException {
    List<Integer> values = new ArrayList<>();
    for (JsonNode node : list(key)) {
      values.add(asInteger(key, node));
    }
    return values;
  }

  private List<String> texts(String key) throws MalformedFileException {
    List<String> values = new ArrayList<>();
    for (JsonNode node : list(key)) {
      if (!node.isString()) {
        throw wrong(key, "a list of texts", node);
      }
      values.add(node.asString());
    }
    return values;
  }

  private JsonNode list(String key) throws MalformedFileException {
    JsonNode node = root.path(key);
    if (!node.isArray()) {
      throw wrong(key, "a list", node);
    }
    return node;
  }

  private MalformedFileException wrong(String key, String expected, JsonNode found) {
    String text =
        Optional.of(found)
            .filter(n -> !n.isMissingNode())
            .map(JsonNode::toString)
            .orElse("nothing");
    return new MalformedFileException(
        source,
        "expected "
            + expected
            + " under '"
            + key
            + "', found "
            + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
  }
}
