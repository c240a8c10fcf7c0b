// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.data.Split;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.optim.Adam;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import dev.navette.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nets of convolutions and of loops learn real handwritten digits: their gradients are right where
/// it counts.
class ConvolutionalDigitsTest {
  /// Two convolutions with pooling, and a linear layer.
  record Convolutional(Variable first, Variable second, Linear out) implements Layer {
    private static final ConvOptions SAME = ConvOptions.DEFAULT.padding(1);

    static Convolutional init(Rng rng) {
      return new Convolutional(
          new Variable(Init.kaimingNormal(rng, 16, 1, 3, 3)),
          new Variable(Init.kaimingNormal(rng, 32, 16, 3, 3)),
          Linear.init(32 * 2 * 2, 10, rng));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, 1, 8, 8)
      Tensor a = x.conv2d(first.value(), SAME).relu().maxPool2d(2); // (B, 16, 4, 4)
      Tensor b = a.conv2d(second.value(), SAME).relu().maxPool2d(2); // (B, 32, 2, 2)
      return out.forward(b.flatten(1)); // (B, 10)
    }
  }

  /// A gated recurrent net that reads an image row by row.
  record Recurrent(Linear update, Linear next, Linear out) implements Layer {
    private static final int HIDDEN = 32;

    static Recurrent init(Rng rng) {
      return new Recurrent(
          Linear.init(8 + HIDDEN, HIDDEN, rng),
          Linear.init(8 + HIDDEN, HIDDEN, rng),
          Linear.init(HIDDEN, 10, rng));
    }

    @Override
    public Tensor forward(Tensor x) { // (B, 1, 8, 8)
      Tensor rows = x.squeeze(1).permute(1, 0, 2); // (8, B, 8)
      Tensor first = Tensor.zeros(x.dim(0), HIDDEN);
      Scan.Result r =
          Scan.over(rows)
              .run(
                  List.of(first),
                  (carry, row) -> {
                    Tensor h = carry.getFirst(); // (B, H)
                    Tensor both = Tensors.concat(1, row.getFirst(), h);
                    Tensor z = update.forward(both).sigmoid();
                    Tensor candidate = next.forward(both).tanh();
                    Tensor mixed = h.add(z.mul(candidate.sub(h)));
                    return Scan.step(List.of(mixed), List.of());
                  });
      return out.forward(r.carry().getFirst()); // (B, 10)
    }
  }

  private static double accuracy(Layer net, int epochs, double rate) {
    Labelled digits = Datasets.digits();
    Examples all = Examples.classified(digits.features(), digits.shape(), digits.labels());
    Fold parts = Split.stratifiedHoldOut(digits.labels(), 0.2, 42);
    Trainer trainer =
        Trainer.of(net::forward, Loss::crossEntropy, new Adam(net, rate))
            .epochs(epochs)
            .batch(32)
            .seed(42)
            .metrics(new Accuracy());
    trainer.fit(all.subset(parts.train()));
    return trainer.evaluate(all.subset(parts.test())).metrics().get("accuracy");
  }

  @Test
  void convolutionsLearn() {
    double accuracy = accuracy(Convolutional.init(Rng.of(42)), 10, 1e-3);
    assertTrue(accuracy >= 0.97, "accuracy " + accuracy);
  }

  @Test
  void loopsLearn() {
    double accuracy = accuracy(Recurrent.init(Rng.of(42)), 12, 3e-3);
    assertTrue(accuracy >= 0.94, "accuracy " + accuracy);
  }
}
