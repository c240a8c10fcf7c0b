// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.math.Threefry;
import dev.navette.ir.Shape;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A stream of random numbers that depends on its seed, its name and its position alone.
///
/// Every draw takes the next position (a call that throws takes none), so the n-th draw of a stream
/// is the same on every machine, whatever other streams have drawn. A draw records a tensor; new
/// draws never compile anything. [#state()] and [#restore] continue a stream exactly.
///
/// ```java
/// Rng rng = Rng.of(42);
/// Tensor weight = rng.stream("params").normal(0, 0.02, 10, 784);
/// int[] order = rng.stream("shuffle").permutation(60_000);
/// ```
///
/// Bits come from Threefry-2x32 ([Salmon et al. 2011](https://doi.org/10.1145/2063384.2063405)).
/// Safe for several threads, which then share the positions in the order in which they come.
public final class Rng {
  private static final double UNIT = 0x1p-53;

  private final long key;
  private final AtomicLong counter;
  private final Map<String, Rng> streams = new ConcurrentHashMap<>();

  private Rng(long key, long counter) {
    this.key = key;
    this.counter = new AtomicLong(counter);
  }

  /// The stream of a seed, at its start.
  public static Rng of(long seed) {
    return new Rng(Threefry.derive(0, seed), 0);
  }

  /// The stream called `name` below this one: the same object for the same name. Drawing from it
  /// moves no other stream.
  public Rng stream(String name) {
    return streams.computeIfAbsent(name, n -> new Rng(named(key, n), 0));
  }

  private static long named(long key, String name) {
    long derived = Threefry.derive(key, name.length());
    for (int i = 0; i < name.length(); i++) {
      derived = Threefry.derive(derived, name.charAt(i));
    }
    return derived;
  }

  // ---- resuming

  /// Where this stream stands; streams below it have states of their own.
  public RngState state() {
    return new RngState(key, counter.get());
  }

  /// The stream that continues at `state`.
  public static Rng restore(RngState state) {
    return new Rng(state.key(), state.counter());
  }

  /// Where this stream (under the empty name) and all streams below it stand, by path, such as
  /// `params/encoder`.
  public Map<String, RngState> states() {
    Map<String, RngState> states = new TreeMap<>();
    collect("", states);
    return states;
  }

  private void collect(String path, Map<String, RngState> states) {
    states.put(path, state());
    streams.forEach((name, s) -> s.collect(path.isEmpty() ? name : path + "/" + name, states));
  }

