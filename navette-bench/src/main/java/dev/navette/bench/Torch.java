// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.nn.Module;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Values into libtorch and out of it.
final class Torch {
  static {
    torch.set_num_threads(Integer.getInteger("navette.threads", 1));
  }

  private Torch() {}

  /// A copy of a tensor of floats.
  static Tensor of(dev.navette.tensor.Tensor t) {
    return torch.from_blob(new FloatPointer(t.toFloatArray()), shape(t)).clone();
  }

  /// A copy of a tensor of integers, as the 64-bit ones that libtorch takes for classes.
  static Tensor indices(dev.navette.tensor.Tensor t) {
    LongPointer values = new LongPointer(t.toLongArray());
    return torch.from_blob(values, shape(t), new TensorOptions(torch.ScalarType.Long)).clone();
  }

  /// Copies of a net's parameters in their order, which want gradients.
  static List<Tensor> parameters(Module net) {
    List<Tensor> parameters = new ArrayList<>();
    for (Variable v : net.parameters()) {
      Tensor p = of(v.value());
      p.set_requires_grad(true);
      parameters.add(p);
    }
    return parameters;
  }

  /// The values of a tensor of floats.
  static float[] values(Tensor t) {
    Tensor dense = t.contiguous();
    float[] values = new float[Math.toIntExact(dense.numel())];
    dense.data_ptr_float().get(values);
    return values;
  }

  private static long[] shape(dev.navette.tensor.Tensor t) {
    return Arrays.stream(t.shape().toArray()).asLongStream().toArray();
  }
}
