// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.nn.Activation;
import dev.navette.nn.AdaptiveAvgPool1d;
import dev.navette.nn.AdaptiveAvgPool2d;
import dev.navette.nn.Affine;
import dev.navette.nn.AvgPool1d;
import dev.navette.nn.AvgPool2d;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Celu;
import dev.navette.nn.Conv1d;
import dev.navette.nn.Conv2d;
import dev.navette.nn.Conv3d;
import dev.navette.nn.ConvTranspose1d;
import dev.navette.nn.ConvTranspose2d;
import dev.navette.nn.Dropout;
import dev.navette.nn.Elu;
import dev.navette.nn.Embedding;
import dev.navette.nn.Flatten;
import dev.navette.nn.GroupNorm;
import dev.navette.nn.Hardtanh;
import dev.navette.nn.InstanceNorm;
import dev.navette.nn.Layer;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.LeakyRelu;
import dev.navette.nn.Linear;
import dev.navette.nn.LogSoftmax;
import dev.navette.nn.MaxPool1d;
import dev.navette.nn.MaxPool2d;
import dev.navette.nn.PRelu;
import dev.navette.nn.PixelShuffle;
import dev.navette.nn.RunningStatistics;
import dev.navette.nn.Softmax;
import dev.navette.nn.Softplus;
import dev.navette.nn.Unflatten;
import dev.navette.nn.Upsample;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Layers by PyTorch's names and the arguments of their constructors.
final class GoldenModules {
  private final Map<String, Variable> parameters;

  /// Running statistics by path, in the order of the layers.
  final Map<String, Variable> buffers = new LinkedHashMap<>();

  /// @param parameters values by path, for the layers that have some
  GoldenModules(Map<String, Variable> parameters) {
    this.parameters = parameters;
  }

  /// The layer that settings describe by `type`, its parameters below `name`.
  Layer layer(GoldenArguments a) {
    String type = a.text("type");
    return switch (type) {
      case "linear" -> linear(a);
      case "conv1d" -> new Conv1d(weight(a), bias(a), convolution(a, false));
      case "conv2d" -> new Conv2d(weight(a), bias(a), convolution(a, false));
      case "conv3d" -> new Conv3d(weight(a), bias(a), convolution(a, false));
      case "conv_transpose1d" -> new ConvTranspose1d(weight(a), bias(a), convolution(a, true));
      case "conv_transpose2d" -> new ConvTranspose2d(weight(a), bias(a), convolution(a, true));
      case "batch_norm1d", "batch_norm2d", "batch_norm3d" ->
          new BatchNorm(affine(a), running(a, true), a.number("eps", BatchNorm.EPS));
      case "instance_norm1d", "instance_norm2d", "instance_norm3d" ->
          new InstanceNorm(affine(a), running(a, false), a.number("eps", InstanceNorm.EPS));
      case "group_norm" ->
          new GroupNorm(a.integer("num_groups"), affine(a), a.number("eps", GroupNorm.EPS));
      case "layer_norm" -> {
        a.describedBy("normalized_shape");
        yield new LayerNorm(weight(a), bias(a), a.number("eps", LayerNorm.EPS));
      }
      case "embedding" -> {
        a.describedBy("num_embeddings", "embedding_dim");
        Embedding layer = Embedding.of(weight(a));
        yield a.has("padding_idx") ? layer.padding(a.integer("padding_idx")) : layer;
      }
      case "max_pool1d" -> new MaxPool1d(pooling(a));
      case "max_pool2d" -> new MaxPool2d(pooling(a));
      case "avg_pool1d" -> new AvgPool1d(pooling(a));
      case "avg_pool2d" -> new AvgPool2d(pooling(a));
      case "adaptive_avg_pool1d" -> new AdaptiveAvgPool1d(a.integers("output_size")[0]);
      case "adaptive_avg_pool2d" -> {
        int[] cells = a.integers("output_size");
        yield new AdaptiveAvgPool2d(cells[0], cells[cells.length - 1]);
      }
      case "flatten" -> new Flatten(a.integer("start_dim", 1), a.integer("end_dim", -1));
      case "unflatten" -> Unflatten.of(a.integer("dim"), a.integers("unflattened_size"));
      case "upsample" -> new Upsample(GoldenImages.resize(a));
      case "pixel_shuffle" -> new PixelShuffle(a.integer("upscale_factor"));
      case "dropout" -> {
        GoldenOps.require(a.number("p", 0.5) == 0, "dropout in training");
        yield new Dropout(0);
      }
      default -> activation(type, a);
    };
  }