  /// Moves this stream and those below it to where `states` says, creating those that are missing.
  /// Streams that are not named start anew.
  ///
  /// @param states from [#states()]
  /// @throws IllegalArgumentException if they belong to a stream of another seed or name; nothing
  ///   is moved then
  public void restoreAll(Map<String, RngState> states) {
    RngState own = states.get("");
    if (own == null || own.key() != key) {
      throw new IllegalArgumentException(
          "restoreAll: the states "
              + (own == null ? "have no entry for the empty path" : "belong to another seed")
              + "; restore into Rng.of with the seed that was saved");
    }
    reset();
    states.forEach((path, state) -> {
      Rng at = this;
      for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
        at = at.stream(name);
      }
      at.counter.set(state.counter());
    });
  }

  private void reset() {
    counter.set(0);
    streams.values().forEach(Rng::reset);
  }

  // ---- tensors

  /// Random bits, i32.
  public Tensor bits(int... shape) {
    Shape s = Shape.of(shape);
    return RandomBodies.bits(draw(), s);
  }

  /// Uniform f32 in [0, 1), multiples of 2^-24.
  public Tensor standardUniform(int... shape) {
    Shape s = Shape.of(shape);
    return RandomBodies.uniform(draw(), s);
  }

  /// Uniform f32 from `low` to `high`; rounding may reach `high`.
  ///
  /// @throws IllegalArgumentException if `low` is above `high`
  public Tensor uniform(double low, double high, int[] shape) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "uniform: low " + low + " is above high " + high + "; exchange them");
    }
    return standardUniform(shape).mul(high - low).add(low);
  }

  /// [#uniform(double, double, int[])] with the extents one by one.
  public Tensor uniform(double low, double high, int first, int... others) {
    return uniform(low, high, joined(first, others));
  }

  /// Standard normal f32: sqrt(-2 log u) cos(2 pi v) of uniform u in (0, 1] and v in [0, 1) (Box
  /// and Muller 1958).
  public Tensor standardNormal(int... shape) {
    Shape s = Shape.of(shape);
    long draw = draw();
    return RandomBodies.normal(Threefry.derive(draw, 0), Threefry.derive(draw, 1), s);
  }

  /// Normal f32 with this mean and standard deviation.
  ///
  /// @throws IllegalArgumentException if `std` is negative
  public Tensor normal(double mean, double std, int[] shape) {
    if (!(std >= 0)) {
      throw new IllegalArgumentException(
          "normal: the standard deviation is " + std + "; it must be 0 or more");
    }
    return standardNormal(shape).mul(std).add(mean);
  }

  /// [#normal(double, double, int[])] with the extents one by one.
  public Tensor normal(double mean, double std, int first, int... others) {
    return normal(mean, std, joined(first, others));
  }

  // The first extent is a parameter of its own so that normal(10, 784), meant as a shape, does not
  // compile.
  private static int[] joined(int first, int... others) {
    int[] shape = new int[others.length + 1];
    shape[0] = first;
    System.arraycopy(others, 0, shape, 1, others.length);
    return shape;
  }

  /// Exponential f32 of rate 1, positive: -log(1 - u) of uniform u, where half the smallest u
  /// stands for 0.
  public Tensor standardExponential(int... shape) {
    return standardUniform(shape).neg().log1p().neg().maximum(0x1p-25);
  }

  /// Standard Gumbel f32: -log(e) of exponential e.
  public Tensor standardGumbel(int... shape) {
    return standardExponential(shape).log().neg();
  }

  /// Classes (i64) drawn with the probabilities softmax(logits) of the last axis, which disappears:
  /// the largest of logits plus Gumbel noise. [Maddison et al.
  /// 2014](https://arxiv.org/abs/1411.0030)
  ///
  /// @param logits `(..., C)`, floats
  public Tensor categorical(Tensor logits) {
    Tensor noise = standardGumbel(logits.shape().toArray());
    return logits.add(noise.cast(logits.dtype())).argmax(-1);
  }

  /// True with the probability that `p` holds, in its shape; bool.
  ///
  /// @param p probabilities, floats
  public Tensor bernoulli(Tensor p) {
    return standardUniform(p.shape().toArray()).cast(p.dtype()).lt(p);
  }

  /// True with probability `p`, rounded to a multiple of 2^-24; bool. Another `p` compiles nothing.
  ///
  /// @throws IllegalArgumentException if `p` is not in 0 to 1
  public Tensor bernoulli(double p, int... shape) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "bernoulli: p is " + p + "; a probability lies between 0 and 1");
    }
    Shape s = Shape.of(shape);
    return RandomBodies.below(draw(), (int) Math.rint(p * 0x1p24), s);
  }

  /// Uniform i64 from `low` (inclusive) to `high` (exclusive).
  ///
  /// @throws IllegalArgumentException if the range is empty or longer than 2^31
  public Tensor randint(long low, long high, int... shape) {
    long range = high - low;
    if (range <= 0 || range > 1L << 31) {
      throw new IllegalArgumentException(
          "randint: from "
              + low
              + " to "
              + high
              + " there are "
              + range
              + " integers; there must be 1 to 2147483648 (2^31)");
    }
    Shape s = Shape.of(shape);
    return RandomBodies.integers(draw(), range, s).add(Tensor.of(new long[] {low}));
  }

  // ---- numbers on the host

  /// A random long, all 64 bits.
  public long nextLong() {
    return draw();
  }

  /// A uniform int from 0 (inclusive) to `bound` (exclusive).
  ///
  /// @throws IllegalArgumentException if `bound` is not positive
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nextInt: bound " + bound + " is not positive");
    }
    return below(draw(), bound);
  }

  /// A uniform double in [0, 1), a multiple of 2^-53.
  public double nextDouble() {
    return (draw() >>> 11) * UNIT;
  }

  /// A standard normal double.
  public double nextGaussian() {
    long draw = draw();
    double u = ((Threefry.derive(draw, 0) >>> 11) + 1) * UNIT;
    double v = (Threefry.derive(draw, 1) >>> 11) * UNIT;
    return Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /// The numbers 0 to `n` - 1 in random order (Fisher and Yates); one draw.
  ///
  /// @throws IllegalArgumentException if `n` is negative
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("permutation: n is " + n + "; it must be 0 or more");
    }
    long draw = draw();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(Threefry.derive(draw, i), i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static int below(long word, int bound) {
    return (int) Math.unsignedMultiplyHigh(word, bound);
  }

  /// The key of the next draw.
  private long draw() {
    return Threefry.derive(key, counter.getAndIncrement());
  }

  /// Such as `Rng key 1f3c..., 12 drawn`.
  @Override
  public String toString() {
    return "Rng key " + Long.toHexString(key) + ", " + counter.get() + " drawn";
  }
}
