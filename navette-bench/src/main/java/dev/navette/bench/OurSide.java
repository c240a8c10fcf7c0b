// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.nn.Layer;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Tensor;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/// Our halves of the comparisons.
final class OurSide {
  private OurSide() {}

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

  /// One operation, recorded anew each time and evaluated.
  static Side call(Supplier<Tensor> operation) {
    return new Side() {
      private Tensor last = Tensor.zeros(0);

      @Override
      public void run() {
        last = operation.get().eval();
      }

      @Override
      public float[] result() {
        return last.toFloatArray();
      }
    };
  }
}
