// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// BLEU of a corpus, 0 to 100, as sacreBLEU defines it (`nrefs:1|case:mixed|eff:no|tok:13a|
/// smooth:exp`):
///
/// `100 exp(min(0, 1 - r / h)) (p1 p2 p3 p4)^(1/4)`
///
/// with h the words of the hypotheses, r those of the references (of each sentence the reference
/// nearest in length, of equally near ones the shorter), and pn the share of runs of n words that a
/// reference has too, each counted as often as it stands in one reference at most. The k-th
/// precision without a match is taken for `1 / (2^k total)`; without any match at all, and without
/// a run of four words, BLEU is 0.
///
/// K. Papineni et al., *BLEU*, ACL 2002; M. Post, *A Call for Clarity in Reporting BLEU Scores*,
/// WMT 2018.
public final class Bleu implements CorpusMetric {
  private static final int ORDERS = 4;

  /// A BLEU.
  public Bleu() {}

  /// A BLEU and what it is made of.
  ///
  /// @param value 0 to 100
  /// @param precisions of runs of 1 to 4 words, 0 to 100, smoothed
  /// @param brevityPenalty 0 to 1
  /// @param hypothesisLength in words
  /// @param referenceLength in words
  public record Score(
      double value,
      List<Double> precisions,
      double brevityPenalty,
      long hypothesisLength,
      long referenceLength) {}

  @Override
  public String name() {
    return "bleu";
  }

  /// The lengths of hypothesis and reference, then for each n the matches and the runs.
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    List<String> words = words(hypothesis);
    List<List<String>> right = references.stream().map(Bleu::words).toList();
    double[] counts = new double[2 + 2 * ORDERS];
    counts[0] = words.size();
    counts[1] = nearest(words.size(), right);
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : right) {
        Ngrams.count(reference, n).forEach((run, count) -> most.merge(run, count, Math::max));
      }
      counts[2 * n] = Ngrams.shared(Ngrams.count(words, n), most);
      counts[2 * n + 1] = Math.max(0, words.size() - n + 1);
    }
    return counts;
  }

  private static int nearest(int length, List<List<String>> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("bleu: a text has no reference; give one or more");
    }
    int best = references.getFirst().size();
    for (List<String> reference : references) {
      int distance = Math.abs(reference.size() - length);
      int least = Math.abs(best - length);
      if (distance < least || distance == least && reference.size() < best) {
        best = reference.size();
      }
    }
    return best;
  }

  @Override
  public double score(double[] counts) {
    return details(counts).value();
  }

  /// The score of texts with one reference each, with what it is made of.
  ///
  /// @throws IllegalArgumentException if there are none, or not as many references
  public Score details(List<String> hypotheses, List<String> references) {
    return details(CorpusMetric.sum(name(), counts(hypotheses, references)));
  }

  /// The score of counts that were added up, with what it is made of.
  public Score details(double[] counts) {
    double hypothesis = counts[0];
    double reference = counts[1];
    double penalty =
        hypothesis >= reference
            ? 1
            : hypothesis > 0 ? StrictMath.exp(1 - reference / hypothesis) : 0;
    List<Double> precisions = new ArrayList<>();
    double matches = 0;
    double smoothing = 1;
    double logs = 0;
    for (int n = 1; n <= ORDERS; n++) {
      double right = counts[2 * n];
      double runs = counts[2 * n + 1];
      matches += right;
      smoothing = right == 0 ? 2 * smoothing : smoothing;
      double precision = runs == 0 ? 0 : right == 0 ? 1 / (smoothing * runs) : right / runs;
      logs += StrictMath.log(precision);
      precisions.add(100 * precision);
    }
    double value = matches == 0 ? 0 : 100 * penalty * StrictMath.exp(logs / ORDERS);
    return new Score(value, List.copyOf(precisions), penalty, (long) hypothesis, (long) reference);
  }

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("([{-~\\[-` -&(-+:-@/])", " $1 "),
          new Rule("([^0-9])([.,])", "$1 $2 "),
          new Rule("([.,])([^0-9])", " $1 $2"),
          new Rule("([0-9])(-)", "$1 $2 "));

  /// The words of a text in the tokenisation 13a (that of `mteval-v13a`): signs of ASCII are words
  /// of their own, except for apostrophes, hyphens after a letter, and points and commas between
  /// digits.
  public static List<String> words(String text) {
    String line =
        text.stripTrailing()
            .replace("<skipped>", "")
            .replace("-\n", "")
            .replace("\n", " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = " " + line + " ";
    for (Rule rule : RULES) {
      line = rule.pattern.matcher(line).replaceAll(rule.replacement);
    }
    return Ngrams.words(line);
  }
}
