// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Looks for the likeliest sequence: in each step the best of all continuations of a few sequences
/// are kept.
///
/// Complete sequences are compared by log p / ((5 + n) / 6)^penalty, where n counts their tokens,
/// that at the end included ([Wu et al. 2016](https://arxiv.org/abs/1609.08144)). The search ends
/// when no sequence under way can become better than the worst of as many complete ones as there
/// are beams.
///
/// @param beams how many sequences are kept, 1 or more
/// @param penalty 0 compares by probability, which favours short sequences; more favours longer
///   ones
/// @param most how many tokens are written at most, 1 or more
/// @param end the token after which a sequence is complete
public record BeamSearch(int beams, double penalty, int most, int end) {
  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException if a number is out of its range
  public BeamSearch {
    if (beams < 1 || most < 1 || !(penalty >= 0)) {
      throw new IllegalArgumentException(
          "BeamSearch: "
              + beams
              + " beams, "
              + most
              + " tokens at most, penalty "
              + penalty
              + "; use 1 or more, 1 or more, and 0 or more");
    }
  }

  private record Beam(int[] tokens, double logProbability) {
    Beam with(int token, double log) {
      int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
      longer[tokens.length] = token;
      return new Beam(longer, logProbability + log);
    }
  }

  private record Candidate(int row, int token, double logProbability) {}

  /// What follows a prompt, the best first.
  ///
  /// @param decoder new, with as many rows as there are beams
  /// @param prompt one token or more
  /// @return one hypothesis or more, at most as many as there are beams; those that are not
  ///   complete are there only if fewer were completed
  /// @throws IllegalArgumentException if the decoder has another number of rows or the prompt is
  ///   empty
  public List<Hypothesis> search(Decoder decoder, int[] prompt) {
    int[][] prompts = new int[beams][];
    Arrays.fill(prompts, prompt);
    Prompts.require("BeamSearch", decoder, prompts);
    List<Hypothesis> complete = new ArrayList<>();
    List<Beam> under = List.of(new Beam(new int[0], 0));
    Tensor tokens = Prompts.tensor(prompts);
    for (int length = 1;
        length <= most && !under.isEmpty() && !isDecided(complete, under);
        length++) {
      Tensor logits = decoder.next(tokens);
      List<Candidate> candidates = candidates(under, logits.toFloatArray(), logits.dim(1));
      List<Beam> next = new ArrayList<>();
      int[] parents = new int[beams];
      int[] chosen = new int[beams];
      for (int rank = 0; rank < candidates.size() && next.size() < beams; rank++) {
        Candidate c = candidates.get(rank);
        Beam parent = under.get(c.row);
        if (c.token == end) {
          // one that is worse than all that are kept is no result either
          if (rank < beams) {
            complete.add(hypothesis(parent.tokens, c.logProbability, length, true));
          }
        } else {
          parents[next.size()] = c.row;
          chosen[next.size()] = c.token;
          next.add(parent.with(c.token, c.logProbability - parent.logProbability));
        }
      }
      under = next;
      decoder.reorder(parents);
      tokens = Tensor.of(chosen, beams, 1);
    }
    return best(complete, under);
  }

  /// Whether nothing under way can become one of the best: log-probabilities only fall.
  private boolean isDecided(List<Hypothesis> complete, List<Beam> under) {
    if (complete.size() < beams) {
      return false;
    }
    double worst = sorted(complete).get(beams - 1).score();
    double hope = under.getFirst().logProbability / divisor(most);
    return hope <= worst;
  }

  private List<Hypothesis> best(List<Hypothesis> complete, List<Beam> under) {
    List<Hypothesis> found = new ArrayList<>(sorted(complete));
    for (int i = 0; i < under.size() && found.size() < beams; i++) {
      Beam beam = under.get(i);
      found.add(hypothesis(beam.tokens, beam.logProbability, beam.tokens.length, false));
    }
    return List.copyOf(found.subList(0, Math.min(beams, found.size())));
  }

  private static List<Hypothesis> sorted(List<Hypothesis> hypotheses) {
    return hypotheses.stream().sorted(Comparator.comparingDouble(h -> -h.score())).toList();
  }

  private Hypothesis hypothesis(int[] tokens, double log, int length, boolean complete) {
    return new Hypothesis(tokens, log, log / divisor(length), complete);
  }

  private double divisor(int length) {
    return StrictMath.pow((5.0 + length) / 6, penalty);
  }

  /// Twice as many continuations as there are beams, the best first: even if one of each beam is
  /// its end, enough are left.
  private List<Candidate> candidates(List<Beam> under, float[] logits, int vocabulary) {
    List<Candidate> all = new ArrayList<>();
    for (int row = 0; row < under.size(); row++) {
      double[] logs = logSoftmax(logits, row * vocabulary, vocabulary);
      for (int token : largest(logs, Math.min(2 * beams, vocabulary))) {
        all.add(new Candidate(row, token, under.get(row).logProbability + logs[token]));
      }
    }
    all.removeIf(c -> !(c.logProbability > Double.NEGATIVE_INFINITY));
    all.sort(Comparator.comparingDouble(c -> -c.logProbability));
    return all.subList(0, Math.min(2 * beams, all.size()));
  }

  private static double[] logSoftmax(float[] logits, int from, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, logits[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += StrictMath.exp(logits[from + i] - largest);
    }
    double[] logs = new double[count];
    double shift = largest + StrictMath.log(sum);
    for (int i = 0; i < count; i++) {
      logs[i] = logits[from + i] - shift;
    }
    return logs;
  }

  /// The places of the `count` largest, the first first.
  private static int[] largest(double[] values, int count) {
    int[] places = new int[count];
    int found = 0;
    for (int i = 0; i < values.length; i++) {
      if (found < count || values[i] > values[places[found - 1]]) {
        int at = found < count ? found++ : found - 1;
        while (at > 0 && values[i] > values[places[at - 1]]) {
          places[at] = places[at - 1];
          at--;
        }
        places[at] = i;
      }
    }
    return places;
  }
}
