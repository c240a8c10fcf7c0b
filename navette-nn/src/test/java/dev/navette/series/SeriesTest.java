// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.Batch;
import dev.navette.data.Loader;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static double[] upTo(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }

  @Test
  void windowsEndWithinTheSeries() {
    SeriesWindows windows = SeriesWindows.of(upTo(10), 4, 2, 3);
    assertEquals(2, windows.size());
    assertEquals(7, windows.origin(1));
    Batch batch = Loader.of(windows).batch(2).shuffle(false).pass(1).next();
    assertArrayEquals(new float[] {0, 1, 2, 3, 3, 4, 5, 6}, batch.input().toFloatArray());
    assertArrayEquals(new float[] {4, 5, 7, 8}, batch.target().toFloatArray());
    assertArrayEquals(new int[] {2, 4, 1}, batch.input().shape().toArray());
    double[][] features = {{1, 10}, {2, 20}, {3, 30}};
    SeriesWindows two = SeriesWindows.of(features, new double[] {7, 8, 9}, 2, 1, 1);
    assertArrayEquals(
        new float[] {1, 10, 2, 20},
        ((dev.navette.data.Values.Floats) two.example(0).input()).data());
    assertEquals(
        "series windows: 4 values in, 2 out, every 1, of a series of 5; all are 1 or more, and the"
            + " series is as long as a window at least",
        assertThrows(IllegalArgumentException.class, () -> SeriesWindows.of(upTo(5), 4, 2, 1))
            .getMessage());
    assertEquals(
        "series: value 1 is NaN; fill in what is missing first",
        assertThrows(
                IllegalArgumentException.class,
                () -> SeriesWindows.of(new double[] {1, Double.NaN, 3}, 1, 1, 1))
            .getMessage());
  }

  @Test
  void scalingGoesBack() {
    Scaling standard = Scaling.standard(new double[] {1, 3});
    assertEquals(new Scaling(2, 1), standard);
    assertEquals(4, standard.scaled(6));
    assertEquals(6, standard.restored(4));
    assertEquals(new Scaling(5, 1), Scaling.standard(new double[] {5, 5}));
    Scaling range = Scaling.range(new double[] {2, 6, 4});
    assertArrayEquals(new double[] {0, 1, 0.5}, range.scaled(new double[] {2, 6, 4}));
    assertEquals(range, Scaling.fromMap(range.toMap()));
  }

  @Test
  void baselines() {
    double[] history = {1, 5, 2, 6, 4};
    assertArrayEquals(new double[] {4, 4}, Forecaster.naive().forecast(history, 2));
    assertArrayEquals(new double[] {6, 4, 6}, Forecaster.seasonalNaive(2).forecast(history, 3));
    assertArrayEquals(new double[] {4.75, 5.5}, Forecaster.drift().forecast(history, 2));
    assertArrayEquals(new double[] {3.6}, Forecaster.mean().forecast(history, 1), 1e-15);
    assertEquals(
        "seasonalNaive: a history of 5 values has no season of 6; begin later",
        assertThrows(
                IllegalArgumentException.class,
                () -> Forecaster.seasonalNaive(6).forecast(history, 1))
            .getMessage());
  }

  @Test
  void errorsByHand() {
    ForecastErrors errors = ForecastErrors.of(new double[] {1, 2, 0}, new double[] {3, 2, 0}, 0.5);
    assertEquals(2 / 3.0, errors.mae());
    assertEquals(Math.sqrt(4 / 3.0), errors.rmse());
    assertEquals(4 / 3.0, errors.mase());
    assertEquals(100 / 3.0, errors.smape());
    assertEquals(2, ForecastErrors.scale(new double[] {1, 2, 3, 4}, 2));
  }

  @Test
  void theOriginRollsAndTheFutureIsHidden() {
    Backtest backtest = new Backtest(upTo(12), 5, 3, 2, 1);
    assertArrayEquals(new int[] {5, 7, 9}, backtest.origins());
    Backtest.Result line =
        backtest.of((history, horizon) -> {
          assertEquals(history.length - 1, history[history.length - 1]);
          double[] next = new double[horizon];
          Arrays.setAll(next, h -> history.length + h);
          return next;
        });
    assertEquals(0, line.errors().mae());
    Backtest.Result naive = backtest.of(Forecaster.naive());
    assertEquals(2, naive.errors().mae());
    assertEquals(2, naive.errors().mase());
    assertEquals(3, naive.byStep().get(2).rmse());
    assertEquals(3, naive.forecasts().size());
    assertEquals(
        "backtest: from value 5 on, 3 ahead, every 0, of a series of 12; all are 1 or more, and the"
            + " first forecast ends within the series",
        assertThrows(IllegalArgumentException.class, () -> new Backtest(upTo(12), 5, 3, 0, 1))
            .getMessage());
  }
}
