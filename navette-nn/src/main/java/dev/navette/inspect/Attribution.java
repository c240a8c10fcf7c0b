// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.data.NearestName;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Mode;
import dev.navette.nn.Module;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Interpolation;
import dev.navette.tensor.Resize;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What in an input speaks for a class: S is the score (logit) of the class asked about, x the
/// input. All are computed in inference mode.
///
/// ```java
/// Attribution why = Attribution.of(model::forward, 3);      // why class 3?
/// Tensor map = why.gradCam(model, "conv2", x);              // (B, H', W')
/// ImageFile.writePng(file, FeatureImages.heat(Attribution.resized(map, 28, 28), 0));
/// ```
public final class Attribution {
  private final UnaryOperator<Tensor> forward;
  private final int[] targets;

  private Attribution(UnaryOperator<Tensor> forward, int... targets) {
    this.forward = forward;
    this.targets = targets;
  }

  /// What speaks for these classes.
  ///
  /// @param forward from inputs `(B, ...)` to scores `(B, K)`, before any softmax
  /// @param targets the class of each example, or one for all
  public static Attribution of(UnaryOperator<Tensor> forward, int... targets) {
    return new Attribution(forward, targets.clone());
  }

  // ---- by gradients

  /// dS / dx.
  ///
  /// @return shape of x
  public Tensor gradient(Tensor x) {
    Tensor leaf = Plain.of(x);
    return Plain.of(Grad.of(score(leaf).sum(), leaf).getFirst());
  }

  /// Saliency, |dS / dx|. [Simonyan et al. 2013](https://arxiv.org/abs/1312.6034)
  ///
  /// @return shape of x; see [#overChannels] for one map an image
  public Tensor saliency(Tensor x) {
    return gradient(x).abs();
  }

  /// x dS / dx, element by element.
  ///
  /// @return shape of x
  public Tensor inputTimesGradient(Tensor x) {
    return gradient(x).mul(x);
  }

  /// Integrated gradients: (x - b) times the mean of dS / dx along the straight line from the
  /// baseline b to x, at the middles of `steps` equal parts. Their sum over an example approaches
  /// S(x) - S(b). [Sundararajan et al. 2017](https://arxiv.org/abs/1703.01365)
  ///
  /// @param baseline what stands for nothing, such as zeros; broadcasts to x
  /// @param steps 1 or more, such as 50
  /// @return shape of x
  public Tensor integratedGradients(Tensor x, Tensor baseline, int steps) {
    requirePositive("steps", steps);
    Tensor way = Plain.of(x.sub(baseline));
    Tensor sum = Plain.of(x.zerosLike());
    for (int i = 0; i < steps; i++) {
      double rest = 1 - (i + 0.5) / steps;
      Tensor at = x.sub(way.mul(Tensor.argument(rest, way.dtype())));
      sum = Plain.of(sum.add(gradient(at)));
    }
    return way.mul(sum.div(steps));
  }

  /// SmoothGrad: the mean of dS / dx at inputs with normal noise added. [Smilkov et al.
  /// 2017](https://arxiv.org/abs/1706.03825)
  ///
  /// @param samples how many, such as 50
  /// @param noise the noise's standard deviation by the range of x, max - min, such as 0.15
  /// @param seed what the noise follows from
  /// @return shape of x
  public Tensor smoothGrad(Tensor x, int samples, double noise, long seed) {
    requirePositive("samples", samples);
    Rng rng = Rng.of(seed).stream("noise");
    double deviation = noise * (x.max().item() - x.min().item());
    Tensor sum = Plain.of(x.zerosLike());
    for (int i = 0; i < samples; i++) {
      Tensor n = rng.standardNormal(x.shape().toArray()).cast(x.dtype());
      sum = Plain.of(sum.add(gradient(x.add(n.mul(deviation)))));
    }
    return sum.div(samples);
  }

