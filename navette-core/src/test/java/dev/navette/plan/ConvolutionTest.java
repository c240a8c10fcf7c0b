// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Convolutions, what follows on them and their gradients give the interpreter's bits, for vectors
/// of several widths and several threads.
class ConvolutionTest {
  private final Random random = new Random(1);

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private static Ints each(int count, IntSupplier value) {
    int[] values = new int[count];
    Arrays.setAll(values, _ -> value.getAsInt());
    return Ints.of(values);
  }

  private static Shape shape(int first, int[] middle, int... last) {
    int[] dims = new int[1 + middle.length + last.length];
    dims[0] = first;
    System.arraycopy(middle, 0, dims, 1, middle.length);
    System.arraycopy(last, 0, dims, 1 + middle.length, last.length);
    return Shape.of(dims);
  }

  @ParameterizedTest
  @CsvSource({"F32, 1, 20", "F32, 2, 40", "F32, 3, 10", "F64, 2, 15"})
  void small(DType dtype, int axes, int count) {
    for (int i = 0; i < count; i++) {
      int groups = random.nextInt(3) == 0 ? upTo(4) : 1;
      int channels = groups * (random.nextInt(3) == 0 ? 1 : upTo(5));
      int outputs = groups * upTo(random.nextBoolean() ? 3 : 20);
      int[] extents = each(axes, () -> upTo(axes == 3 ? 4 : 7)).toArray();
      int[] taps = each(axes, () -> upTo(4)).toArray();
      Op.Conv conv =
          new Op.Conv(
              each(axes, () -> upTo(3)),
              each(axes, () -> random.nextInt(6) - 1),
              each(axes, () -> random.nextInt(6)),
              each(axes, () -> random.nextInt(3) == 0 ? upTo(3) : 1),
              each(axes, () -> random.nextInt(3) == 0 ? upTo(3) : 1),
              groups);
      boolean fits = true;
      for (int a = 0; a < axes; a++) {
        int padded =
            (extents[a] - 1) * conv.inputDilation().get(a)
                + 1
                + conv.low().get(a)
                + conv.high().get(a);
        fits &= conv.dilation().get(a) * (taps[a] - 1) < padded;
      }
      if (fits) {
        int batch = random.nextInt(8) == 0 ? 0 : upTo(3);
        compare(conv, dtype, shape(batch, extents, channels), taps, outputs);
      }
    }
  }

  /// Sizes that take several blocks of rows, of taps and channels, and several threads.
  @ParameterizedTest
  @CsvSource({
    "2, 9, 24, 40, 3, 1, 1, 1, 1, 1",
    "2, 9, 33, 17, 3, 2, 1, 1, 1, 1",
    "2, 5, 20, 24, 4, 1, 2, 1, 2, 1",
    "2, 7, 64, 36, 3, 1, 2, 2, 1, 2",
    "3, 11, 1, 9, 5, 1, 2, 1, 1, 1",
    "2, 9, 40, 40, 3, 1, 1, 1, 1, 40",
    "2, 20, 2, 4, 17, 1, 8, 1, 1, 2",
    "3, 8, 48, 36, 1, 1, 0, 1, 1, 2",
    "3, 8, 48, 36, 1, 2, 0, 1, 1, 1",
    "30, 5, 16, 24, 5, 1, 0, 1, 1, 1"
  })
  void large(
      int batch,
      int extent,
      int channels,
      int outputs,
      int taps,
      int stride,
      int padding,
      int dilation,
      int inputDilation,
      int groups) {
    Op.Conv conv =
        new Op.Conv(
            Ints.filled(2, stride),
            Ints.filled(2, padding),
            Ints.filled(2, padding),
            Ints.filled(2, dilation),
            Ints.filled(2, inputDilation),
            groups);
    int[] extents = {extent, extent};
    compare(conv, DType.F32, shape(batch, extents, channels), new int[] {taps, taps}, outputs);
  }

  /// Compares the convolution and both of its gradients.
  private void compare(Op.Conv conv, DType dtype, Shape x, int[] taps, int outputs) {
    int channels = x.dim(x.rank() - 1);
    int[] kernel = Arrays.copyOf(taps, taps.length + 2);
    kernel[taps.length] = channels / conv.groups();
    kernel[taps.length + 1] = outputs;
    Node input = Node.input(0, new TensorType(dtype, x));
    Node weight = Node.input(1, new TensorType(dtype, Shape.of(kernel)));
    Node y = Node.of(conv, input, weight);
    Node g = Node.input(2, y.type());
    Node bias = Node.input(3, new TensorType(dtype, Shape.of(outputs)));
    Node shifted = Nodes.add(y, Nodes.broadcastTo(bias, y.shape()));
    Node epilogue = Nodes.mul(Nodes.max(shifted, Nodes.zeros(y.type())), g);
    Node made = random.nextBoolean() ? y : Nodes.exp(y);
    Node loss = Nodes.mul(made, g);
    Node request = Node.of(new Op.Gradient(2), Nodes.sum(loss), input, weight);
    Graph graph =
        GraphCheck.expanded(
            new Graph(
                List.of(input, weight, g, bias),
                List.of(
                    epilogue,
                    made,
                    Node.of(new Op.Pick(0), request),
                    Node.of(new Op.Pick(1), request))));
    List<HostBuffer> arguments = List.of(values(input), values(weight), values(g), values(bias));
    List<HostBuffer> truth = Interpreter.run(graph, arguments);
    for (Map.Entry<String, GraphCheck.Trial> trial : GraphCheck.trials().entrySet()) {
      assertNull(
          trial.getValue().difference(graph, arguments, truth),
          () -> conv + " of " + input + " by " + weight + ", " + trial.getKey());
    }
  }

  /// Numbers of one to three digits in bits, so that sums round; one in fifty is no number or -0.
  private HostBuffer values(Node node) {
    HostBuffer buffer = HostBuffer.zeros(node.dtype(), node.shape().size());
    boolean odd = random.nextInt(10) == 0;
    for (int i = 0; i < buffer.size(); i++) {
      double value = random.nextGaussian();
      if (odd && random.nextInt(50) == 0) {
        value = random.nextBoolean() ? Double.POSITIVE_INFINITY : -0.0;
      }
      buffer.set(i, value);
    }
    return buffer;
  }
}
