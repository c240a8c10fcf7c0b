// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Closed forms agree with integrals of the density, and samples with the moments.
class DistributionsTest {
  private static final long SEED = 29;
  private static final int POINTS = 200_000;
  private static final int DRAWS = 100_000;

  /// Two distributions of one kind and where practically all of the first lies.
  record Case(Distribution p, Distribution q, double from, double to) {
    @Override
    public String toString() {
      return p.getClass().getSimpleName();
    }
  }

  private static Tensor f64(double value) {
    return Tensor.scalar(value, DType.F64);
  }

  static List<Case> continuous() {
    Normal normal = new Normal(f64(0.3), f64(1.2));
    return List.of(
        new Case(normal, new Normal(f64(-0.5), f64(2.1)), -12, 13),
        new Case(new Uniform(f64(-0.5), f64(1.5)), new Uniform(f64(-1), f64(2.5)), -0.5, 1.5),
        new Case(new Laplace(f64(0.5), f64(0.7)), new Laplace(f64(-0.2), f64(1.1)), -19.5, 20.5),
        new Case(new Gumbel(f64(0.5), f64(0.7)), new Gumbel(f64(0.1), f64(0.9)), -4, 25),
        new Case(new Exponential(f64(1.7)), new Exponential(f64(0.6)), 0, 20),
        new Case(new Gamma(f64(3.5), f64(1.7)), new Gamma(f64(2.2), f64(2.5)), 0, 30),
        new Case(new Beta(f64(2.5), f64(3.5)), new Beta(f64(3.1), f64(2.2)), 0, 1),
        new Case(
            new TruncatedNormal(normal, -0.7, 2.5), new TruncatedNormal(normal, -1, 3), -0.7, 2.5));
  }

