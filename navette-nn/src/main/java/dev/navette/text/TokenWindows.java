// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.Dataset;
import dev.navette.data.Example;
import dev.navette.data.Loader;
import dev.navette.data.Values;
import java.util.Arrays;

/// Parts of a long text for a language model: the input is `length` tokens, the target the same
/// moved on by one, so that each token is to be told from those before it.
public final class TokenWindows implements Dataset<Example> {
  private final int[] tokens;
  private final int length;
  private final int stride;

  private TokenWindows(int[] tokens, int length, int stride) {
    this.tokens = tokens.clone();
    this.length = length;
    this.stride = stride;
    if (length < 1 || stride < 1 || tokens.length <= length) {
      throw new IllegalArgumentException(
          "token windows: length "
              + length
              + " and stride "
              + stride
              + " in a text of "
              + tokens.length
              + " tokens; both are 1 or more, and the text needs more tokens than a window");
    }
  }

  /// Windows that begin at every `stride`-th token. With stride 1, a loader with
  /// [dev.navette.data.Sampler#drawn] takes random windows.
  ///
  /// @throws IllegalArgumentException if the text is not longer than a window
  public static TokenWindows of(int[] tokens, int length, int stride) {
    return new TokenWindows(tokens, length, stride);
  }

  @Override
  public int size() {
    return (tokens.length - 1 - length) / stride + 1;
  }

  @Override
  public Example example(int index) {
    return window(tokens, index * stride, length);
  }

  private static Example window(int[] tokens, int from, int length) {
    return Example.of(
        Values.ints(Arrays.copyOfRange(tokens, from, from + length), length),
        Values.ints(Arrays.copyOfRange(tokens, from + 1, from + length + 1), length));
  }

  /// Batches for truncated back-propagation through time: the text is cut into `batch` streams of
  /// equal length, and row b of each batch goes on in stream b where the batch before it ended, so
  /// that a recurrent state may be carried from batch to batch. The first batch of an epoch begins
  /// anew. What does not fill all streams at the end of the text is left out.
  ///
  /// @return a loader of batches `(batch, length)`, in order
  /// @throws IllegalArgumentException if the text is too short for one batch
  public static Loader<Example> contiguous(int[] tokens, int batch, int length) {
    int stretches = batch < 1 || length < 1 ? 0 : (tokens.length / batch - 1) / length;
    if (stretches < 1) {
      throw new IllegalArgumentException(
          "token windows: "
              + tokens.length
              + " tokens do not fill a batch of "
              + batch
              + " streams with "
              + length
              + " tokens and the one after them; use a longer text or smaller numbers from 1");
    }
    int[] text = tokens.clone();
    int stream = tokens.length / batch;
    Dataset<Example> inOrder =
        new Dataset<>() {
          @Override
          public int size() {
            return stretches * batch;
          }

          @Override
          public Example example(int index) {
            return window(text, index % batch * stream + index / batch * length, length);
          }
        };
    return Loader.of(inOrder).batch(batch).shuffle(false);
  }
}
