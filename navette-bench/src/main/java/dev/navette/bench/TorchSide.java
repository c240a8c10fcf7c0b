// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;

/// libtorch's halves of the comparisons.
final class TorchSide {
  private TorchSide() {}

  /// Training steps; the loss is read back in each.
  static Side training(
      UnaryOperator<Tensor> net,
      Optimizer optimizer,
      BinaryOperator<Tensor> loss,
      Tensor x,
      Tensor y) {
    return new Side() {
      private float value;

      @Override
      public void run() {
        try (PointerScope _ = new PointerScope()) {
          optimizer.zero_grad();
          Tensor l = loss.apply(net.apply(x), y);
          l.backward();
          optimizer.step();
          value = l.item_float();
        }
      }

      @Override
      public float[] result() {
        return new float[] {value};
      }
    };
  }

  /// Forward passes without any trace of gradients; the outputs are read back in each.
  static Side inference(UnaryOperator<Tensor> net, Tensor x) {
    return new Side() {
      private float[] outputs = {};

      @Override
      public void run() {
        try (PointerScope _ = new PointerScope();
            InferenceMode _ = new InferenceMode(true)) {
          outputs = Torch.values(net.apply(x));
        }
      }

      @Override
      public float[] result() {
        return outputs;
      }
    };
  }

  /// One operation that takes gradients.
  static Side recorded(Supplier<Tensor> operation) {
    return new Side() {
      @Override
      public void run() {
        try (PointerScope _ = new PointerScope()) {
          var _ = operation.get();
        }
      }

      @Override
      public float[] result() {
        try (PointerScope _ = new PointerScope()) {
          return Torch.values(operation.get());
        }
      }
    };
  }

  /// One operation without any trace of gradients.
  static Side call(Supplier<Tensor> operation) {
    return new Side() {
      @Override
      public void run() {
        try (PointerScope _ = new PointerScope();
            InferenceMode _ = new InferenceMode(true)) {
          var _ = operation.get();
        }
      }

      @Override
      public float[] result() {
        try (PointerScope _ = new PointerScope();
            InferenceMode _ = new InferenceMode(true)) {
          return Torch.values(operation.get());
        }
      }
    };
  }
}