  private static double integral(Case c, Tensor f) {
    return f.sum().item() * (c.to - c.from) / POINTS;
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void integralsAgree(Case c) {
    double step = (c.to - c.from) / POINTS;
    Tensor x = Tensor.arange(POINTS).cast(DType.F64).add(0.5).mul(step).add(c.from);
    Tensor log = c.p.logProb(x);
    Tensor density = log.exp();
    double mean = integral(c, density.mul(x));
    assertEquals(1, integral(c, density), 1e-7);
    assertEquals(mean, c.p.mean().item(), 1e-7);
    assertEquals(integral(c, density.mul(x.sub(mean).square())), c.p.variance().item(), 1e-6);
    Tensor finite = log.where(density.gt(0), 0);
    assertEquals(-integral(c, density.mul(finite)), c.p.entropy().item(), 1e-6);
    if (!(c.p instanceof TruncatedNormal)) {
      double divergence =
          integral(c, density.mul(finite.sub(c.q.logProb(x)).where(density.gt(0), 0)));
      assertEquals(divergence, KlDivergence.of(c.p, c.q).item(), 1e-6);
      assertEquals(0, KlDivergence.of(c.p, c.p).item(), 1e-12);
    }
    assertTrue(c.p.logProb(f64(c.from - 1)).item() < Math.log(1e-4), "outside");
  }

  static List<Distribution> all() {
    return List.of(
        new Normal(f64(0.3), f64(1.2)),
        new Uniform(f64(-0.5), f64(1.5)),
        new Laplace(f64(0.5), f64(0.7)),
        new Gumbel(f64(0.5), f64(0.7)),
        new Exponential(f64(1.7)),
        new Gamma(f64(3.5), f64(1.7)),
        new Gamma(f64(0.4), f64(1.7)),
        new Beta(f64(0.5), f64(3.5)),
        new Bernoulli(f64(-0.8)),
        new Categorical(Tensor.of(new double[] {0.2, -1, 1.4}, 3)),
        new TruncatedNormal(new Normal(f64(0.3), f64(1.2)), -0.7, 2.5));
  }

  @ParameterizedTest
  @MethodSource("all")
  void samplesHaveTheMoments(Distribution p) {
    Tensor x = p.sample(Rng.of(SEED), DRAWS).cast(DType.F64);
    assertEquals(Shape.of(DRAWS), x.shape());
    double variance = p.variance().item();
    double fourth = x.sub(p.mean()).square().square().mean().item();
    String what = p.getClass().getSimpleName() + ", seed " + SEED;
    assertEquals(p.mean().item(), x.mean().item(), 5 * Math.sqrt(variance / DRAWS), what);
    assertEquals(
        variance,
        x.sub(p.mean()).square().mean().item(),
        5 * Math.sqrt((fourth - variance * variance) / DRAWS),
        what);
    assertTrue(x.isFinite().all().item() == 1, what);
  }

  @Test
  void classes() {
    Tensor logits = Tensor.of(new double[] {0, 1, Double.NEGATIVE_INFINITY}, 3);
    Categorical p = new Categorical(logits);
    double q = 1 / (1 + Math.E);
    Tensor log = p.logProb(Tensor.of(new int[] {0, 1, 2}, 3));
    assertArrayEquals(
        new double[] {Math.log(q), Math.log(1 - q), Double.NEGATIVE_INFINITY},
        log.toDoubleArray(),
        1e-15);
    double entropy = -q * Math.log(q) - (1 - q) * Math.log(1 - q);
    assertEquals(entropy, p.entropy().item(), 1e-15);
    assertEquals(0, KlDivergence.of(p, p).item(), 1e-15);
    Categorical uniform = Categorical.ofProbabilities(Tensor.of(new double[] {2, 2, 2}, 3));
    assertEquals(Math.log(3) - entropy, KlDivergence.of(p, uniform).item(), 1e-15);
    assertEquals(0, p.sample(Rng.of(SEED), 1000).eq(2).countNonzero().item());
    Categorical rows = new Categorical(Tensor.zeros(DType.F64, 2, 5));
    assertEquals(Shape.of(7, 2), rows.sample(Rng.of(SEED), 7).shape());
    assertEquals(Shape.of(7, 2), rows.logProb(rows.sample(Rng.of(SEED), 7)).shape());
  }

  @Test
  void streamsDrawClassesAndCoinsToo() {
    Tensor logits = Tensor.of(new double[] {Math.log(3), 0}, 2).broadcastTo(DRAWS, 2);
    Tensor classes = Rng.of(SEED).categorical(logits);
    assertEquals(Shape.of(DRAWS), classes.shape());
    double error = 5 * Math.sqrt(3.0 / 16 / DRAWS);
    assertEquals(0.25, classes.cast(DType.F64).mean().item(), error, "seed " + SEED);
    Tensor p = Tensor.of(new float[] {0, 0.25f, 1}, 3, 1).broadcastTo(3, DRAWS);
    double[] share = Rng.of(SEED).bernoulli(p).cast(DType.F64).mean(1).toDoubleArray();
    assertArrayEquals(new double[] {0, 0.25, 1}, share, error, "seed " + SEED);
  }

  @Test
  void coins() {
    Bernoulli p = Bernoulli.ofProbability(Tensor.of(new double[] {0.2, 0.5}, 2));
    Tensor zero = Tensor.of(new double[] {0}, 1);
    assertArrayEquals(
        new double[] {Math.log(0.8), Math.log(0.5)}, p.logProb(zero).toDoubleArray(), 1e-15);
    Bernoulli q = Bernoulli.ofProbability(f64(0.4));
    double expected = 0.2 * Math.log(0.2 / 0.4) + 0.8 * Math.log(0.8 / 0.6);
    assertEquals(expected, KlDivergence.of(p, q).select(0, 0).item(), 1e-15);
    assertEquals(Math.log(2), p.entropy().select(0, 1).item(), 1e-15);
  }

  @Test
  void gradientsPassThroughSamples() {
    Tensor mean = Tensor.of(new double[] {1, 2}, 2);
    Tensor std = f64(0.5);
    Tensor z = new Normal(mean, std).rsample(Rng.of(SEED), 3);
    assertEquals(Shape.of(3, 2), z.shape());
    List<Tensor> gradients = Grad.of(z.sum(), mean, std);
    assertArrayEquals(new double[] {3, 3}, gradients.get(0).toDoubleArray());
    double noise = z.sub(mean).div(std).sum().item();
    assertEquals(noise, gradients.get(1).item(), 1e-12);
    Tensor still = new Normal(mean, std).sample(Rng.of(SEED), 3).sum();
    assertThrows(IllegalArgumentException.class, () -> Grad.of(still, mean).getFirst().eval());
  }

  @Test
  void aDivergenceIsDifferentiable() {
    Tensor mean = Tensor.of(new double[] {1, -2}, 2);
    Tensor kl = KlDivergence.of(new Normal(mean, f64(1)), Normal.standard());
    assertArrayEquals(
        new double[] {1, -2}, Grad.of(kl.sum(), mean).getFirst().toDoubleArray(), 1e-15);
  }

  @Test
  void drawsDependOnTheStreamAlone() {
    Gamma p = new Gamma(f64(2), f64(1));
    assertArrayEquals(
        p.sample(Rng.of(3), 50).toDoubleArray(), p.sample(Rng.of(3), 50).toDoubleArray());
  }

  @Test
  void errors() {
    assertEquals(
        "Normal: shapes (2) and (3) do not broadcast: aligned at the last axis, 2 meets 3; make"
            + " these equal or one of them 1 (reshape, or unsqueeze to add an axis)",
        assertThrows(ShapeException.class, () -> new Normal(Tensor.zeros(2), Tensor.ones(3)))
            .getMessage());
    assertEquals(
        "Uniform: parameters are i64(2) and i64(2); cast them to a float",
        assertThrows(DTypeException.class, () -> new Uniform(Tensor.arange(2), Tensor.arange(2)))
            .getMessage());
    assertEquals(
        "Categorical: shape () has no classes; they are the last axis",
        assertThrows(ShapeException.class, () -> new Categorical(f64(1))).getMessage());
    assertEquals(
        "TruncatedNormal: low 1.0 is not below high 1.0; exchange them",
        assertThrows(
                IllegalArgumentException.class, () -> new TruncatedNormal(Normal.standard(), 1, 1))
            .getMessage());
    assertEquals(
        "KlDivergence: there is no closed form for Normal and Exponential; average"
            + " p.logProb(x).sub(q.logProb(x)) over samples of p",
        assertThrows(
                IllegalArgumentException.class,
                () -> KlDivergence.of(Normal.standard(), new Exponential(f64(1))))
            .getMessage());
  }
}