  private Layer activation(String type, GoldenArguments a) {
    return switch (type) {
      case "prelu" -> {
        a.describedBy("num_parameters", "init");
        yield new PRelu(weight(a));
      }
      case "leaky_relu" -> new LeakyRelu(a.number("negative_slope", 0.01));
      case "elu" -> new Elu(a.number("alpha", 1));
      case "celu" -> new Celu(a.number("alpha", 1));
      case "hardtanh" -> new Hardtanh(a.number("min_val", -1), a.number("max_val", 1));
      case "softplus" -> new Softplus(a.number("beta", 1), a.number("threshold", 20));
      case "softmax" -> new Softmax(a.integer("dim", -1));
      case "log_softmax" -> new LogSoftmax(a.integer("dim", -1));
      case "gelu" -> {
        boolean tanh = a.has("approximate") && a.text("approximate").equals("tanh");
        yield tanh ? Activation.GELU_TANH : Activation.GELU;
      }
      default -> {
        try {
          yield Activation.named(type);
        } catch (IllegalArgumentException e) {
          throw new UnsupportedCaseException("layer " + type);
        }
      }
    };
  }

  private Linear linear(GoldenArguments a) {
    Variable weight = weight(a);
    a.follows("in_features", weight.shape().dim(1));
    a.follows("out_features", weight.shape().dim(0));
    return new Linear(weight, bias(a));
  }

  // ---- options

  private ConvOptions convolution(GoldenArguments a, boolean transposed) {
    Variable weight = weight(a);
    int groups = a.integer("groups", 1);
    a.follows(transposed ? "out_channels" : "in_channels", weight.shape().dim(1) * groups);
    a.follows(transposed ? "in_channels" : "out_channels", weight.shape().dim(0));
    a.describedBy("kernel_size");
    ConvOptions options = ConvOptions.DEFAULT.groups(groups);
    options = a.has("stride") ? options.stride(a.integers("stride")) : options;
    options = a.has("dilation") ? options.dilation(a.integers("dilation")) : options;
    options =
        a.has("output_padding") ? options.outputPadding(a.integers("output_padding")) : options;
    if (a.has("padding_mode") && !a.text("padding_mode").equals("zeros")) {
      String mode = a.text("padding_mode").toUpperCase(Locale.ROOT);
      options = options.paddingMode(PadMode.valueOf(mode));
    }
    if (a.isText("padding")) {
      return a.text("padding").equals("same") ? options.samePadding() : options;
    }
    return a.has("padding") ? options.padding(a.integers("padding")) : options;
  }

  private static Pooling pooling(GoldenArguments a) {
    Pooling p = Pooling.of(a.integers("kernel_size"));
    p = a.has("stride") ? p.stride(a.integers("stride")) : p;
    p = a.has("padding") ? p.padding(a.integers("padding")) : p;
    p = a.has("dilation") ? p.dilation(a.integers("dilation")) : p;
    p = a.flag("ceil_mode") ? p.ceiled() : p;
    return a.flag("count_include_pad", true) ? p : p.excludingPad();
  }

  // ---- parameters and state

  private Variable weight(GoldenArguments a) {
    return parameter(a, "weight").orElseThrow();
  }

  private Optional<Variable> bias(GoldenArguments a) {
    a.describedBy("bias");
    return parameter(a, "bias");
  }

  private Optional<Variable> parameter(GoldenArguments a, String name) {
    return Optional.ofNullable(parameters.get(a.text("name") + "." + name));
  }

  private Optional<Affine> affine(GoldenArguments a) {
    a.describedBy("num_features", "num_channels", "affine");
    return a.has("name")
        ? parameter(a, "weight").map(weight -> new Affine(weight, bias(a).orElseThrow()))
        : Optional.empty();
  }

  private Optional<RunningStatistics> running(GoldenArguments a, boolean otherwise) {
    if (!a.flag("track_running_stats", otherwise)) {
      return Optional.empty();
    }
    int channels = a.integer("num_features");
    Tensor zeros = zeros(channels);
    OptionalDouble momentum =
        a.isNull("momentum")
            ? OptionalDouble.empty()
            : OptionalDouble.of(a.number("momentum", RunningStatistics.MOMENTUM));
    RunningStatistics running =
        new RunningStatistics(
            Variable.state(zeros),
            Variable.state(zeros.add(1)),
            Variable.state(Tensor.of(new long[1])),
            momentum);
    running.variables().forEach((path, v) -> buffers.put(a.text("name") + "." + path, v));
    return Optional.of(running);
  }

  /// In the dtype of the parameters.
  private Tensor zeros(int channels) {
    return parameters.values().stream()
        .findFirst()
        .map(p -> Tensor.zeros(p.type().dtype(), channels))
        .orElseGet(() -> Tensor.zeros(channels));
  }
}
