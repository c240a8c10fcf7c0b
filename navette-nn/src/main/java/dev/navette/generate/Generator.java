// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// Writes on from prompts.
///
/// ```java
/// Generator generator = Generator.of(Sampling.at(0.8).topP(0.95), 200);
/// int[] text = generator.write(gpt.decoder(1, 256), prompt, Rng.of(42));
/// ```
///
/// @param sampling how each token is chosen
/// @param most how many tokens are written at most
/// @param end the token after which a sequence is complete, if there is one
public record Generator(Sampling sampling, int most, OptionalInt end) {
  /// Checks the count.
  ///
  /// @throws IllegalArgumentException if it is negative
  public Generator {
    if (most < 0) {
      throw new IllegalArgumentException("Generator: " + most + " tokens at most; use 0 or more");
    }
  }

  /// Without a token at the end.
  public static Generator of(Sampling sampling, int most) {
    return new Generator(sampling, most, OptionalInt.empty());
  }

  /// The same, a sequence being complete with this token.
  public Generator until(int token) {
    return new Generator(sampling, most, OptionalInt.of(token));
  }

  /// What follows a prompt.
  ///
  /// @param decoder new, of one row
  /// @param prompt one token or more
  /// @param rng where chance comes from
  /// @return the tokens that were written, without the prompt, and without that at the end
  public int[] write(Decoder decoder, int[] prompt, Rng rng) {
    return write(decoder, prompt, rng, _ -> {});
  }

  /// What follows a prompt, each token being shown as soon as it is chosen.
  ///
  /// @param decoder new, of one row
  /// @param each takes the tokens, but for that at the end
  public int[] write(Decoder decoder, int[] prompt, Rng rng, IntConsumer each) {
    return write(decoder, new int[][] {prompt}, rng, each).getFirst();
  }

  /// What follows several prompts, a row each.
  ///
  /// @param decoder new, with a row a prompt
  /// @param prompts of equal length, one token or more
  /// @param rng where chance comes from, for the rows in turn
  /// @return the tokens that were written, without the prompts, and without those at the end
  /// @throws IllegalArgumentException if the prompts do not fit each other or the decoder
  public List<int[]> write(Decoder decoder, int[][] prompts, Rng rng) {
    return write(decoder, prompts, rng, _ -> {});
  }

  private List<int[]> write(Decoder decoder, int[][] prompts, Rng rng, IntConsumer each) {
    int rows = prompts.length;
    Prompts.require("Generator", decoder, prompts);
    int length = prompts[0].length;
    int[][] written = new int[rows][];
    int[] lengths = new int[rows];
    boolean[] complete = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      written[r] = Arrays.copyOf(prompts[r], length + most);
      lengths[r] = length;
    }
    Tensor tokens = Prompts.tensor(prompts);
    for (int i = 0; i < most && !all(complete); i++) {
      Tensor logits = decoder.next(tokens);
      float[] values = logits.toFloatArray();
      int vocabulary = logits.dim(1);
      int[] chosen = new int[rows];
      for (int r = 0; r < rows; r++) {
        if (complete[r]) {
          chosen[r] = end.orElseThrow(); // what it is does not matter any more
          continue;
        }
        float[] row = Arrays.copyOfRange(values, r * vocabulary, (r + 1) * vocabulary);
        chosen[r] = sampling.choose(row, Arrays.copyOf(written[r], lengths[r]), rng);
        complete[r] = end.isPresent() && chosen[r] == end.getAsInt();
        if (!complete[r]) {
          written[r][lengths[r]++] = chosen[r];
          each.accept(chosen[r]);
        }
      }
      tokens = Tensor.of(chosen, rows, 1);
    }
    List<int[]> results = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      results.add(Arrays.copyOfRange(written[r], length, lengths[r]));
    }
    return results;
  }

  private static boolean all(boolean[] flags) {
    for (boolean flag : flags) {
      if (!flag) {
        return false;
      }
    }
    return true;
  }
}
