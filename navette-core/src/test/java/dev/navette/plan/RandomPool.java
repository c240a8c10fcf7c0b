// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A pool of tensors from which random programs grow.
///
/// Values are kept near 1 so that a wrong element is seen: a graph full of NaN would hide it.
class RandomPool {
  private static final int[] EXTENTS = {1, 2, 3, 7, 8, 10, 16, 31, 64, 65, 130, 513};

  static final List<UnaryOperator<Tensor>> UNARY =
      List.of(
          Tensor::neg,
          Tensor::abs,
          Tensor::sign,
          Tensor::square,
          Tensor::tanh,
          Tensor::sin,
          Tensor::cos,
          Tensor::floor,
          Tensor::round,
          Tensor::ceil,
          Tensor::sigmoid,
          Tensor::erf,
          Tensor::atan,
          Tensor::relu,
          Tensor::gelu,
          Tensor::silu,
          Tensor::softplus,
          x -> x.clamp(-0.5, 0.7),
          x -> x.leakyRelu(0.1),
          x -> x.add(1),
          x -> x.mul(0.37),
          x -> x.rsub(1.5),
          x -> x.square().add(1).sqrt(),
          x -> x.square().add(0.5).log(),
          x -> x.square().add(1).reciprocal(),
          x -> x.minimum(1).exp(),
          x -> x.abs().add(0.1).pow(1.7));

  final Random random;
  final int limit;
  final DType dtype;

  /// A member of the pool and the leaves it can be differentiated by.
  record Entry(Tensor tensor, BitSet leaves) {}

  final List<Entry> pool = new ArrayList<>();
  final List<Tensor> leaves = new ArrayList<>();

  /// @param limit the most elements of any member
  RandomPool(long seed, int limit) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.limit = limit;
    this.dtype =
        switch (random.nextInt(8)) {
          case 0, 1 -> DType.F64;
          case 2 -> DType.BF16;
          case 3 -> DType.F16;
          default -> DType.F32;
        };
  }

  /// The results of `chosen`, and gradients by what they were computed from.
  Tensor[] outputs(List<Entry> chosen, boolean gradients) {
    List<Tensor> outputs = new ArrayList<>(chosen.stream().map(Entry::tensor).toList());
    if (gradients) {
      outputs.addAll(gradients(chosen));
    }
    return outputs.toArray(Tensor[]::new);
  }

  private List<Tensor> gradients(List<Entry> chosen) {
    Tensor loss = Tensor.scalar(0, dtype);
    BitSet reached = new BitSet();
    for (Entry e : chosen) {
      if (e.tensor().dtype() == dtype) {
        loss = loss.add(e.tensor().sin().mul(weight(e.tensor())).sum());
        reached.or(e.leaves());
      }
    }
    Tensor[] wanted = reached.stream().mapToObj(leaves::get).toArray(Tensor[]::new);
    if (wanted.length == 0) {
      return List.of();
    }
    List<Tensor> first = Grad.of(loss, wanted);
    switch (random.nextInt(6)) {
      case 0 -> {}
      case 1, 2 -> {
        // As an optimizer does: a result of the leaf's own type, which may take its place.
        List<Tensor> updates = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
          updates.add(wanted[i].sub(first.get(i).mul(0.1)));
        }
        return updates;
      }
      default -> {
        return first;
      }
    }
    Tensor slope = Tensor.scalar(0, dtype);
    for (Tensor g : first) {
      slope = slope.add(g.sin().sum());
    }
    // The loss keeps each leaf within reach.
    return Grad.of(slope.add(loss), wanted);
  }

  private Tensor weight(Tensor x) {
    int n = Math.max(1, x.size());
    return Tensor.iota(DType.I64, 0, n)
        .cast(dtype)
        .mul(0.73)
        .cos()
        .slice(0, 0, x.size())
        .reshape(x.shape());
  }

  // ---- shapes and leaves

  int extent() {
    return EXTENTS[random.nextInt(EXTENTS.length)];
  }

  int[] dims(int rank) {
    while (true) {
      int[] d = IntStream.generate(this::extent).limit(rank).toArray();
      if (IntStream.of(d).asLongStream().reduce(1, (a, b) -> a * b) <= limit) {
        return d;
      }
    }
  }

  Entry leaf(int... dims) {
    int n = IntStream.of(dims).reduce(1, (a, b) -> a * b);
    Tensor t;
    if (dtype != DType.F64) {
      float[] v = new float[n];
      for (int i = 0; i < n; i++) {
        v[i] = (float) value();
      }
      t = Tensor.of(v, dims).cast(dtype).eval();
    } else {
      t = Tensor.of(random.doubles(n, -1.5, 1.5).toArray(), dims);
    }
    BitSet own = new BitSet();
    own.set(leaves.size());
    leaves.add(t);
    Entry e = new Entry(t, own);
    pool.add(e);
    return e;
  }

  private double value() {
    return switch (random.nextInt(64)) {
      case 0 -> 0;
      case 1 -> -0.0;
      case 2 -> 1;
      default -> 3 * random.nextDouble() - 1.5;
    };
  }

  Tensor ints(int below, int... dims) {
    int n = IntStream.of(dims).reduce(1, (a, b) -> a * b);
    return random.nextBoolean()
        ? Tensor.of(random.ints(n, 0, below).toArray(), dims)
        : Tensor.of(random.longs(n, 0, below).toArray(), dims);
  }

  Entry pick() {
    // Late members more often, so that chains grow.
    int n = pool.size();
    int i = random.nextBoolean() ? n - 1 - random.nextInt(Math.min(n, 4)) : random.nextInt(n);
    return pool.get(i);
  }

  void put(Tensor t, Entry... from) {
    if (t.size() > limit || t.size() == 0) {
      return;
    }
    BitSet b = new BitSet();
    for (Entry e : from) {
      b.or(e.leaves());
    }
    pool.add(new Entry(t, b));
  }
}
