// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import dev.navette.memory.HostBuffer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static DType dtypeOf(Object array) {
    return switch (array) {
      case boolean[] _ -> DType.BOOL;
      case byte[] _ -> DType.U8;
      case int[] _ -> DType.I32;
      case long[] _ -> DType.I64;
      case float[] _ -> DType.F32;
      default -> DType.F64;
    };
  }

  /// The array that `function` computes from vectors.
  private static Object run(Function<List<Node>, Node> function, Object... arrays) {
    Shape[] shapes = new Shape[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      shapes[i] = Shape.of(Array.getLength(arrays[i]));
    }
    return run(shapes, function, arrays);
  }

  private static Object run(Shape[] shapes, Function<List<Node>, Node> function, Object... arrays) {
    List<Node> inputs = new ArrayList<>();
    List<HostBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < arrays.length; i++) {
      inputs.add(Node.input(i, new TensorType(dtypeOf(arrays[i]), shapes[i])));
      buffers.add(new HostBuffer(dtypeOf(arrays[i]), arrays[i]));
    }
    Graph graph = new Graph(inputs, List.of(function.apply(inputs)));
    return Interpreter.run(graph, buffers).getFirst().array();
  }

  private static Object unary(UnaryKind kind, Object x) {
    return run(in -> dev.navette.ir.Nodes.unary(kind, in.get(0)), x);
  }

  private static Object binary(BinaryKind kind, Object a, Object b) {
    return run(in -> dev.navette.ir.Nodes.binary(kind, in.get(0), in.get(1)), a, b);
  }

  private static byte[] bytes(int... values) {
    byte[] b = new byte[values.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = (byte) values[i];
    }
    return b;
  }

  private static float[] floats(Object array) {
    return (float[]) array;
  }

  @Test
  void integersWrap() {
    int max = Integer.MAX_VALUE;
    int min = Integer.MIN_VALUE;
    assertArrayEquals(
        new int[] {min, -2},
        (int[]) binary(BinaryKind.ADD, new int[] {max, max}, new int[] {1, max}));
    assertArrayEquals(new int[] {min}, (int[]) unary(UnaryKind.NEG, new int[] {min}));
    assertArrayEquals(new int[] {min}, (int[]) unary(UnaryKind.ABS, new int[] {min}));
    assertArrayEquals(
        new int[] {min}, (int[]) binary(BinaryKind.DIV, new int[] {min}, new int[] {-1}));
    assertArrayEquals(
        new long[] {Long.MIN_VALUE},
        (long[]) binary(BinaryKind.ADD, new long[] {Long.MAX_VALUE}, new long[] {1}));
    assertArrayEquals(
        bytes(44, 250, 255), (byte[]) binary(BinaryKind.SUB, bytes(44, 4, 255), bytes(0, 10, 0)));
    assertArrayEquals(bytes(44), (byte[]) binary(BinaryKind.MUL, bytes(150), bytes(2)));
    assertArrayEquals(bytes(254, 0), (byte[]) unary(UnaryKind.NOT, bytes(1, 255)));
    assertArrayEquals(bytes(0, 1), (byte[]) unary(UnaryKind.SIGN, bytes(0, 200)));
  }

  @Test
  void u8IsUnsigned() {
    assertArrayEquals(bytes(200), (byte[]) binary(BinaryKind.MAX, bytes(200), bytes(100)));
    assertArrayEquals(bytes(2), (byte[]) binary(BinaryKind.DIV, bytes(200), bytes(100)));
    assertArrayEquals(
        new boolean[] {true},
        (boolean[])
            run(in -> compare(CompareKind.GT, in.get(0), in.get(1)), bytes(200), bytes(100)));
    assertArrayEquals(new float[] {200}, floats(run(in -> cast(in.get(0), DType.F32), bytes(200))));
  }

  @Test
  void divisionTruncatesAndModFollowsTheDivisor() {
    int[] a = {7, -7, 7, -7};
    int[] b = {2, 2, -2, -2};
    assertArrayEquals(new int[] {3, -3, -3, 3}, (int[]) binary(BinaryKind.DIV, a, b));
    assertArrayEquals(new int[] {1, 1, -1, -1}, (int[]) binary(BinaryKind.MOD, a, b));
    assertArrayEquals(
        new float[] {1.5f, 0.5f, -0.5f},
        floats(binary(BinaryKind.MOD, new float[] {5.5f, -3.5f, 3.5f}, new float[] {2, 2, -2})));
  }

  @Test
  void shiftsFillWithZerosAndCountModuloTheWidth() {
    assertArrayEquals(
        new int[] {-8, 8}, (int[]) binary(BinaryKind.SHL, new int[] {-1, 4}, new int[] {3, 33}));
    assertArrayEquals(
        new int[] {0x1FFFFFFF}, (int[]) binary(BinaryKind.SHR, new int[] {-1}, new int[] {3}));
    assertArrayEquals(
        new long[] {1}, (long[]) binary(BinaryKind.SHR, new long[] {-1}, new long[] {63}));
  }

  @Test
  void boolsAreLogical() {
    boolean[] a = {true, true, false, false};
    boolean[] b = {true, false, true, false};
    assertArrayEquals(
        new boolean[] {false, true, true, false}, (boolean[]) binary(BinaryKind.XOR, a, b));
    assertArrayEquals(
        new boolean[] {true, true, true, false}, (boolean[]) binary(BinaryKind.MAX, a, b));
    assertArrayEquals(
        new boolean[] {false, false, true, true}, (boolean[]) unary(UnaryKind.NOT, a));
    assertArrayEquals(
        new boolean[] {false},
        (boolean[]) run(in -> Node.of(new Op.Reduce(ReduceKind.MIN, 0, 1), in.get(0)), (Object) a));
  }

  @Test
  void floatsRoundHalfToEvenAndKeepNaN() {
    assertArrayEquals(
        new float[] {0, 2, 2, -0f},
        floats(unary(UnaryKind.ROUND, new float[] {0.5f, 1.5f, 2.5f, -0.5f})));
    assertArrayEquals(
        new float[] {-1, 0, 1, Float.NaN},
        floats(unary(UnaryKind.SIGN, new float[] {-3, 0, 0.1f, Float.NaN})));
    assertArrayEquals(
        new float[] {Float.NaN, 0, -0f},
        floats(binary(BinaryKind.MAX, new float[] {Float.NaN, -0f, -0f}, new float[] {1, 0, -0f})));
    assertArrayEquals(
        new boolean[] {false, true},
        (boolean[])
            run(
                in -> compare(CompareKind.NE, in.get(0), in.get(0)),
                (Object) new float[] {1, Float.NaN}));
  }

  @Test
  void f32IsNeverWidened() {
    float a = 16777216f;
    assertArrayEquals(
        new float[] {a},
        floats(run(in -> add(add(in.get(0), 1), 0.5), (Object) new float[] {a})),
        "2^24 + 1 rounds before 0.5 is added");
  }

  @Test
  void castsAreJavas() {
    float[] x = {1.9f, -1.9f, 3e10f, Float.NaN, 300, -1};
    assertArrayEquals(
        new int[] {1, -1, Integer.MAX_VALUE, 0, 300, -1},
        (int[]) run(in -> cast(in.get(0), DType.I32), (Object) x));
    assertArrayEquals(
        bytes(1, 255, 255, 0, 44, 255), (byte[]) run(in -> cast(in.get(0), DType.U8), (Object) x));
    assertArrayEquals(
        new boolean[] {true, true, true, true, true, true},
        (boolean[]) run(in -> cast(in.get(0), DType.BOOL), (Object) x));
    long big = (1L << 54) + (1L << 30) + 1; // through f64 this would round to the even neighbour
    assertArrayEquals(
        new float[] {(float) big},
        floats(run(in -> cast(in.get(0), DType.F32), (Object) new long[] {big})));
    assertArrayEquals(
        new int[] {1},
        (int[]) run(in -> cast(in.get(0), DType.I32), (Object) new long[] {(1L << 32) + 1}));
  }

  @Test
  void bitcastKeepsBits() {
    assertArrayEquals(
        new int[] {0x3F800000},
        (int[]) run(in -> Node.of(new Op.Bitcast(DType.I32), in.get(0)), (Object) new float[] {1}));
    assertArrayEquals(
        new double[] {1},
        (double[])
            run(
                in -> Node.of(new Op.Bitcast(DType.F64), in.get(0)),
                (Object) new long[] {0x3FF0000000000000L}));
  }

  @Test
  void viewsMoveElements() {
    Shape[] shape = {Shape.of(2, 3)};
    int[] x = {1, 2, 3, 4, 5, 6};
    assertArrayEquals(
        new int[] {1, 4, 2, 5, 3, 6}, (int[]) run(shape, in -> swapLast(in.get(0)), (Object) x));
    assertArrayEquals(
        new int[] {4, 5, 6, 1, 2, 3},
        (int[]) run(shape, in -> Node.of(new Op.Flip(1), in.get(0)), (Object) x));
    assertArrayEquals(
        new int[] {1, 3, 4, 6},
        (int[])
            run(
                shape,
                in -> Node.of(new Op.Slice(Ints.of(0, 0), Ints.of(2, 3), Ints.of(1, 2)), in.get(0)),
                (Object) x));
    assertArrayEquals(
        new int[] {9, 1, 2, 3, 9, 4, 5, 6},
        (int[]) run(shape, in -> pad(in.get(0), 1, 1, 0, 9), (Object) x));
    assertArrayEquals(
        new int[] {1, 2, 3, 1, 4, 5, 6, 4},
        (int[])
            run(shape, in -> concat(1, List.of(in.get(0), slice(in.get(0), 1, 0, 1))), (Object) x));
    assertArrayEquals(
        new int[] {1, 1, 2, 2},
        (int[])
            run(
                new Shape[] {Shape.of(2, 1)},
                in -> broadcastTo(in.get(0), Shape.of(2, 2)),
                (Object) new int[] {1, 2}));
    assertArrayEquals(
        new int[] {0, 1, 2, 0, 1, 2},
        (int[]) run(shape, in -> iota(1, in.get(0).type()), (Object) x));
  }

  @Test
  void gatherAndScatterAdd() {
    Shape[] shapes = {Shape.of(2, 3), Shape.of(4)};
    int[] index = {2, 0, 2, 1};
    assertArrayEquals(
        new float[] {3, 1, 3, 2, 6, 4, 6, 5},
        floats(
            run(
                shapes,
                in -> gather(in.get(0), 1, in.get(1)),
                new float[] {1, 2, 3, 4, 5, 6},
                index)));
    Shape[] three = {Shape.of(3, 1), Shape.of(4), Shape.of(4, 1)};
    assertArrayEquals(
        new int[] {11, 22, 33},
        (int[])
            run(
                three,
                in -> scatterAdd(in.get(0), 0, in.get(1), in.get(2)),
                new int[] {10, 20, 30},
                new int[] {2, 0, 2, 1},
                new int[] {1, 1, 2, 2}));
  }

  @Test
  void argReducePicksTheFirstAndNaNWins() {
    float nan = Float.NaN;
    float[] x = {1, 3, 3, 2, nan, nan};
    Shape[] shape = {Shape.of(2, 3)};
    assertArrayEquals(
        new long[] {1, 1},
        (long[]) run(shape, in -> Node.of(new Op.ArgReduce(true, 1), in.get(0)), (Object) x));
    assertArrayEquals(
        new long[] {0, 1, 1},
        (long[]) run(shape, in -> Node.of(new Op.ArgReduce(false, 0), in.get(0)), (Object) x));
  }

  @Test
  void outputsAreBuffersOfTheirOwn() {
    Node x = Node.input(0, new TensorType(DType.F32, Shape.of(1)));
    HostBuffer given = HostBuffer.zeros(DType.F32, 1);
    List<HostBuffer> out = Interpreter.run(new Graph(List.of(x), List.of(x, x)), List.of(given));
    assertNotSame(given.array(), out.get(0).array());
    assertNotSame(out.get(0).array(), out.get(1).array());
  }

  private static @Nullable String message(
      Class<? extends RuntimeException> type, Function<List<Node>, Node> f, Object... arrays) {
    return assertThrows(type, () -> run(f, arrays)).getMessage();
  }

  @Test
  void errorsTeach() {
    assertEquals(
        "gather along axis 0: index 3 at position (1) is out of range for extent 3 of f32(3);"
            + " use 0 to 2",
        message(
            IndexOutOfBoundsException.class,
            in -> gather(in.get(0), 0, in.get(1)),
            new float[3],
            new int[] {0, 3}));
    assertEquals(
        "scatter_add along axis 0: index -1 at position (0) is out of range for extent 3 of"
            + " f32(3); use 0 to 2",
        message(
            IndexOutOfBoundsException.class,
            in -> scatterAdd(in.get(0), 0, in.get(1), in.get(0)),
            new float[3],
            new long[] {-1, 0, 1}));
    assertEquals(
        "mod: the divisor is 0 at element (2) of i32(3); integers have no infinity: cast to a"
            + " float, or replace the zeros first",
        message(
            ArithmeticException.class,
            in -> dev.navette.ir.Nodes.binary(BinaryKind.MOD, in.get(0), in.get(0)),
            (Object) new int[] {1, 2, 0}));
    Node x = Node.input(0, new TensorType(DType.F32, Shape.of(2)));
    Graph graph = new Graph(List.of(x), List.of(x));
    assertEquals(
        "input 0 of the graph is f32(2) with 2 elements and is given 3 elements of f32",
        assertThrows(
                IllegalArgumentException.class,
                () -> Interpreter.run(graph, List.of(HostBuffer.zeros(DType.F32, 3))))
            .getMessage());
    assertEquals(
        "the graph takes 1 inputs and is given 0",
        assertThrows(IllegalArgumentException.class, () -> Interpreter.run(graph, List.of()))
            .getMessage());
  }
}
