// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.navette.backend.math.CornerCases;
import dev.navette.backend.math.F32Math;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VectorF32MathTest {
  interface FloatFunction {
    float of(float x);
  }

  private static final Map<String, FloatFunction> SCALAR =
      Map.of(
          "exp", F32Math::exp,
          "expm1", F32Math::expm1,
          "log", F32Math::log,
          "log1p", F32Math::log1p,
          "sin", F32Math::sin,
          "cos", F32Math::cos,
          "tanh", F32Math::tanh,
          "sigmoid", F32Math::sigmoid,
          "erf", F32Math::erf);

  static Stream<String> functions() {
    return SCALAR.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void hasTheBitsOfItsScalarTwin(String function) throws Exception {
    compare(function, loops(256), samples(16_411));
    compare(function, loops(128), samples(262_147));
    // Vectors wider than the machine's are emulated, slowly.
    compare(function, loops(512), samples(4_194_301));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void hasTheSameBitsWhenCalled(String function) throws Exception {
    compare(function, load(loopBytes(), 256), samples(1_048_573));
  }

  private static void compare(String function, FormulaLoop loops, float[] x) {
    float[] y = new float[512];
    FloatFunction scalar = Objects.requireNonNull(SCALAR.get(function));
    for (int start = 0; start < x.length; start += 512) {
      float[] chunk = Arrays.copyOfRange(x, start, start + 512);
      loops.run(function, chunk, y);
      for (int i = 0; i < 512; i++) {
        float input = chunk[i];
        float expected = scalar.of(input);
        float actual = y[i];
        assertEquals(
            Float.floatToIntBits(expected),
            Float.floatToIntBits(actual),
            () -> function + "(" + input + "): scalar " + expected + ", vector " + actual);
      }
    }
  }

  /// The corner cases, then every so many-th float; padded with zeros to a multiple of 512.
  private static float[] samples(int step) {
    List<Float> corners = CornerCases.floats();
    int n = corners.size() + (int) ((1L << 32) / step);
    float[] x = new float[(n + 511) / 512 * 512];
    for (int i = 0; i < n; i++) {
      int bits = (i - corners.size()) * step;
      x[i] = i < corners.size() ? corners.get(i) : Float.intBitsToFloat(bits);
    }
    return x;
  }

  // What another test has taught the compiler would decide whether vectors are boxed.
  @Tag("alone")
  @ParameterizedTest
  @MethodSource("functions")
  void allocatesNothingOnceCompiled(String function) throws Exception {
    int bits = VectorBits.preferred();
    if (bits == 0) {
      return;
    }
    FormulaLoop loops = loops(bits);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] x = new float[512];
    float[] y = new float[512];
    for (int i = 0; i < x.length; i++) {
      x[i] = i * 0.01f;
    }
    // The compiler works beside the test; how long it takes is no matter here.
    long deadline = System.nanoTime() + 60_000_000_000L;
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 400; i++) {
        loops.run(function, x, y);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 1024 && System.nanoTime() < deadline);
    assertTrue(allocated <= 1024, "bytes for 204800 elements: " + allocated);
  }

  @Test
  void inliningLeavesNoCalls() throws Exception {
    assertTrue(callsFormulas(loopBytes()));
    assertFalse(callsFormulas(FormulaInliner.inline(loopBytes())));
  }

  private static boolean callsFormulas(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(m -> m.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(e ->
            e instanceof InvokeInstruction call
                && call.owner().asSymbol().displayName().equals("VectorF32Math")
                && call.type().stringValue().contains("vector"));
  }

  private static FormulaLoop loops(int bits) throws Exception {
    return load(FormulaInliner.inline(loopBytes()), bits);
  }

  private static FormulaLoop load(byte[] bytes, int bits) throws Exception {
    return (FormulaLoop)
        MethodHandles.lookup()
            .defineHiddenClassWithClassData(bytes, bits, true)
            .lookupClass()
            .getDeclaredConstructor()
            .newInstance();
  }

  private static byte[] loopBytes() throws IOException {
    try (InputStream in = VectorF32MathTest.class.getResourceAsStream("FormulaLoops.class")) {
      return in.readAllBytes();
    }
  }
}
