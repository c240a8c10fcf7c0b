// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.text.BytePairTokenizer;
import dev.navette.text.Special;
import dev.navette.text.Tokenizer;
import dev.navette.text.Vocabulary;
import dev.navette.text.WordPieceTokenizer;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A tokenizer as a tokenizer.json.
final class TokenizerJsonWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TokenizerJsonWriter() {}

  static ObjectNode bytePairs(BytePairTokenizer pairs) {
    ObjectNode root = root(pairs);
    root.putNull("normalizer");
    root.set("pre_tokenizer", byteLevel().put("add_prefix_space", pairs.prefixSpace()));
    root.set("post_processor", postProcessor(pairs.vocabulary(), byteLevel()));
    root.set("decoder", byteLevel());
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    model.set("vocab", vocabulary(pairs));
    ArrayNode merges = model.putArray("merges");
    pairs.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
    return root;
  }

  static ObjectNode wordPieces(WordPieceTokenizer pieces) {
    ObjectNode root = root(pieces);
    root.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", pieces.normalization().clean())
        .put("handle_chinese_chars", pieces.normalization().spaceChinese())
        .put("strip_accents", pieces.normalization().stripAccents())
        .put("lowercase", pieces.normalization().lowerCase());
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    ObjectNode template = postProcessor(pieces.vocabulary(), NODES.objectNode());
    root.set("post_processor", template.isEmpty() ? NODES.nullNode() : template);
    root.putObject("decoder")
        .put("type", "WordPiece")
        .put("prefix", pieces.within())
        .put("cleanup", true);
    ObjectNode model = root.putObject("model").put("type", "WordPiece");
    model.put("unk_token", pieces.vocabulary().token(pieces.vocabulary().id(Special.UNKNOWN)));
    model.put("continuing_subword_prefix", pieces.within());
    model.put("max_input_chars_per_word", pieces.longestWord());
    model.set("vocab", vocabulary(pieces));
    return root;
  }

  private static ObjectNode root(Tokenizer tokenizer) {
    ObjectNode root = NODES.objectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id : tokenizer.vocabulary().specials()) {
      added
          .addObject()
          .put("id", id)
          .put("content", tokenizer.vocabulary().token(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    return root;
  }

  private static ObjectNode byteLevel() {
    return NODES
        .objectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode vocabulary(Tokenizer tokenizer) {
    ObjectNode node = NODES.objectNode();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      node.put(tokenizer.vocabulary().token(id), id);
    }
    return node;
  }

  /// The template of a sequence with its beginning and end, where there are such tokens.
  private static ObjectNode postProcessor(Vocabulary vocabulary, ObjectNode without) {
    OptionalInt begin = vocabulary.find(Special.BEGIN);
    OptionalInt end = vocabulary.find(Special.END);
    if (begin.isEmpty() && end.isEmpty() || begin.equals(end)) {
      return without;
    }
    ObjectNode node = NODES.objectNode().put("type", "TemplateProcessing");
    ArrayNode single = node.putArray("single");
    ArrayNode pair = node.putArray("pair");
    ObjectNode tokens = node.putObject("special_tokens");
    begin.ifPresent(id -> {
      special(single, vocabulary, id, 0);
      special(pair, vocabulary, id, 0);
      define(tokens, vocabulary, id);
    });
    sequence(single, "A", 0);
    sequence(pair, "A", 0);
    end.ifPresent(id -> {
      special(single, vocabulary, id, 0);
      special(pair, vocabulary, id, 0);
      define(tokens, vocabulary, id);
    });
    sequence(pair, "B", 1);
    end.ifPresent(id -> special(pair, vocabulary, id, 1));
    return node;
  }

  private static void special(ArrayNode list, Vocabulary vocabulary, int id, int type) {
    list.addObject().putObject("SpecialToken").put("id", vocabulary.token(id)).put("type_id", type);
  }

  private static void sequence(ArrayNode list, String name, int type) {
    list.addObject().putObject("Sequence").put("id", name).put("type_id", type);
  }

  private static void define(ObjectNode tokens, Vocabulary vocabulary, int id) {
    String token = vocabulary.token(id);
    ObjectNode node = tokens.putObject(token).put("id", token);
    node.putArray("ids").add(id);
    node.putArray("tokens").add(token);
  }
}
