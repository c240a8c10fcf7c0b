// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import dev.navette.tensor.Tensor;
import java.util.Arrays;

/// What sequences begin with.
final class Prompts {
  private Prompts() {}

  static void require(String operation, Decoder decoder, int[][] prompts) {
    if (prompts.length != decoder.rows() || prompts.length == 0) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + prompts.length
              + " prompts for a decoder of "
              + decoder.rows()
              + " rows; give one a row");
    }
    for (int[] prompt : prompts) {
      if (prompt.length == 0 || prompt.length != prompts[0].length) {
        throw new IllegalArgumentException(
            operation
                + ": prompts of "
                + prompts[0].length
                + " and "
                + prompt.length
                + " tokens; they must be equally long and have one token or more");
      }
    }
  }

  /// i32, `(rows, T)`.
  static Tensor tensor(int[][] prompts) {
    int[] all = Arrays.stream(prompts).flatMapToInt(Arrays::stream).toArray();
    return Tensor.of(all, prompts.length, prompts[0].length);
  }
}
