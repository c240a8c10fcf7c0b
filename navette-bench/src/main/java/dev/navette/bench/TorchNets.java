// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The forward passes of [Nets] in libtorch. Activations overwrite their input: its fastest way,
/// and no gradient needs what they overwrite.
final class TorchNets {
  private TorchNets() {}

  /// The forward pass of [Nets.Dense].
  static UnaryOperator<Tensor> dense(List<Tensor> parameters, boolean tanh) {
    List<TensorOptional> biases = parameters.stream().map(TensorOptional::new).toList();
    return x -> {
      Tensor h = x;
      for (int i = 0; i < parameters.size(); i += 2) {
        h = torch.linear(h, parameters.get(i), biases.get(i + 1));
        if (i + 2 < parameters.size()) {
          h = tanh ? torch.tanh_(h) : torch.relu_(h);
        }
      }
      return h;
    };
  }

  /// The forward pass of [Nets.Cnn].
  static UnaryOperator<Tensor> cnn(List<Tensor> parameters) {
    List<TensorOptional> biases = parameters.stream().map(TensorOptional::new).toList();
    long[] one = {1, 1};
    long[] none = {0, 0};
    long[] two = {2, 2};
    return x -> {
      Tensor h = torch.conv2d(x, parameters.get(0), biases.get(1), one, none, one, 1);
      h = torch.relu_(h);
      h = torch.relu_(torch.conv2d(h, parameters.get(2), biases.get(3), one, none, one, 1));
      h = torch.max_pool2d(h, two, two, none, one, false).flatten(1, -1);
      h = torch.relu_(torch.linear(h, parameters.get(4), biases.get(5)));
      return torch.linear(h, parameters.get(6), biases.get(7));
    };
  }

  /// The forward pass of [Nets.Encoder].
  static UnaryOperator<Tensor> encoder(List<Tensor> parameters) {
    List<TensorOptional> optional = parameters.stream().map(TensorOptional::new).toList();
    return x -> {
      Tensor h = x;
      for (int i = 0; i < Nets.Encoder.LAYERS; i++) {
        h =
            encoderLayer(
                h, parameters.subList(12 * i, 12 * i + 12), optional.subList(12 * i, 12 * i + 12));
      }
      int last = parameters.size() - 2;
      return torch.linear(h, parameters.get(last), optional.get(last + 1));
    };
  }

  private static Tensor encoderLayer(Tensor x, List<Tensor> p, List<TensorOptional> o) {
    long[] heads = {x.size(0), x.size(1), 3, Nets.Encoder.HEADS, x.size(2) / Nets.Encoder.HEADS};
    Tensor qkv = torch.linear(x, p.get(0), o.get(1)).view(heads).permute(2, 0, 3, 1, 4);
    Tensor y =
        torch.scaled_dot_product_attention(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2));
    y =
        torch.linear(
            y.transpose(1, 2).reshape(x.size(0), x.size(1), x.size(2)), p.get(2), o.get(3));
    Tensor h = norm(x.add(y), o.get(8), o.get(9));
    y = torch.gelu(torch.linear(h, p.get(4), o.get(5)));
    return norm(h.add(torch.linear(y, p.get(6), o.get(7))), o.get(10), o.get(11));
  }

  private static Tensor norm(Tensor x, TensorOptional weight, TensorOptional bias) {
    return torch.layer_norm(x, new long[] {Nets.Encoder.WIDTH}, weight, bias, 1e-5, false);
  }
}
