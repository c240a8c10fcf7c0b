// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What BERT does to a text first, for good.
///
/// @param clean whether control characters are left out, and all white space becomes a space
/// @param spaceChinese whether Chinese characters get spaces around them, so that each is a word
/// @param stripAccents whether characters lose their accents
/// @param lowerCase whether letters become small
public record BertNormalization(
    boolean clean, boolean spaceChinese, boolean stripAccents, boolean lowerCase) {
  /// That of `bert-base-uncased`: all of it.
  public static BertNormalization uncased() {
    return new BertNormalization(true, true, true, true);
  }

  /// The text afterwards.
  public String of(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (clean && isDropped(c)) {
            return;
          }
          if (clean && isSpace(c)) {
            cleaned.append(' ');
          } else if (spaceChinese && isChinese(c)) {
            cleaned.append(' ').appendCodePoint(c).append(' ');
          } else {
            cleaned.appendCodePoint(c);
          }
        });
    String result = cleaned.toString();
    if (stripAccents) {
      StringBuilder bare = new StringBuilder(result.length());
      Normalizer.normalize(result, Normalizer.Form.NFD)
          .codePoints()
          .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
          .forEach(bare::appendCodePoint);
      result = bare.toString();
    }
    return lowerCase ? lower(result) : result;
  }

  /// Letter by letter: the small sigma is the same at the end of a word.
  private static String lower(String text) {
    StringBuilder small = new StringBuilder(text.length());
    text.codePoints().forEach(c -> small.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return small.toString();
  }

  static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || c >= '\t' && c <= '\r' || c == 0x85;
  }

  private static boolean isDropped(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    int type = Character.getType(c);
    return c == 0xFFFD
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }

  private static boolean isChinese(int c) {
    return c >= 0x4E00 && c <= 0x9FFF
        || c >= 0x3400 && c <= 0x4DBF
        || c >= 0x20000 && c <= 0x2A6DF
        || c >= 0x2A700 && c <= 0x2B73F
        || c >= 0x2B740 && c <= 0x2B81F
        || c >= 0x2B920 && c <= 0x2CEAF
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0x2F800 && c <= 0x2FA1F;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clean", clean);
    map.put("space_chinese", spaceChinese);
    map.put("strip_accents", stripAccents);
    map.put("lower_case", lowerCase);
    return map;
  }

  static BertNormalization fromMap(StoredMap map) {
    return new BertNormalization(
        map.truth("clean"),
        map.truth("space_chinese"),
        map.truth("strip_accents"),
        map.truth("lower_case"));
  }
}
