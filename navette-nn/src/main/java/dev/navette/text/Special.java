// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import java.util.List;

/// What a special token is for.
public enum Special {
  /// Fills short sequences of a batch.
  PAD("<pad>", "[PAD]", "<|pad|>"),
  /// Stands for what the vocabulary does not have.
  UNKNOWN("<unk>", "[UNK]"),
  /// Comes before a sequence.
  BEGIN("<s>", "[CLS]", "<|endoftext|>"),
  /// Comes after a sequence.
  END("</s>", "[SEP]", "<|endoftext|>"),
  /// Hides a token that is to be guessed.
  MASK("<mask>", "[MASK]");

  private final List<String> spellings;

  Special(String... spellings) {
    this.spellings = List.of(spellings);
  }

  /// How it is spelled unless something else is said, such as `<pad>`.
  public String spelling() {
    return spellings.getFirst();
  }

  /// How it is spelled in vocabularies in use, the usual spelling first.
  public List<String> knownSpellings() {
    return spellings;
  }
}
