// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.nn.Conv2d;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;

/// LeNet-5 with ReLU and max pooling, for images of 28 x 28: 61,706 parameters.
record SmallConvNet(Conv2d conv1, Conv2d conv2, List<Linear> head) implements Layer {
  static SmallConvNet init(long seed) {
    Rng rng = Rng.of(seed);
    return new SmallConvNet(
        Conv2d.init(1, 6, 5, ConvOptions.DEFAULT.padding(2), rng),
        Conv2d.init(6, 16, 5, rng),
        List.of(Linear.init(400, 120, rng), Linear.init(120, 84, rng), Linear.init(84, 10, rng)));
  }

  @Override
  public Tensor forward(Tensor x) { // (B, 1, 28, 28)
    Tensor h = conv1.forward(x).relu().maxPool2d(2); // (B, 6, 14, 14)
    h = conv2.forward(h).relu().maxPool2d(2); // (B, 16, 5, 5)
    h = head.get(0).forward(h.flatten(1)).relu();
    h = head.get(1).forward(h).tanh();
    return head.get(2).forward(h); // (B, 10)
  }
}