  /// Grad-CAM: relu(sum_k w_k A_k), where A_k are the feature maps of a convolution after its
  /// activation and w_k the mean of dS / dA_k over space. [Selvaraju et al.
  /// 2017](https://arxiv.org/abs/1610.02391)
  ///
  /// @param model whose layer it is
  /// @param layer its path, such as `conv2`, usually that of the last convolution
  /// @param x `(B, ...)`
  /// @return `(B, H', W')`, as large as the feature maps; see [#resized]
  /// @throws IllegalArgumentException if there is no such layer
  /// @throws ShapeException if what the layer gives is not `(B, C, H, W)`
  public Tensor gradCam(Module model, String layer, Tensor x) {
    Tensor scores = score(Plain.of(x));
    Map<String, LayerUse> uses = new Anatomy(model, List.of(scores), List.of()).uses();
    LayerUse use = uses.get(layer);
    if (use == null) {
      throw new IllegalArgumentException(NearestName.message("layer", layer, uses.keySet()));
    }
    Tensor a = use.activation(); // (B, C, H, W)
    if (a.rank() != 4) {
      throw new ShapeException(
          "gradCam: layer '"
              + layer
              + "' gives "
              + a.shape()
              + "; choose a convolution, which gives (B, C, H, W)");
    }
    Tensor weights = Grad.of(scores.sum(), a).getFirst().meanKeepDims(2, 3); // (B, C, 1, 1)
    return Plain.of(a.mul(weights).sum(1).relu());
  }

  // ---- by trying

  /// Occlusion: how much the score falls when a square of the image is covered, S(x) - S(covered).
  /// Squares lie `stride` apart; the last ones end at the edges. [Zeiler and Fergus
  /// 2013](https://arxiv.org/abs/1311.2901)
  ///
  /// @param x `(B, C, H, W)`
  /// @param window the side of the square
  /// @param stride from square to square
  /// @param fill what it is covered with
  /// @return `(B, rows, columns)` of squares
  /// @throws ShapeException if x has another rank, or the square does not fit
  public Tensor occlusion(Tensor x, int window, int stride, double fill) {
    requirePositive("window", window);
    requirePositive("stride", stride);
    if (x.rank() != 4 || x.dim(2) < window || x.dim(3) < window) {
      throw new ShapeException(
          "occlusion: x has shape "
              + x.shape()
              + " and the square a side of "
              + window
              + "; x must be (B, C, H, W), not smaller than the square");
    }
    int height = x.dim(2);
    int width = x.dim(3);
    int rows = Math.ceilDiv(height - window, stride) + 1;
    int columns = Math.ceilDiv(width - window, stride) + 1;
    int batch = x.dim(0);
    Tensor image = Plain.of(x);
    double[] whole = score(image).toDoubleArray();
    float[] falls = new float[batch * rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        boolean[] covered = new boolean[height * width];
        int top = Math.min(r * stride, height - window);
        int left = Math.min(c * stride, width - window);
        for (int i = 0; i < window * window; i++) {
          covered[(top + i / window) * width + left + i % window] = true;
        }
        Tensor mask = Tensor.of(covered, 1, 1, height, width);
        double[] under = score(image.maskedFill(mask, fill)).toDoubleArray();
        for (int b = 0; b < batch; b++) {
          falls[(b * rows + r) * columns + c] = (float) (whole[b] - under[b]);
        }
      }
    }
    return Tensor.of(falls, batch, rows, columns);
  }

  // ---- maps

  /// One map an image: the largest magnitude over the channels.
  ///
  /// @param attribution `(B, C, H, W)`
  /// @return `(B, H, W)`
  public static Tensor overChannels(Tensor attribution) {
    return attribution.abs().max(1);
  }

  /// Maps of another size, linear in between.
  ///
  /// @param maps `(B, H', W')`
  /// @return `(B, height, width)`
  public static Tensor resized(Tensor maps, int height, int width) {
    return maps.unsqueeze(1).resize(Resize.to(height, width).mode(Interpolation.LINEAR)).squeeze(1);
  }

  /// The score of each example's class, `(B)`.
  private Tensor score(Tensor x) {
    Tensor scores = Mode.inference(() -> forward.apply(x));
    if (scores.rank() != 2 || targets.length != 1 && targets.length != scores.dim(0)) {
      throw new ShapeException(
          "Attribution: the model gives "
              + scores.shape()
              + " and there are "
              + targets.length
              + " targets; scores must be (B, K), targets one for all or one for each example");
    }
    int classes = scores.dim(1);
    float[] chosen = new float[scores.size()];
    for (int b = 0; b < scores.dim(0); b++) {
      int target = targets[targets.length == 1 ? 0 : b];
      if (target < 0 || target >= classes) {
        throw new IllegalArgumentException(
            "Attribution: target "
                + target
                + " is no class of "
                + classes
                + "; classes count from 0 to "
                + (classes - 1));
      }
      chosen[b * classes + target] = 1;
    }
    return scores.mul(Tensor.of(chosen, scores.dim(0), classes).cast(scores.dtype())).sum(1);
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Attribution: " + what + " is " + value + "; use 1 or more");
    }
  }
}
