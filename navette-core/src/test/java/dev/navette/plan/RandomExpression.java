// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.DType;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// A random program over tensors: grows its pool by applying any operation to any members.
final class RandomExpression extends RandomPool {
  private RandomExpression(long seed, int limit) {
    super(seed, limit);
  }

  /// The outputs of the program number `seed`.
  static Tensor[] outputs(long seed, int steps, int limit, boolean gradients) {
    return new RandomExpression(seed, limit).build(steps, gradients);
  }

  private Tensor[] build(int steps, boolean gradients) {
    leaf(dims(1 + random.nextInt(3)));
    if (random.nextBoolean()) {
      leaf(dims(random.nextInt(5)));
    }
    while (pool.size() < steps) {
      step();
    }
    List<Entry> chosen = new ArrayList<>(List.of(pool.getLast()));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      chosen.add(pool.get(random.nextInt(pool.size())));
    }
    return outputs(chosen, gradients);
  }

  private void step() {
    Entry e = pick();
    Tensor x = e.tensor();
    switch (random.nextInt(28)) {
      case 0 -> put(x.detach().add(0.25), new Entry(x, new BitSet()));
      case 1, 2 -> put(UNARY.get(random.nextInt(UNARY.size())).apply(x), e);
      case 3, 4, 5, 6 -> binary(e);
      case 7, 8, 9 -> view(e);
      case 10, 11, 12 -> reduce(e);
      case 13 -> norm(e);
      case 14, 15, 16 -> product(e);
      case 17 -> select(e);
      case 18 -> arrange(e);
      case 19 -> index(e);
      case 20 -> odd(e);
      case 21 -> windows(e);
      case 22, 23 -> put(RandomFunctions.of(random, x), e);
      case 24 -> loops(e);
      case 25 -> orders(e);
      case 26 -> convolution(e);
      default -> leaf(dims(random.nextInt(4)));
    }
  }

  /// Something that broadcasts with `x`.
  private Entry partner(Entry e) {
    Tensor x = e.tensor();
    for (int attempt = 0; attempt < 6; attempt++) {
      Entry o = pick();
      if (o != e && broadcasts(x, o.tensor())) {
        return o;
      }
    }
    if (x.rank() > 0 && random.nextInt(3) == 0) {
      return new Entry(x.meanKeepDims(random.nextInt(x.rank())), e.leaves());
    }
    int from = random.nextInt(x.rank() + 1);
    int[] d = new int[x.rank() - from];
    for (int i = 0; i < d.length; i++) {
      d[i] = random.nextInt(4) == 0 ? 1 : x.dim(from + i);
    }
    return leaf(d);
  }

  private boolean broadcasts(Tensor a, Tensor b) {
    long size = 1;
    for (int i = 1; i <= Math.max(a.rank(), b.rank()); i++) {
      int x = i > a.rank() ? 1 : a.dim(-i);
      int y = i > b.rank() ? 1 : b.dim(-i);
      if (x != y && x != 1 && y != 1) {
        return false;
      }
      size *= Math.max(x, y);
    }
    return size <= limit;
  }

  private void binary(Entry e) {
    Entry o = partner(e);
    Tensor a = random.nextBoolean() ? e.tensor() : o.tensor();
    Tensor b = a == e.tensor() ? o.tensor() : e.tensor();
    Tensor y =
        switch (random.nextInt(11)) {
          case 0, 1 -> a.add(b);
          case 2 -> a.sub(b);
          case 3, 4 -> a.mul(b);
          case 5 -> a.div(b.square().add(0.5));
          case 6 -> a.maximum(b);
          case 7 -> a.minimum(b);
          case 8 -> a.atan2(b.square().add(0.3));
          case 9 -> a.mod(b.abs().add(0.25));
          default -> a.lerp(b, 0.3);
        };
    put(y, e, o);
  }

  private void select(Entry e) {
    Entry o = partner(e);
    Tensor a = e.tensor();
    Tensor b = o.tensor();
    switch (random.nextInt(6)) {
      case 0 -> put(Tensors.where(a.gt(b), a, b.mul(0.5)), e, o);
      case 1 -> put(a.where(a.le(0.2).and(a.ne(0)), 0.25), e);
      case 2 -> put(Tensors.where(b.lt(0).or(a.isNaN()), a.square(), b), e, o);
      case 3 -> put(a.ge(b).cast(dtype).mul(a), e);
      case 4 -> put(a.mul(3).cast(DType.I32).add(2).mod(3).cast(dtype).mul(b), o);
      default -> put(a.eq(b).not().cast(DType.U8).cast(dtype).add(a), e);
    }
  }

  private int axis(Tensor x) {
    return random.nextInt(x.rank());
  }

  private void view(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() == 0) {
      put(x.broadcastTo(dims(1 + random.nextInt(2))), e);
      return;
    }
    int a = axis(x);
    int n = x.dim(a);
    switch (random.nextInt(9)) {
      case 0, 1 -> put(x.transpose(a, axis(x)), e);
      case 2 -> {
        int from = random.nextInt(n);
        int step = 1 + random.nextInt(3);
        put(x.slice(a, from, from + 1 + random.nextInt(n - from), step), e);
      }
      case 3 -> put(x.flip(a), e);
      case 4 -> put(x.flatten(Math.min(a, axis(x))), e);
      case 5 -> {
        int[] factors = IntStream.rangeClosed(1, n).filter(f -> n % f == 0).toArray();
        int f = factors[random.nextInt(factors.length)];
        put(x.unflatten(a, f, n / f), e);
      }
      case 6 -> {
        int m = 1 + random.nextInt(5);
        put(x.unsqueeze(a).broadcastTo(x.unsqueeze(a).shape().with(a, m)), e);
      }
      case 7 -> put(x.select(a, random.nextInt(n)), e);
      default -> {
        int[] order = IntStream.range(0, x.rank()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          int t = order[i];
          order[i] = order[j];
          order[j] = t;
        }
        put(x.permute(order), e);
      }
    }
  }

  private int[] axes(Tensor x) {
    int[] a = IntStream.range(0, x.rank()).filter(_ -> random.nextInt(2) == 0).toArray();
    return a.length == 0 && x.rank() > 0 ? new int[] {axis(x)} : a;
  }

  private void reduce(Entry e) {
    Tensor x = e.tensor();
    int[] a = axes(x);
    Tensor y =
        switch (random.nextInt(14)) {
          case 0, 1 -> x.sum(a);
          case 2 -> x.sumKeepDims(a);
          case 3 -> x.mean(a);
          case 4 -> x.meanKeepDims(a);
          case 5 -> x.max(a);
          case 6 -> x.minKeepDims(a);
          case 7 -> x.mul(0.1).add(1).prod(a);
          case 8 -> x.varKeepDims(false, a);
          case 9 -> x.square().sum(a).add(0.1).sqrt();
          case 10 -> x.logsumexp(a);
          case 11 -> x.sub(x.meanKeepDims(a));
          case 12 -> x.div(x.square().sumKeepDims(a).add(0.1).sqrt());
          default -> x.mean();
        };
    put(y.tanh(), e);
  }

  private void norm(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() == 0) {
      return;
    }
    int a = axis(x);
    int last = 1 + random.nextInt(Math.min(2, x.rank()));
    switch (random.nextInt(5)) {
      case 0, 1 -> put(x.softmax(a), e);
      case 2 -> put(x.logSoftmax(a), e);
      case 3 -> put(x.layerNorm(last, 1e-3), e);
      default -> put(x.rmsNorm(last, 1e-3), e);
    }
  }

  private void product(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() == 0) {
      return;
    }
    int k = x.dim(-1);
    int n = extent();
    if ((long) x.size() * n > 60L * limit || (long) k * n > limit) {
      return;
    }
    double scale = 1 / Math.sqrt(k);
    switch (random.nextInt(6)) {
      case 0 -> {
        Entry w = leaf(k, n);
        put(x.matmul(w.tensor()).mul(scale), e, w);
      }
      case 1 -> {
        Entry w = leaf(n, k);
        put(x.linear(w.tensor(), leaf(n).tensor()).mul(scale).relu(), e, w);
      }
      case 2 -> {
        if (x.rank() >= 2 && x.size() / x.dim(-1) * (long) x.dim(-2) <= limit) {
          put(x.matmul(x.transpose(-1, -2)).mul(scale), e);
        }
      }
      case 3 -> {
        if (x.rank() >= 2 && x.size() / x.dim(-2) * (long) x.dim(-1) <= limit) {
          put(x.transpose(-1, -2).matmul(x).mul(1 / Math.sqrt(x.dim(-2))), e);
        }
      }
      case 4 -> {
        if (x.rank() >= 2) {
          Entry w = leaf(n, x.dim(-2));
          put(w.tensor().matmul(x).tanh(), e, w);
        }
      }
      default -> {
        if (x.rank() >= 2) {
          int m = x.dim(-2);
          Entry w = leaf(m, n);
          put(x.transpose(-1, -2).matmul(w.tensor()).sin(), e, w);
        }
      }
    }
  }

  private void arrange(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() == 0) {
      put(Tensors.stack(0, x, x.neg(), x.mul(0.5)), e);
      return;
    }
    int a = axis(x);
    switch (random.nextInt(8)) {
      case 0 -> put(Tensors.concat(a, x, x.mul(2).flip(a)), e);
      case 1 -> put(Tensors.concat(a, x.slice(a, 0, 1), x), e);
      case 2 -> put(Tensors.stack(a, x, x.cos()), e);
      case 3 -> put(x.pad(a, random.nextInt(3), random.nextInt(3), 0.5), e);
      case 4 -> put(x.roll(a, 1 + random.nextInt(5)), e);
      case 5 -> put(x.repeatInterleave(a, 2), e);
      case 6 -> {
        int[] counts = new int[x.rank()];
        java.util.Arrays.fill(counts, 1);
        counts[a] = 2;
        put(x.tile(counts), e);
      }
      default -> put(x.rank() >= 2 ? x.tril(random.nextInt(3) - 1) : x.roll(0, 1), e);
    }
  }

  private void orders(Entry e) {
    if (e.tensor().rank() > 0) {
      put(RandomOrders.of(random, e.tensor()), e);
    }
  }

  private void convolution(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() > 0 && (x.rank() < 3 || x.dim(-3) < 20)) {
      Entry[] weight = new Entry[1];
      Tensor y =
          RandomOrders.convolved(
              random,
              x,
              shape -> {
                weight[0] = leaf(shape);
                return weight[0].tensor();
              });
      put(y, e, weight[0]);
    }
  }

  private void loops(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() > 0 && x.rank() < 6) {
      Entry constant = leaf();
      put(RandomLoops.of(random, x, constant.tensor()), e);
    }
  }

  private void windows(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() > 0 && x.rank() < 6 && 8L * x.size() <= limit) {
      put(RandomWindows.of(random, x), e);
    }
  }

  private void index(Entry e) {
    Tensor x = e.tensor();
    if (x.rank() == 0) {
      return;
    }
    int a = axis(x);
    int n = x.dim(a);
    switch (random.nextInt(5)) {
      case 0, 1 -> put(x.indexSelect(a, ints(n, 1 + random.nextInt(9))), e);
      case 2 -> {
        Tensor at = ints(n, 5);
        put(x.indexAdd(a, at, x.indexSelect(a, ints(n, 5)).mul(0.5)), e);
      }
      case 3 -> put(x.argmax(a).cast(dtype).mul(0.01).add(x.max(a)), e);
      default -> put(x.takeAlong(a, x.argminKeepDims(a)), e);
    }
  }

  private void odd(Entry e) {
    Tensor x = e.tensor();
    switch (random.nextInt(5)) {
      case 4 -> put(x.cast(random.nextBoolean() ? DType.F16 : DType.BF16).cast(dtype), e);
      case 0 -> {
        Tensor keep = Rng.of(random.nextInt(100)).bernoulli(0.7, x.shape().toArray());
        put(Tensors.where(keep, x.div(0.7), 0), e);
      }
      case 1 -> {
        Tensor noise = Rng.of(random.nextInt(100)).normal(0, 1, x.shape().toArray());
        put(x.add(noise.cast(dtype).mul(0.1)), e);
      }
      case 2 -> {
        if (x.rank() > 0) {
          Tensor i = Tensor.iota(DType.I32, axis(x), x.shape().toArray());
          put(x.mul(i.cast(dtype).mul(0.01).cos()), e);
        }
      }
      default -> put(x.cast(dtype == DType.F32 ? DType.F64 : DType.F32).sin().cast(dtype), e);
    }
  }
}
