// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.MalformedFileException;
import dev.navette.text.BertNormalization;
import dev.navette.text.BytePairTokenizer;
import dev.navette.text.BytePairTokenizer.Merge;
import dev.navette.text.Special;
import dev.navette.text.Tokenizer;
import dev.navette.text.Vocabulary;
import dev.navette.text.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads a tokenizer.json with checks.
///
/// @param source the file, for messages
/// @param root the whole object
record TokenizerJson(String source, JsonNode root) {
  Tokenizer tokenizer() throws MalformedFileException {
    JsonNode model = root.path("model");
    // The type was left out of early files, which had byte pairs.
    String type = model.path("type").asString(model.has("merges") ? "BPE" : "");
    try {
      return switch (type) {
        case "BPE" -> bytePairs(model);
        case "WordPiece" -> wordPieces(model);
        default -> throw unsupported("model.type", "BPE or WordPiece", model.path("type"));
      };
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(source, String.valueOf(e.getMessage()), e);
    }
  }

  private Tokenizer bytePairs(JsonNode model) throws MalformedFileException {
    requireAbsent("normalizer");
    requireType("decoder", "ByteLevel");
    JsonNode cut = requireType("pre_tokenizer", "ByteLevel");
    if (!cut.path("use_regex").asBoolean(true)) {
      throw unsupported("pre_tokenizer.use_regex", "true", cut.path("use_regex"));
    }
    for (String key :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      JsonNode value = model.path(key);
      if (!isAbsent(value) && !value.asString("").isEmpty()
          || value.isNumber() && value.doubleValue() != 0) {
        throw unsupported("model." + key, "nothing", value);
      }
    }
    for (String key : List.of("ignore_merges", "byte_fallback")) {
      if (model.path(key).asBoolean(false)) {
        throw unsupported("model." + key, "false", model.path(key));
      }
    }
    List<Merge> merges = new ArrayList<>();
    for (JsonNode node : requireList("model.merges", model.path("merges"))) {
      merges.add(merge(node));
    }
    return new BytePairTokenizer(
        vocabulary(model, ""), merges, cut.path("add_prefix_space").asBoolean(false));
  }

  private Merge merge(JsonNode node) throws MalformedFileException {
    if (node.isArray() && node.size() == 2) {
      return new Merge(node.get(0).asString(""), node.get(1).asString(""));
    }
    String text = node.asString("");
    int space = text.indexOf(' ');
    if (!node.isString() || space < 0) {
      throw wrong("model.merges", "two tokens", node);
    }
    return new Merge(text.substring(0, space), text.substring(space + 1));
  }

  private Tokenizer wordPieces(JsonNode model) throws MalformedFileException {
    JsonNode normalizer = requireType("normalizer", "BertNormalizer");
    requireType("pre_tokenizer", "BertPreTokenizer");
    boolean lower = normalizer.path("lowercase").asBoolean(true);
    return new WordPieceTokenizer(
        vocabulary(model, model.path("unk_token").asString("[UNK]")),
        model.path("continuing_subword_prefix").asString("##"),
        model.path("max_input_chars_per_word").asInt(100),
        new BertNormalization(
            normalizer.path("clean_text").asBoolean(true),
            normalizer.path("handle_chinese_chars").asBoolean(true),
            normalizer.path("strip_accents").asBoolean(lower),
            lower));
  }

  /// The tokens by number, with those added to the model; special are the added ones that say so.
  private Vocabulary vocabulary(JsonNode model, String unknown) throws MalformedFileException {
    Map<Integer, String> tokens = new TreeMap<>();
    JsonNode vocabulary = model.path("vocab");
    if (!vocabulary.isObject()) {
      throw wrong("model.vocab", "an object", vocabulary);
    }
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      put(tokens, entry.getKey(), entry.getValue());
    }
    Set<String> specials = new LinkedHashSet<>();
    for (JsonNode added : root.path("added_tokens")) {
      String content = added.path("content").asString("");
      put(tokens, content, added.path("id"));
      if (!added.path("special").asBoolean(false)) {
        throw unsupported("added_tokens", "special tokens alone", added);
      }
      specials.add(content);
    }
    int expected = 0;
    for (int id : tokens.keySet()) {
      if (id != expected++) {
        throw new MalformedFileException(
            source, "the vocabulary has no token " + (expected - 1) + ", but a token " + id);
      }
    }
    if (!unknown.isEmpty()) {
      specials.add(unknown);
    }
    return Vocabulary.of(List.copyOf(tokens.values()), roles(specials, unknown), specials);
  }

  private void put(Map<Integer, String> tokens, String token, JsonNode id)
      throws MalformedFileException {
    if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
      throw wrong("the number of the token '" + token + "'", "a whole number from 0", id);
    }
    String before = tokens.put(id.intValue(), token);
    if (before != null && !before.equals(token)) {
      throw new MalformedFileException(
          source, "token " + id + " is both '" + before + "' and '" + token + "'");
    }
  }

  private Map<Special, String> roles(Set<String> specials, String unknown) {
    Map<Special, String> roles = new EnumMap<>(Special.class);
    for (Special role : Special.values()) {
      role.knownSpellings().stream()
          .filter(specials::contains)
          .findFirst()
          .ifPresent(token -> roles.put(role, token));
    }
    if (!unknown.isEmpty()) {
      roles.put(Special.UNKNOWN, unknown);
    }
    JsonNode template = root.path("post_processor").path("single");
    boolean before = true;
    for (JsonNode part : template) {
      String token = part.path("SpecialToken").path("id").asString("");
      before = before && !part.has("Sequence");
      if (specials.contains(token)) {
        roles.put(before ? Special.BEGIN : Special.END, token);
      }
    }
    return roles;
  }

  private void requireAbsent(String key) throws MalformedFileException {
    if (!isAbsent(root.path(key))) {
      throw unsupported(key, "nothing", root.path(key));
    }
  }

  private JsonNode requireType(String key, String type) throws MalformedFileException {
    JsonNode node = root.path(key);
    if (!type.equals(node.path("type").asString(""))) {
      throw unsupported(key, type, node);
    }
    return node;
  }

  private JsonNode requireList(String key, JsonNode node) throws MalformedFileException {
    if (!node.isArray()) {
      throw wrong(key, "a list", node);
    }
    return node;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private MalformedFileException unsupported(String key, String supported, JsonNode found) {
    return new MalformedFileException(
        source, "'" + key + "' is not supported; Navette reads " + supported + found(found));
  }

  private MalformedFileException wrong(String key, String expected, JsonNode found) {
    return new MalformedFileException(
        source, "expected " + expected + " under '" + key + "'" + found(found));
  }

  private static String found(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return ", found " + (text.length() > 60 ? text.substring(0, 60) + "..." : text);
  }
}
