// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Dataset;
import dev.navette.data.Example;
import dev.navette.data.Image;
import dev.navette.data.Values;
import dev.navette.tensor.Rng;
import java.util.ArrayList;
import java.util.List;

/// Shifts and scales each channel: `out[c] = (in[c] - mean[c]) / deviation[c]`. Not random: what is
/// validated and predicted needs it too.
///
/// @param mean one value a channel
/// @param deviation one value a channel, above 0
public record Normalise(List<Double> mean, List<Double> deviation) implements Augment {
  /// The means of the images of ImageNet, as nets trained on them expect.
  public static final Normalise IMAGENET =
      new Normalise(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /// Copies and checks the lists.
  public Normalise {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          "normalise: " + mean.size() + " means, but " + deviation.size() + " deviations");
    }
    deviation.forEach(d -> Checks.atLeast(Double.MIN_NORMAL, "normalise: a deviation", d));
  }

  /// Learns mean and deviation of each channel from the images to train on.
  ///
  /// @param training the first input of each is `(C, H, W)`
  /// @throws IllegalArgumentException if one is no image
  public static Normalise of(Dataset<Example> training) {
    double[] sums = new double[0];
    double[] squares = new double[0];
    long count = 0;
    for (int i = 0; i < training.size(); i++) {
      if (!(training.example(i).inputs().getFirst() instanceof Values.Floats floats)
          || floats.shape().rank() != 3) {
        throw new IllegalArgumentException(
            "normalise: example " + i + " is no image; give f32 (C, H, W)");
      }
      int channels = floats.shape().dim(0);
      if (i == 0) {
        sums = new double[channels];
        squares = new double[channels];
      }
      int plane = floats.data().length / channels;
      count += plane;
      for (int at = 0; at < floats.data().length; at++) {
        double value = floats.data()[at];
        sums[at / plane] += value;
        squares[at / plane] += value * value;
      }
    }
    List<Double> mean = new ArrayList<>();
    List<Double> deviation = new ArrayList<>();
    for (int c = 0; c < sums.length; c++) {
      double m = sums[c] / count;
      double variance = Math.max(0, squares[c] / count - m * m);
      mean.add(m);
      deviation.add(variance < 1e-12 ? 1 : Math.sqrt(variance)); // a constant channel becomes 0
    }
    return new Normalise(mean, deviation);
  }

  @Override
  public Image apply(Image image, Rng random) {
    if (image.channels() != mean.size()) {
      throw new IllegalArgumentException(
          "normalise: the image has "
              + image.channels()
              + " channels, but there are "
              + mean.size()
              + " means; give one a channel");
    }
    float[] from = image.pixels();
    float[] to = new float[from.length];
    int plane = image.height() * image.width();
    for (int c = 0; c < image.channels(); c++) {
      float m = mean.get(c).floatValue();
      float d = deviation.get(c).floatValue();
      for (int at = c * plane; at < (c + 1) * plane; at++) {
        to[at] = (from[at] - m) / d;
      }
    }
    return image.with(to);
  }
}
