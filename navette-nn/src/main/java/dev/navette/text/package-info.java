// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// Texts as numbers and back.
///
/// - A [dev.navette.text.Tokenizer] cuts a text into tokens, which a [dev.navette.text.Vocabulary]
///   numbers: byte pairs, word pieces, characters, or words. All are immutable and may be used by
///   several threads at once.
/// - **Lossless** are [dev.navette.text.BytePairTokenizer], for any string whatever, and
///   [dev.navette.text.CharacterTokenizer], for characters it knows: `decode(encode(text))` is
///   `text`. The others say what they change.
/// - **Half a character** (a surrogate that stands alone, which a Java string may hold and Unicode
///   text may not) is kept by byte pairs, as the three bytes that UTF-8 would have for it (WTF-8).
///   The other tokenizers take it for something unknown. No vocabulary holds one.
/// - **Special tokens** (padding, unknown, begin, end, mask) never come out of a text: `encode`
///   treats their spelling as plain text, so that no input can forge them. Who trusts a text calls
///   [dev.navette.text.Tokenizer#encodeSpecial]. `decode` leaves them out, except for the unknown
///   one, since a loss should be seen.
/// - **Training is deterministic**: equal texts in equal order give equal vocabularies.
/// - `toMap` and [dev.navette.text.Tokenizer#fromMap] let a tokenizer be stored beside a model.
/// - [dev.navette.text.TokenWindows] cuts a long text for language models.
@NullMarked
package dev.navette.text;

import org.jspecify.annotations.NullMarked;
