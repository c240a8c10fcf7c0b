// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.cli.figure.ConfusionCounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a test found, in numbers and in words.
///
/// @param metrics numbers by name
/// @param lines the result in words
/// @param confusion which classes were taken for which; empty for values
public record Findings(
    Map<String, Double> metrics, List<String> lines, List<ConfusionCounts> confusion) {
  private static final String FOLDS = "folds";
  private static final String DEVIATION = "_deviation";

  /// What came of a test.
  ///
  /// @param classNames of the classes; empty for values
  public static Findings of(Tested tested, List<String> classNames) {
    return of(tested, classNames, List.of());
  }

  /// What came of a cross-validation.
  ///
  /// @param pooled all folds together
  /// @param classNames of the classes; empty for values
  /// @param folds each by itself; empty if there was one test alone
  public static Findings of(Tested pooled, List<String> classNames, List<Tested> folds) {
    return classNames.isEmpty() ? values(pooled, folds) : classes(pooled, classNames, folds);
  }

  private static Findings classes(Tested tested, List<String> classNames, List<Tested> folds) {
    double baseline = (double) tested.right(tested.guesses()) / tested.rows();
    Map<String, Double> metrics = new LinkedHashMap<>(classMetrics(tested, classNames.size()));
    metrics.put("baseline_accuracy", baseline);
    summarise(metrics, folds.stream().map(f -> classMetrics(f, classNames.size())).toList());
    String right =
        String.format(
            Locale.ROOT,
            "%s (%,d of %,d), loss %.4f%s; the commonest class alone: %s",
            percent(tested.accuracy()),
            tested.right(tested.predictions()),
            tested.rows(),
            tested.loss(),
            metrics.containsKey("roc_auc")
                ? String.format(Locale.ROOT, ", ROC-AUC %.4f", metrics.get("roc_auc"))
                : "",
            percent(baseline));
    String line =
        folds.isEmpty()
            ? "test accuracy " + right
            : String.format(
                Locale.ROOT,
                "mean test accuracy of %d folds %s +- %s; all rows %s",
                folds.size(),
                percent(get(metrics, "test_accuracy")),
                percent(get(metrics, "test_accuracy" + DEVIATION)),
                right);
    ConfusionCounts counts =
        ConfusionCounts.of(classNames, whole(tested.truths()), whole(tested.predictions()));
    return new Findings(metrics, List.of(line), List.of(counts));
  }

  private static Map<String, Double> classMetrics(Tested tested, int classes) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_accuracy", tested.accuracy());
    metrics.put("test_loss", tested.loss());
    if (classes == 2) {
      metrics.put("roc_auc", tested.areaUnderCurve());
    }
    return metrics;
  }

  private static int[] whole(double[] classes) {
    return Arrays.stream(classes).mapToInt(c -> (int) c).toArray();
  }

  private static Findings values(Tested tested, List<Tested> folds) {
    double baseline = tested.rootMeanSquare(tested.guesses());
    Map<String, Double> metrics = new LinkedHashMap<>(valueMetrics(tested));
    metrics.put("baseline_rmse", baseline);
    summarise(metrics, folds.stream().map(Findings::valueMetrics).toList());
    String all =
        String.format(
            Locale.ROOT,
            "test RMSE %s, mean absolute error %s, R2 %.3f%s on %,d rows; the mean alone: RMSE %s",
            number(tested.rootMeanSquare(tested.predictions())),
            number(tested.meanAbsolute()),
            tested.explained(),
            tested.logarithmic()
                ? String.format(Locale.ROOT, " (%.3f of the logarithm)", tested.explainedOfLog())
                : "",
            tested.rows(),
            number(baseline));
    if (folds.isEmpty()) {
      return new Findings(metrics, List.of(all), List.of());
    }
    String mean =
        String.format(
            Locale.ROOT,
            "means of %d folds: RMSE %s +- %s, R2 %.4f +- %.4f%s",
            folds.size(),
            number(get(metrics, "test_rmse")),
            number(get(metrics, "test_rmse" + DEVIATION)),
            get(metrics, "r2"),
            get(metrics, "r2" + DEVIATION),
            tested.logarithmic() ? " of the logarithm" : "");
    return new Findings(metrics, List.of(all, mean), List.of());
  }

  private static Map<String, Double> valueMetrics(Tested tested) {
    double error = tested.rootMeanSquare(tested.predictions());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_rmse", error);
    metrics.put("rmse", error);
    metrics.put("test_mae", tested.meanAbsolute());
    metrics.put("test_r2", tested.explained());
    metrics.put("r2", tested.logarithmic() ? tested.explainedOfLog() : tested.explained());
    metrics.put("test_loss", tested.loss());
    return metrics;
  }

  // Means over folds, and their spread, take the place of what all rows together gave.
  private static void summarise(Map<String, Double> metrics, List<Map<String, Double>> folds) {
    if (folds.isEmpty()) {
      return;
    }
    for (String name : folds.getFirst().keySet()) {
      double[] scores = folds.stream().mapToDouble(f -> get(f, name)).toArray();
      double mean = Arrays.stream(scores).sum() / scores.length;
      double squares = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
      metrics.put(name, mean);
      metrics.put(name + DEVIATION, Math.sqrt(squares / (scores.length - 1)));
    }
    metrics.put(FOLDS, (double) folds.size());
  }

  private static double get(Map<String, Double> metrics, String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }

  /// A part in percent with two decimals.
  public static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * part);
  }

  /// Six digits without an exponent.
  public static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
