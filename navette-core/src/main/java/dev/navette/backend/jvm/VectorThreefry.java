// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static dev.navette.backend.math.Threefry.GROUP;

import dev.navette.backend.math.Threefry;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Threefry by vectors of blocks. Made by [RandomWords#of(int)] only, which gives each copy of this
/// class its width as class data.
///
/// The two words of the blocks in work stand where the finished words go, in the two halves of a
/// group. The rounds are split into passes over the groups: all twenty in one loop are beyond what
/// HotSpot's C2 compiles without boxes (see [FormulaInliner]).
final class VectorThreefry implements RandomWords {
  private static final VectorSpecies<Integer> SPECIES = species();
  private static final int HALF = GROUP / 2;

  /// Words in work at a time: 8 KiB, which stay in the nearest cache.
  private static final int CHUNK = 2048;

  private static VectorSpecies<Integer> species() {
    try {
      int bits =
          MethodHandles.classData(
              MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Integer.class);
      return VectorSpecies.of(int.class, VectorShape.forBitSize(bits));
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void fill(int key0, int key1, long index, int[] words, int at, int n) {
    int head = (int) Math.min(n, -index & (GROUP - 1));
    int middle = (n - head) & -GROUP;
    Threefry.fill(key0, key1, index, words, at, head);
    int key2 = Threefry.PARITY ^ key0 ^ key1;
    for (int done = 0; done < middle; done += CHUNK) {
      int from = at + head + done;
      int to = from + Math.min(CHUNK, middle - done);
      start(key0, key1, index + head + done, words, from, to);
      rounds(key1, key2 + 1, key2, key0 + 2, words, from, to);
      rounds(key0, key1 + 3, key1, key2 + 4, words, from, to);
      finish(key2, key0 + 5, words, from, to);
    }
    int tail = head + middle;
    Threefry.fill(key0, key1, index + tail, words, at + tail, n - tail);
  }

  /// Writes the counters, with the first two key words added.
  private static void start(int key0, int key1, long index, int[] words, int from, int to) {
    IntVector lanes = IntVector.zero(SPECIES).addIndex(1);
    for (int group = from; group < to; group += GROUP) {
      // The number of the group's first block; the lower word does not overflow within a group.
      long block = (index + (group - from)) >>> 5 << 4;
      IntVector low = lanes.add((int) block + key0);
      IntVector high = IntVector.broadcast(SPECIES, (int) (block >>> 32) + key1);
      for (int i = 0; i < HALF; i += SPECIES.length()) {
        low.add(i).intoArray(words, group + i);
        high.intoArray(words, group + HALF + i);
      }
    }
  }

  /// Eight rounds: four and a key, twice.
  private static void rounds(int a0, int a1, int b0, int b1, int[] words, int from, int to) {
    for (int group = from; group < to; group += GROUP) {
      for (int i = group; i < group + HALF; i += SPECIES.length()) {
        IntVector x0 = IntVector.fromArray(SPECIES, words, i);
        IntVector x1 = IntVector.fromArray(SPECIES, words, i + HALF);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(a0);
        x1 = x1.add(a1);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, x0);
        x0.add(b0).intoArray(words, i);
        x1.add(b1).intoArray(words, i + HALF);
      }
    }
  }

  /// The last four rounds and the last key.
  private static void finish(int a0, int a1, int[] words, int from, int to) {
    for (int group = from; group < to; group += GROUP) {
      for (int i = group; i < group + HALF; i += SPECIES.length()) {
        IntVector x0 = IntVector.fromArray(SPECIES, words, i);
        IntVector x1 = IntVector.fromArray(SPECIES, words, i + HALF);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x0);
        x0 = x0.add(x1);
        x1 = x1.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x0);
        x0.add(a0).intoArray(words, i);
        x1.add(a1).intoArray(words, i + HALF);
      }
    }
  }
}
