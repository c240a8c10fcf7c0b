// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.Example;
import dev.navette.data.Values;
import java.util.Arrays;
import java.util.List;

/// A sentence and what it is to become, as tokens: a translation, or a pronunciation.
///
/// @param source what goes in
/// @param target what should come out, without tokens for beginning and end
public record SentencePair(int[] source, int[] target) {
  /// The pair as an example of an encoder-decoder, for [dev.navette.data.Padding]: the inputs are
  /// the source with `end` after it and the target with `begin` before it, the target of the
  /// training is the target with `end` after it.
  public Example example(int begin, int end) {
    return new Example(
        List.of(values(after(source, end)), values(before(begin, target))),
        List.of(values(after(target, end))));
  }

  /// The tokens to compute, for batches of like length: the longer side.
  public int length() {
    return Math.max(source.length, target.length);
  }

  private static Values values(int[] tokens) {
    return Values.ints(tokens, tokens.length);
  }

  private static int[] after(int[] tokens, int last) {
    int[] all = Arrays.copyOf(tokens, tokens.length + 1);
    all[tokens.length] = last;
    return all;
  }

  private static int[] before(int first, int[] tokens) {
    int[] all = new int[tokens.length + 1];
    all[0] = first;
    System.arraycopy(tokens, 0, all, 1, tokens.length);
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentencePair that
        && Arrays.equals(source, that.source)
        && Arrays.equals(target, that.target);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(source) + Arrays.hashCode(target);
  }

  @Override
  public String toString() {
    return "SentencePair[" + Arrays.toString(source) + ", " + Arrays.toString(target) + "]";
  }
}
