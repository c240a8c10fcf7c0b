// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import static dev.navette.ir.Nodes.matmul;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of floating-point sums, written down a second time and compared bit for bit.
class ReductionOrderTest {
  private static float[] random(int seed, int size) {
    Random random = new Random(seed);
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (random.nextFloat() - 0.5f) * (1 << random.nextInt(20));
    }
    return x;
  }

  private static float[] run(Graph graph, float[]... inputs) {
    List<HostBuffer> buffers = new ArrayList<>();
    for (float[] x : inputs) {
      buffers.add(new HostBuffer(DType.F32, x));
    }
    return (float[]) Interpreter.run(graph, buffers).getFirst().array();
  }

  private static float[] reduce(ReduceKind kind, int from, int to, float[] x, int... dims) {
    Node in = Node.input(0, new TensorType(DType.F32, Shape.of(dims)));
    return run(new Graph(List.of(in), List.of(Node.of(new Op.Reduce(kind, from, to), in))), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 128, 1000, 32768})
  void innermostInSixtyFourLanes(int n) {
    float[] x = random(n, n);
    float[] sum = {inLanes(x, 0, n)};
    assertArrayEquals(sum, reduce(ReduceKind.SUM, 0, 1, x, n));
    // the shape of what is reduced together does not matter, only its elements
    assertArrayEquals(sum, reduce(ReduceKind.SUM, 0, 3, x, 1, n, 1));
  }

  private static float inLanes(float[] x, int from, int to) {
    float[] lanes = new float[64];
    for (int i = from; i < to; i++) {
      lanes[(i - from) & 63] += x[i];
    }
    for (int s : new int[] {32, 16, 8, 4, 2, 1}) {
      for (int l = 0; l < s; l++) {
        lanes[l] += lanes[l + s];
      }
    }
    return lanes[0];
  }

  @Test
  void innermostInPieces() {
    int n = 2 * 32768 + 1234;
    float[] x = random(n, n);
    float sum = inLanes(x, 0, 32768) + inLanes(x, 32768, 65536);
    sum += inLanes(x, 65536, n);
    assertArrayEquals(new float[] {sum}, reduce(ReduceKind.SUM, 0, 1, x, n));
    assertArrayEquals(new float[] {sum}, reduce(ReduceKind.SUM, 1, 2, x, 1, n));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "512,3", "513,2", "1024,1", "1600,3", "2600,2"})
  void outerInChunks(int n, int inner) {
    float[] x = random(n, n * inner);
    float[] expected = new float[inner];
    for (int c = 0; c < inner; c++) {
      List<Float> chunks = new ArrayList<>();
      for (int start = 0; start < n; start += 512) {
        float sum = 0;
        for (int i = start; i < Math.min(n, start + 512); i++) {
          sum += x[i * inner + c];
        }
        chunks.add(sum);
      }
      expected[c] = tree(chunks);
    }
    assertArrayEquals(expected, reduce(ReduceKind.SUM, 0, 1, x, n, inner));
  }

  /// The upper part, from the largest power of two below the count on, is added to the lower.
  private static float tree(List<Float> parts) {
    int count = parts.size();
    if (count == 1) {
      return parts.getFirst();
    }
    int half = 1;
    while (half * 2 < count) {
      half *= 2;
    }
    List<Float> lower = new ArrayList<>(parts.subList(0, half));
    for (int i = half; i < count; i++) {
      lower.set(i - half, lower.get(i - half) + parts.get(i));
    }
    return tree(lower);
  }

  @Test
  void theTwoOrdersDiffer() {
    float[] x = random(5, 1000);
    float rows = reduce(ReduceKind.SUM, 0, 1, x, 1000)[0];
    float columns = reduce(ReduceKind.SUM, 0, 1, x, 1000, 1)[0];
    assertNotEquals(rows, columns, "an axis that follows, even of extent 1, makes it a column");
    assertEquals(rows, columns, Math.abs(rows) * 1e-4f);
  }

  @ParameterizedTest
  @CsvSource({"3,1,3", "1,0,2", "2,0,1"})
  void groupsInsideAShape(int seed, int from, int to) {
    float[] x = random(seed, 2 * 3 * 4);
    Shape shape = Shape.of(2, 3, 4);
    int n = shape.size(from, to);
    int inner = shape.size(to, 3);
    int outer = shape.size(0, from);
    float[] got = reduce(ReduceKind.MAX, from, to, x, 2, 3, 4);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        float max = Float.NEGATIVE_INFINITY;
        for (int e = 0; e < n; e++) {
          max = Math.max(max, x[(o * n + e) * inner + i]);
        }
        assertEquals(max, got[o * inner + i]);
      }
    }
  }

  @Test
  void nothingReducesToTheIdentity() {
    assertArrayEquals(new float[] {0, 0}, reduce(ReduceKind.SUM, 1, 2, new float[0], 2, 0));
    assertArrayEquals(new float[] {1, 1}, reduce(ReduceKind.PROD, 0, 1, new float[0], 0, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 700})
  void productsInBlocksOf256(int inner) {
    float[] a = random(1, 2 * inner);
    float[] b = random(2, 3 * inner);
    float[] expected = new float[6];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 3; column++) {
        float sum = 0;
        for (int start = 0; start < inner; start += 256) {
          float part = 0;
          for (int k = start; k < Math.min(inner, start + 256); k++) {
            part = Math.fma(a[row * inner + k], b[k * 3 + column], part);
          }
          sum += part;
        }
        expected[row * 3 + column] = sum;
      }
    }
    for (int flags = 0; flags < 4; flags++) {
      boolean ta = (flags & 1) != 0;
      boolean tb = (flags & 2) != 0;
      Node nodeA = input(0, ta ? new int[] {inner, 2} : new int[] {2, inner});
      Node nodeB = input(1, tb ? new int[] {3, inner} : new int[] {inner, 3});
      Graph graph = new Graph(List.of(nodeA, nodeB), List.of(matmul(nodeA, ta, nodeB, tb)));
      assertArrayEquals(
          expected,
          run(graph, ta ? transposed(a, 2, inner) : a, tb ? transposed(b, inner, 3) : b),
          "flags " + flags);
    }
  }

  private static Node input(int slot, int... dims) {
    return Node.input(slot, new TensorType(DType.F32, Shape.of(dims)));
  }

  private static float[] transposed(float[] x, int rows, int columns) {
    float[] t = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      t[i % columns * rows + i / columns] = x[i];
    }
    return t;
  }
}
