// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.data.Image;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Filters, feature maps and attributions as images, to be shown or written as PNG
/// ([dev.navette.data.ImageFile#writePng]).
public final class FeatureImages {
  private static final int RGB = 3;

  private FeatureImages() {}

  /// The filters of the first convolution of images of a model, in a grid.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Image firstFilters(Module model) {
    Variable weight =
        model.parameters().stream()
            .filter(v -> v.shape().rank() == 4)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "FeatureImages: the model has no convolution of images; see filters(Tensor)"));
    return filters(weight.value());
  }

  /// Filters in a grid: in colour if they have three channels, else each channel as a square of its
  /// own, the channels of a filter side by side. 0 is grey; the largest magnitude of a filter is
  /// black or white.
  ///
  /// @param weight `(O, C, KH, KW)`
  public static Image filters(Tensor weight) {
    requireRank("filters", weight, 4, "(O, C, KH, KW)");
    int channels = weight.dim(1);
    int plane = weight.dim(2) * weight.dim(3);
    float[] w = weight.toFloatArray();
    List<float[]> tiles = new ArrayList<>();
    for (int o = 0; o < weight.dim(0); o++) {
      float[] filter = Arrays.copyOfRange(w, o * channels * plane, (o + 1) * channels * plane);
      float most = largest(filter);
      for (int i = 0; i < filter.length; i++) {
        filter[i] = most == 0 ? 0.5f : 0.5f + 0.5f * filter[i] / most;
      }
      if (channels == RGB) {
        tiles.add(filter);
      } else {
        for (int c = 0; c < channels; c++) {
          tiles.add(Arrays.copyOfRange(filter, c * plane, (c + 1) * plane));
        }
      }
    }
    boolean single = channels == 1 || channels == RGB;
    int columns = single ? (int) Math.ceil(Math.sqrt(tiles.size())) : channels;
    return grid(tiles, channels == RGB ? RGB : 1, weight.dim(2), weight.dim(3), columns);
  }

  /// The feature maps of one example in a grid, each from its smallest value (black) to its largest
  /// (white).
  ///
  /// @param activation `(B, C, H, W)`, such as [LayerTrace.Entry#activation]
  /// @param example which of the batch
  public static Image featureMaps(Tensor activation, int example) {
    requireRank("featureMaps", activation, 4, "(B, C, H, W)");
    Tensor one = activation.slice(0, example, example + 1);
    int plane = one.dim(2) * one.dim(3);
    float[] values = one.toFloatArray();
    List<float[]> tiles = new ArrayList<>();
    for (int c = 0; c < one.dim(1); c++) {
      float[] map = Arrays.copyOfRange(values, c * plane, (c + 1) * plane);
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      for (float v : map) {
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
      for (int i = 0; i < map.length; i++) {
        map[i] = max > min ? (map[i] - min) / (max - min) : 0;
      }
      tiles.add(map);
    }
    int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
    return grid(tiles, 1, one.dim(2), one.dim(3), columns);
  }

  /// The magnitudes of one map, 0 black and the largest white.
  ///
  /// @param maps `(B, H, W)`, such as from [Attribution]
  /// @param example which of the batch
  public static Image heat(Tensor maps, int example) {
    requireRank("heat", maps, 3, "(B, H, W)");
    Tensor one = maps.slice(0, example, example + 1);
    float[] map = one.toFloatArray();
    float most = largest(map);
    for (int i = 0; i < map.length; i++) {
      map[i] = most == 0 ? 0 : Math.abs(map[i]) / most;
    }
    return Image.grey(map, one.dim(1), one.dim(2));
  }

  /// Images of one size in rows, a white line of one pixel between them.
  ///
  /// @param tiles pixels of each, channel by channel and row by row
  /// @param channels 1 or 3
  /// @param columns how many in a row
  public static Image grid(List<float[]> tiles, int channels, int height, int width, int columns) {
    int rows = Math.max(1, Math.ceilDiv(tiles.size(), columns));
    int h = rows * (height + 1) - 1;
    int w = columns * (width + 1) - 1;
    float[] pixels = new float[channels * h * w];
    Arrays.fill(pixels, 1);
    for (int t = 0; t < tiles.size(); t++) {
      int top = t / columns * (height + 1);
      int left = t % columns * (width + 1);
      for (int line = 0; line < channels * height; line++) {
        int c = line / height;
        int y = line % height;
        System.arraycopy(tiles.get(t), line * width, pixels, (c * h + top + y) * w + left, width);
      }
    }
    return new Image(pixels, channels, h, w);
  }

  private static float largest(float[] values) {
    float most = 0;
    for (float v : values) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }

  private static void requireRank(String what, Tensor x, int rank, String shape) {
    if (x.rank() != rank) {
      throw new ShapeException(
          "FeatureImages." + what + ": got " + x.shape() + "; it must be " + shape);
    }
  }
}
