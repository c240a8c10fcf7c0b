// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import java.util.Arrays;
import java.util.stream.Stream;

/// Which tokens a decoded text shows.
final class Spelled {
  private Spelled() {}

  /// The spellings of all tokens but special ones; the unknown one is shown.
  static Stream<String> visible(Vocabulary vocabulary, int[] ids) {
    int unknown = vocabulary.find(Special.UNKNOWN).orElse(-1);
    return Arrays.stream(ids)
        .filter(id -> id == unknown || !vocabulary.isSpecial(id))
        .mapToObj(vocabulary::token);
  }
}
