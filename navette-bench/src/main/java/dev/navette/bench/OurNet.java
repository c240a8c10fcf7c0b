// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.nn.Layer;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Tensor;
import java.util.function.BinaryOperator;

/// Our half of the comparisons of whole nets.
final class OurNet {
  private OurNet() {}

  /// Training steps; the loss is read back in each.
  static Side training(
      Layer net, Optimizer optimizer, BinaryOperator<Tensor> loss, Tensor x, Tensor y) {
    return new Side() {
      private float value;

      @Override
      public void run() {
        Tensor l = loss.apply(net.forward(x), y);
        optimizer.step(l);
        value = (float) l.item();
      }

      @Override
      public float[] result() {
        return new float[] {value};
      }
    };
  }

  /// Forward passes; the outputs are read back in each.
  static Side inference(Layer net, Tensor x) {
    return new Side() {
      private float[] outputs = {};

      @Override
      public void run() {
        outputs = net.forward(x).toFloatArray();
      }

      @Override
      public float[] result() {
        return outputs;
      }
    };
  }
}
