// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.AtomicFile;
import dev.navette.data.MalformedFileException;
import dev.navette.text.BytePairTokenizer;
import dev.navette.text.CharacterTokenizer;
import dev.navette.text.Tokenizer;
import dev.navette.text.WordPieceTokenizer;
import dev.navette.text.WordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The file `tokenizer.json` of published models, for the tokenizers of BERT (WordPiece) and of
/// GPT-2 (byte-level BPE).
///
/// Truncation and padding in the file are not taken over: they are the loader's. Which special
/// token begins and ends a sequence comes from the file's template (BERT), or else from known
/// spellings such as `<|endoftext|>`. What a file asks for and Navette does not do throws, with the
/// place in the file: a text is never cut otherwise than the file says.
public final class TokenizerFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TokenizerFile() {}

  /// Reads a file.
  ///
  /// @throws MalformedFileException if it is no such file, or asks for something that is not
  ///   supported; the message names it
  /// @throws IOException if it cannot be read
  public static Tokenizer read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /// Reads the content of a file.
  ///
  /// @param source what messages call it
  /// @throws MalformedFileException as [#read]
  public static Tokenizer parse(String source, byte[] content) throws MalformedFileException {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new MalformedFileException(
          source + place, "not complete JSON: " + e.getOriginalMessage(), e);
    }
    return new TokenizerJson(source, root).tokenizer();
  }

  /// Writes a file.
  ///
  /// @throws IllegalArgumentException for characters and words, which the format has not
  /// @throws IOException if it cannot be written
  public static void write(Tokenizer tokenizer, Path file) throws IOException {
    JsonNode root =
        switch (tokenizer) {
          case BytePairTokenizer pairs -> TokenizerJsonWriter.bytePairs(pairs);
          case WordPieceTokenizer pieces -> TokenizerJsonWriter.wordPieces(pieces);
          case CharacterTokenizer _, WordTokenizer _ ->
              throw new IllegalArgumentException(
                  "tokenizer.json has byte pairs and word pieces alone; store this tokenizer by"
                      + " toMap(), or train a BytePairTokenizer");
        };
    AtomicFile.writeBytes(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }
}
