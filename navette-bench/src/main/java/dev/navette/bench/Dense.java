// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Fully connected nets: a training step or inference.
final class Dense implements Workload {
  /// Navette's side of a net.
  record Net(List<Linear> layers, boolean tanh) implements Module {
    Tensor forward(Tensor x) {
      Tensor h = x; // (B, in)
      for (int i = 0; i < layers.size(); i++) {
        h = layers.get(i).forward(h);
        if (i + 1 < layers.size()) {
          h = tanh ? h.tanh() : h.relu();
        }
      }
      return h; // (B, out)
    }
  }

  private final String name;
  private final Net net;
  private final Tensor x;
  private final Tensor y;
  private final Optimizer optimizer;
  private final boolean train;
  private final boolean classes;
  private final double flops;

  private final List<org.bytedeco.pytorch.Tensor> weights = new ArrayList<>();
  private final List<TensorOptional> biases = new ArrayList<>();
  private final org.bytedeco.pytorch.Tensor peerX;
  private final org.bytedeco.pytorch.Tensor peerY;
  private final org.bytedeco.pytorch.Optimizer peerOptimizer;

  /// @param sizes inputs, hidden layers, outputs
  /// @param batch rows
  /// @param train whether to take a training step rather than a forward pass
  /// @param classes cross-entropy on classes and ReLU; otherwise squared error and tanh
  Dense(
      String name,
      int[] sizes,
      int batch,
      boolean train,
      boolean classes,
      BiFunction<Module, Integer, Optimizer> optimizer,
      java.util.function.Function<TensorVector, org.bytedeco.pytorch.Optimizer> peerOptimizer) {
    this.name = name;
    this.train = train;
    this.classes = classes;
    Rng rng = Rng.of(1);
    List<Linear> layers = new ArrayList<>();
    long multiplyAdds = 0;
    for (int i = 0; i + 1 < sizes.length; i++) {
      layers.add(Linear.init(sizes[i], sizes[i + 1], rng.stream("layer " + i)));
      // Forward once; backward twice, but for the inputs of the first layer.
      multiplyAdds += (long) sizes[i] * sizes[i + 1] * batch * (train ? i == 0 ? 2 : 3 : 1);
    }
    this.flops = 2.0 * multiplyAdds;
    this.net = new Net(layers, !classes);
    this.x = rng.stream("x").standardNormal(batch, sizes[0]).eval();
    int[] labels = new int[batch];
    float[] values = new float[batch * sizes[sizes.length - 1]];
    for (int i = 0; i < batch; i++) {
      labels[i] = rng.nextInt(sizes[sizes.length - 1]);
    }
    this.y = classes ? Tensor.of(labels, batch) : Tensor.of(values, batch, sizes[sizes.length - 1]);
    this.optimizer = optimizer.apply(net, batch);

    List<org.bytedeco.pytorch.Tensor> parameters = new ArrayList<>();
    for (Variable v : net.parameters()) {
      org.bytedeco.pytorch.Tensor p = peerTensor(v.value());
      p.set_requires_grad(true);
      parameters.add(p);
    }
    for (int i = 0; i < parameters.size(); i += 2) {
      weights.add(parameters.get(i));
      biases.add(new TensorOptional(parameters.get(i + 1)));
    }
    this.peerX = peerTensor(x);
    this.peerY = classes ? peerClasses(labels) : peerTensor(y);
    this.peerOptimizer =
        peerOptimizer.apply(
            new TensorVector(parameters.toArray(new org.bytedeco.pytorch.Tensor[0])));
  }

  private static org.bytedeco.pytorch.Tensor peerTensor(Tensor t) {
    long[] shape = java.util.Arrays.stream(t.shape().toArray()).asLongStream().toArray();
    return torch.from_blob(new FloatPointer(t.toFloatArray()), shape).clone();
  }

  private static org.bytedeco.pytorch.Tensor peerClasses(int[] labels) {
    long[] wide = java.util.Arrays.stream(labels).asLongStream().toArray();
    return torch
        .from_blob(
            new LongPointer(wide),
            new long[] {labels.length},
            new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Long))
        .clone();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double flops() {
    return flops;
  }

  @Override
  public double ours() {
    if (!train) {
      return net.forward(x).eval().toFloatArray()[0];
    }
    UnaryOperator<Tensor> model = net::forward;
    Tensor outputs = model.apply(x);
    Tensor loss = classes ? Loss.crossEntropy(outputs, y) : Loss.mse(outputs, y);
    optimizer.step(loss);
    return loss.item();
  }

  @Override
  public double peer() {
    try (PointerScope _ = new PointerScope()) {
      if (!train) {
        try (NoGradGuard _ = new NoGradGuard()) {
          return forwardPeer().data_ptr_float().get(0);
        }
      }
      peerOptimizer.zero_grad();
      org.bytedeco.pytorch.Tensor outputs = forwardPeer();
      org.bytedeco.pytorch.Tensor loss =
          classes ? torch.cross_entropy(outputs, peerY) : torch.mse_loss(outputs, peerY);
      loss.backward();
      peerOptimizer.step();
      return loss.item_float();
    }
  }

  private org.bytedeco.pytorch.Tensor forwardPeer() {
    org.bytedeco.pytorch.Tensor h = peerX;
    for (int i = 0; i < weights.size(); i++) {
      h = torch.linear(h, weights.get(i), biases.get(i));
      if (i + 1 < weights.size()) {
        h = classes ? torch.relu(h) : torch.tanh(h);
      }
    }
    return h;
  }
}
