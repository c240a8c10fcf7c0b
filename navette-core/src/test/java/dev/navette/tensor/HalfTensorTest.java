// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.DType.BF16;
import static dev.navette.ir.DType.BOOL;
import static dev.navette.ir.DType.F16;
import static dev.navette.ir.DType.F32;
import static dev.navette.ir.DType.F64;
import static dev.navette.ir.DType.I32;
import static dev.navette.ir.DType.I64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.Inference;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HalfTensorTest {
  private static final int[] WIDTHS = {0, 128, 256, 512};

  private static Tensor halves(DType dtype, double... values) {
    return Tensor.of(values, values.length).cast(dtype);
  }

  private static Tensor random(DType dtype, long seed, int... shape) {
    float[] values = new float[Shape.of(shape).size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return Tensor.of(values, shape).cast(dtype).eval();
  }

  // ---- values

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void everyPatternSurvivesALoop(int bits) {
    for (DType dtype : List.of(F16, BF16)) {
      short[] all = new short[1 << 16];
      IntStream.range(0, all.length).forEach(i -> all[i] = (short) i);
      OnBackend.run(
          JvmBackend.of(bits, 1),
          () -> {
            Tensor x = Tensor.ofBits(dtype, all, all.length);
            float[] wide = x.cast(F32).toFloatArray();
            short[] back = x.cast(F32).add(0).eval().cast(dtype).toBits();
            for (int i = 0; i < all.length; i++) {
              float expected = HalfFloat.decode(dtype, all[i]);
              assertEquals(expected, wide[i], "bits " + i);
              // -0 + 0 is +0
              assertEquals(HalfFloat.encode(dtype, expected + 0f), back[i], "bits " + i);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void castsRoundInLoopsOfAnyWidth(int bits) {
    SplittableRandom random = new SplittableRandom(bits);
    float[] values = new float[1 << 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt());
      if (i % 4 == 0) {
        // on or beside the middle between two neighbours
        float x = HalfFloat.fromF16((short) random.nextInt());
        float next = HalfFloat.fromF16((short) (HalfFloat.toF16(x) + 1));
        values[i] = Float.intBitsToFloat(Float.floatToIntBits((x + next) / 2) + i / 4 % 3 - 1);
      }
    }
    for (DType dtype : List.of(F16, BF16)) {
      OnBackend.run(
          JvmBackend.of(bits, 1),
          () -> {
            short[] cast = Tensor.of(values, values.length).cast(dtype).toBits();
            float[] rounded = Tensor.of(values, values.length).cast(dtype).cast(F32).toFloatArray();
            for (int i = 0; i < values.length; i++) {
              short expected = HalfFloat.encode(dtype, values[i]);
              assertEquals(expected, cast[i], dtype + " of " + values[i]);
              assertEquals(HalfFloat.decode(dtype, expected), rounded[i], dtype + " " + values[i]);
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void castsFromAndToOtherTypes(DType dtype) {
    assertArrayEquals(
        new float[] {1, 0, 1},
        Tensor.of(new boolean[] {true, false, true}, 3).cast(dtype).toFloatArray());
    assertArrayEquals(
        new float[] {HalfFloat.decode(dtype, HalfFloat.encode(dtype, 1001)), -3},
        Tensor.of(new int[] {1001, -3}, 2).cast(dtype).toFloatArray());
    assertArrayEquals(
        new long[] {1, -1, 0}, halves(dtype, 1.75, -1.75, Double.NaN).cast(I64).toLongArray());
    assertArrayEquals(new long[] {1, 0}, halves(dtype, 0.5, -0.0).cast(BOOL).toLongArray());
    assertArrayEquals(new double[] {0.25}, halves(dtype, 0.25).cast(F64).toDoubleArray());
    assertEquals(BF16, halves(F16, 1).cast(BF16).dtype());
  }

  @Test
  void bitsAreTakenAndGiven() {
    Tensor x = Tensor.ofBits(BF16, new short[] {0x3F80, (short) 0xC000}, 2);
    assertArrayEquals(new float[] {1, -2}, x.toFloatArray());
    assertArrayEquals(new short[] {0x3F80, (short) 0xC000}, x.toBits());
    assertEquals(
        "ofBits: f32 is not a 16-bit float; use f16 or bf16",
        assertThrows(DTypeException.class, () -> Tensor.ofBits(F32, new short[1], 1)).getMessage());
    assertEquals(
        "toBits: f32(1) is not of 16-bit floats; cast it to f16 or bf16 first",
        assertThrows(DTypeException.class, () -> Tensor.zeros(1).toBits()).getMessage());
  }

  @Test
  void makingAndPrinting() {
    assertEquals("[0., 0.] bf16(2)", Tensor.zeros(BF16, 2).toString());
    assertEquals(0.10009765625, Tensor.full(0.1, BF16, 3).toDoubleArray()[2]);
    assertEquals(0.0999755859375, Tensor.scalar(0.1, F16).item());
    assertEquals("[1.5000, 0.1001] bf16(2)", halves(BF16, 1.5, 0.1).toString());
    assertEquals(0.5, new Variable(halves(F16, 0.5)).value().item());
  }

  // ---- arithmetic

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void anOperationIsRoundedOnce(DType dtype) {
    List<UnaryOperator<Tensor>> functions =
        List.of(
            x -> x.mul(0.1),
            x -> x.rsub(0.7),
            Tensor::exp,
            Tensor::tanh,
            x -> x.pow(3),
            Tensor::rsqrt,
            Tensor::gelu,
            x -> x.softmax(-1),
            x -> x.layerNorm(1, 1e-5),
            Tensor::mean,
            x -> x.var(true, 0),
            x -> x.std(true, 1),
            Tensor::norm,
            x -> x.logsumexp(1),
            Tensor::sum,
            x -> x.max(0),
            x -> x.matmul(x.transpose(0, 1)));
    Tensor x = random(dtype, 3, 17, 33);
    for (UnaryOperator<Tensor> f : functions) {
      Tensor y = f.apply(x);
      assertEquals(dtype, y.dtype());
      assertArrayEquals(f.apply(x.cast(F32)).cast(dtype).toBits(), y.toBits(), "op");
    }
    Tensor z = random(dtype, 4, 33);
    List<BinaryOperator<Tensor>> pairs =
        List.of(Tensor::add, Tensor::mul, Tensor::div, Tensor::atan2, Tensor::maximum);
    for (BinaryOperator<Tensor> f : pairs) {
      Tensor y = f.apply(x, z);
      assertEquals(dtype, y.dtype());
      assertArrayEquals(f.apply(x.cast(F32), z.cast(F32)).cast(dtype).toBits(), y.toBits(), "pair");
    }
    assertEquals(BOOL, x.gt(z).dtype());
    assertEquals(I64, x.argmax(1).dtype());
  }

  @Test
  void aMeanDoesNotOverflow() {
    assertEquals(60000, Tensor.full(60000, F16, 100).mean().item(), 20);
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void movementKeepsBits(DType dtype) {
    short[] bits = random(dtype, 9, 6).toBits();
    Tensor x = Tensor.ofBits(dtype, bits, 2, 3);
    assertArrayEquals(bits, x.transpose(0, 1).reshape(3, 2).transpose(0, 1).toBits());
    assertEquals(dtype, x.pad(0, 1, 1, 0.5).dtype());
    assertEquals(0.5, x.pad(0, 1, 1, 0.5).toDoubleArray()[0]);
    assertArrayEquals(
        new short[] {bits[3], bits[4], bits[5], bits[0], bits[1], bits[2]},
        Tensors.concat(0, x.slice(0, 1, 2), x.slice(0, 0, 1)).toBits());
    assertArrayEquals(
        new short[] {bits[5], bits[4], bits[3], bits[2], bits[1], bits[0]}, x.flip(0, 1).toBits());
    assertArrayEquals(
        new short[] {bits[2], bits[0], bits[5], bits[3]},
        x.indexSelect(1, Tensor.of(new int[] {2, 0}, 2)).toBits());
    assertEquals(dtype, x.maskedFill(x.gt(0), 0.3).dtype());
  }

  @Test
  void aCacheInSixteenBitsIsWrittenAsItIs() {
    Tensor cache = halves(BF16, 1, 1, 1, 1).eval();
    Tensor start = Tensor.of(new int[] {2}, 1);
    Tensor written = cache.dynamicUpdateSlice(0, start, halves(BF16, 3).eval());
    assertFalse(Navette.explain(written).contains("cast"), Navette.explain(written));
    assertArrayEquals(new float[] {1, 1, 3, 1}, written.toFloatArray());
  }

  // ---- the same bits everywhere

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void backendsAgree(DType dtype) {
    UnaryOperator<Tensor> f =
        x -> {
          Tensor y = x.mul(0.37).add(x.transpose(0, 1).slice(0, 0, 67).exp());
          Tensor z = y.softmax(1).mul(x).sub(y.mean(0));
          return z.matmul(y.transpose(0, 1)).tanh().maximum(0.1).cast(dtype);
        };
    short[][] truth = new short[1][];
    float[] values = random(F32, 77, 67, 67).toFloatArray();
    Runnable program = () -> truth[0] = f.apply(Tensor.of(values, 67, 67).cast(dtype)).toBits();
    Navette.on("reference", program);
    short[] expected = truth[0];
    for (int width : WIDTHS) {
      OnBackend.run(JvmBackend.of(width, 2), program);
      assertArrayEquals(expected, truth[0], width + " bits");
    }
  }

  // ---- gradients

  @Test
  void gradientsHaveTheTypeOfTheirOperand() {
    Variable w = new Variable(halves(BF16, 1, 2, 3));
    Tensor loss = w.value().mul(w.value()).sum();
    Tensor g = Grad.of(loss, List.of(w)).getFirst();
    assertEquals(BF16, g.dtype());
    assertArrayEquals(new float[] {2, 4, 6}, g.toFloatArray());
    Variable v = new Variable(Tensor.of(new float[] {1, 2, 3}, 3));
    Tensor mixed = v.value().cast(F16).mul(2).cast(F32).sum();
    Tensor h = Grad.of(mixed, List.of(v)).getFirst();
    assertEquals(F32, h.dtype());
    assertArrayEquals(new float[] {2, 2, 2}, h.toFloatArray());
  }

  @Test
  void gradientsOfMovementAreAccumulatedInF32() {
    Variable table = new Variable(Tensor.full(1, BF16, 3, 2));
    int[] rows = new int[1000];
    Tensor taken = table.value().indexSelect(0, Tensor.of(rows, 1000));
    Tensor g = Grad.of(taken.cast(F32).sum(), List.of(table)).getFirst();
    assertEquals(BF16, g.dtype());
    // 1000 ones: bf16 alone would stay at 256
    assertArrayEquals(new float[] {1000, 1000, 0, 0, 0, 0}, g.toFloatArray());
    Variable x = new Variable(Tensor.full(1, F16, 1, 2));
    Tensor wide = x.value().broadcastTo(3000, 2).cast(F32).sum();
    assertArrayEquals(
        new float[] {3000, 3000}, Grad.of(wide, List.of(x)).getFirst().toFloatArray());
    Variable y = new Variable(halves(BF16, 3));
    Tensor twice = Tensors.concat(0, y.value(), y.value().flip(0)).mul(0.5).sum();
    assertArrayEquals(new float[] {1}, Grad.of(twice, List.of(y)).getFirst().toFloatArray());
  }

  @Test
  void loopsAndCheckpointsCarryHalves() {
    Variable w = new Variable(random(BF16, 5, 4, 4));
    Tensor x = random(BF16, 6, 7, 3, 4);
    Tensor[] both = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      int way = i;
      Tensor state = Tensor.zeros(BF16, 3, 4);
      Tensor last;
      if (way == 0) {
        last =
            Scan.over(x)
                .run(
                    List.of(state),
                    (c, in) -> {
                      Tensor h = in.get(0).add(c.get(0).matmul(w.value())).tanh();
                      return Scan.step(List.of(h), List.of(h));
                    })
                .carry()
                .getFirst();
      } else {
        last = state;
        for (int t = 0; t < 7; t++) {
          Tensor in = x.select(0, t);
          last = Checkpoint.of(last, h -> in.add(h.matmul(w.value())).tanh());
        }
      }
      assertEquals(BF16, last.dtype());
      both[i] = Grad.of(last.sum(), List.of(w)).getFirst();
      assertEquals(BF16, both[i].dtype());
    }
    // Each rounds the sum of seven steps' gradients, not in the same places: 2^-8 a step.
    assertArrayEquals(both[0].toDoubleArray(), both[1].toDoubleArray(), 7 * 0x1p-8);
  }

  @Test
  void secondOrder() {
    Variable w = new Variable(halves(F16, 0.5, 2));
    Tensor loss = w.value().pow(3).sum();
    Tensor g = Grad.of(loss, List.of(w)).getFirst();
    Tensor h = Grad.of(g.sum(), List.of(w)).getFirst();
    assertArrayEquals(new float[] {3, 12}, h.toFloatArray());
  }

  // ---- what is refused

  @Test
  void noRecordComputesInSixteenBits() {
    TensorType x = new TensorType(BF16, Shape.of(3));
    DTypeException e =
        assertThrows(
            DTypeException.class, () -> Inference.infer(new Op.Unary(UnaryKind.EXP), List.of(x)));
    assertEquals(
        "exp: operand 0 is bf16(3); 16-bit floats store and do not compute: cast it to f32 before"
            + " and the result back",
        e.getMessage());
  }

  @Test
  void bitcasts() {
    assertEquals(
        "bitcast: bf16(1) has 2 bytes an element and i32 has 4; use cast to convert values",
        assertThrows(DTypeException.class, () -> halves(BF16, 1).bitcast(I32)).getMessage());
    assertEquals(
        "bitcast: f16 has 2 bytes an element, and no integer dtype has; use cast to convert values",
        assertThrows(DTypeException.class, () -> halves(BF16, 1).bitcast(F16)).getMessage());
  }
}
