// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Mode;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.function.UnaryOperator;

/// How sure a classifier with dropout is, from T predictions p_t with units dropped at random:
/// Monte Carlo dropout. [Gal and Ghahramani 2016](https://arxiv.org/abs/1506.02142)
///
/// The entropy of the mean is what is uncertain in all; the mutual information is the part that
/// comes from not knowing the weights, and that more data would take away. What is left, the mean
/// of the entropies, lies in the data. All in nats.
///
/// @param mean `(B, K)`, the mean of the probabilities
/// @param entropy of each example, H(mean_t p_t), 0 to log K
/// @param mutualInformation of each example, H(mean_t p_t) - mean_t H(p_t), 0 or more but for
///   rounding
public record Uncertainty(Tensor mean, double[] entropy, double[] mutualInformation) {
  /// Predicts several times in inference mode with dropout drawing ([Mode#sampling]).
  ///
  /// @param forward from x to logits `(B, K)`
  /// @param samples T, 1 or more
  /// @param seed what is dropped follows from it
  /// @throws ShapeException if the logits are not `(B, K)`
  public static Uncertainty mcDropout(
      UnaryOperator<Tensor> forward, Tensor x, int samples, long seed) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "mcDropout: samples is " + samples + "; use 1 or more, such as 50");
    }
    Rng rng = Rng.of(seed).stream("dropout");
    double[] mean = new double[0];
    double[] expected = new double[0];
    int classes = 1;
    for (int t = 0; t < samples; t++) {
      Tensor logits = Mode.sampling(rng, () -> forward.apply(x));
      if (logits.rank() != 2) {
        throw new ShapeException(
            "mcDropout: the model gives " + logits.shape() + "; it must be logits, (B, K)");
      }
      classes = logits.dim(1);
      double[] p = logits.softmax(1).toDoubleArray();
      if (t == 0) {
        mean = new double[p.length];
        expected = new double[logits.dim(0)];
      }
      for (int i = 0; i < p.length; i++) {
        mean[i] += p[i] / samples;
      }
      for (int b = 0; b < expected.length; b++) {
        expected[b] += entropy(p, b, classes) / samples;
      }
    }
    double[] entropy = new double[expected.length];
    double[] information = new double[expected.length];
    float[] probabilities = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      probabilities[i] = (float) mean[i];
    }
    for (int b = 0; b < entropy.length; b++) {
      entropy[b] = entropy(mean, b, classes);
      information[b] = entropy[b] - expected[b];
    }
    return new Uncertainty(Tensor.of(probabilities, entropy.length, classes), entropy, information);
  }

  /// -sum p log p of row b.
  private static double entropy(double[] p, int b, int classes) {
    double sum = 0;
    for (int k = b * classes; k < (b + 1) * classes; k++) {
      sum -= p[k] > 0 ? p[k] * StrictMath.log(p[k]) : 0;
    }
    return sum;
  }
}
