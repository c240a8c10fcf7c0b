// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.Backend;
import dev.navette.backend.jvm.JvmBackend;
import dev.navette.backend.reference.ReferenceBackend;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same seed gives the same weights, to the last bit, whatever the machine: a small network
/// with dropout, trained by Adam on generated data.
class DeterminismTest {
  private static final int STEPS = 8;
  private static final int BATCH = 37;
  private static final int IN = 19;
  private static final int HIDDEN = 70;
  private static final int CLASSES = 5;

  /// SHA-256 of the weights (big-endian f32, in the order of creation) that every machine must
  /// reach.
  private static final String WEIGHTS =
      "4c79965c616ed8f864fe96293ca88d879e020f580fd5064fea9428217cc7455a";

  /// A network that trains itself.
  private static final class Network {
    private final List<Variable> weights = new ArrayList<>();
    private final List<Variable> first = new ArrayList<>();
    private final List<Variable> second = new ArrayList<>();
    private final Rng dropout = Rng.of(11);
    private final Rng data = Rng.of(12);
    private final boolean looks;

    /// @param looks whether every intermediate value is read as soon as it is recorded
    Network(boolean looks) {
      this.looks = looks;
      Rng init = Rng.of(10);
      int[] sizes = {IN, HIDDEN, HIDDEN, CLASSES};
      for (int l = 0; l + 1 < sizes.length; l++) {
        double bound = 1 / Math.sqrt(sizes[l]);
        add(init.uniform(-bound, bound, sizes[l + 1], sizes[l]));
        add(init.uniform(-bound, bound, sizes[l + 1]));
      }
    }

    private void add(Tensor initial) {
      weights.add(new Variable(initial));
      first.add(Variable.state(initial.zerosLike()));
      second.add(Variable.state(initial.zerosLike()));
    }

    private Tensor seen(Tensor x) {
      if (looks) {
        x.eval();
      }
      return x;
    }

    private Tensor logits(Tensor x) {
      Tensor h = x;
      for (int l = 0; l < weights.size(); l += 2) {
        h = seen(h.linear(weights.get(l).value(), weights.get(l + 1).value())); // (B, out)
        if (l + 2 < weights.size()) {
          h = seen(h.layerNorm(1, 1e-5).gelu());
          Tensor keep = seen(dropout.bernoulli(0.8, h.shape().toArray()));
          h = seen(Tensors.where(keep, h.div(0.8), 0));
        }
      }
      return h;
    }

    void step(int t) {
      Tensor x = seen(data.normal(0, 1, BATCH, IN));
      Tensor y = seen(data.randint(0, CLASSES, BATCH));
      Tensor loss = seen(logits(x).negativeLogLikelihood(y).mean());
      List<Tensor> gradients = Grad.of(loss, weights);
      double c1 = 1 - Math.pow(0.9, t);
      double c2 = 1 - Math.pow(0.999, t);
      List<Variable> all = new ArrayList<>();
      gradients.forEach(this::seen);
      for (int i = 0; i < gradients.size(); i++) {
        Tensor g = gradients.get(i);
        Variable m = first.get(i);
        Variable v = second.get(i);
        m.assign(m.value().mul(0.9).add(g.mul(0.1)));
        v.assign(v.value().mul(0.999).add(g.square().mul(0.001)));
        Tensor change = m.value().div(c1).div(v.value().div(c2).sqrt().add(1e-8)).mul(0.01);
        weights.get(i).assign(weights.get(i).value().sub(change));
        all.addAll(List.of(m, v, weights.get(i)));
      }
      Navette.commit(all, loss);
      assertTrue(Double.isFinite(loss.item()));
    }

    byte[] bytes() {
      ByteBuffer buffer = ByteBuffer.allocate(4 * weights.stream().mapToInt(Variable::size).sum());
      for (Variable w : weights) {
        for (float f : w.value().toFloatArray()) {
          buffer.putFloat(f);
        }
      }
      return buffer.array();
    }
  }

  private static Network trained(Backend backend, boolean looks) {
    Network[] network = new Network[1];
    OnBackend.run(
        backend,
        () -> {
          network[0] = new Network(looks);
          for (int t = 1; t <= STEPS; t++) {
            network[0].step(t);
          }
          network[0].bytes();
        });
    return network[0];
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "256, 1, false",
    "256, 3, false",
    "128, 1, false",
    "128, 3, true",
    "0, 1, false",
    "0, 3, true",
    "256, 1, true",
    "512, 2, false"
  })
  void everyMachineReachesTheCommittedWeights(int bits, int threads, boolean looks) {
    Network network = trained(JvmBackend.of(bits, threads), looks);
    assertEquals(WEIGHTS, hash(network.bytes()));
  }

  @Test
  void theReferenceReachesThemToo() {
    assertEquals(WEIGHTS, hash(trained(new ReferenceBackend(), false).bytes()));
  }

  /// Sums long enough to be shared out: rows, columns, everything, and a product with a long K.
  @Test
  void longReductionsDoNotDependOnTheMachine() {
    List<double[]> seen = new ArrayList<>();
    int[][] machines = {{256, 1}, {256, 3}, {128, 2}, {0, 1}};
    for (int[] m : machines) {
      OnBackend.run(
          JvmBackend.of(m[0], m[1]),
          () -> {
            Tensor x = Rng.of(3).normal(0, 1, 1100, 67);
            Tensor loss =
                x.exp().sum().log().add(x.sum(0).square().sum()).add(x.mean(1).abs().sum());
            Tensor product = x.transpose(0, 1).matmul(x).sum(0);
            Tensor d = Grad.of(loss.add(product.mean()), x).getFirst();
            Navette.eval(loss, product, d);
            seen.add(new double[] {loss.item()});
            seen.add(product.toDoubleArray());
            seen.add(d.toDoubleArray());
          });
    }
    for (int i = 3; i < seen.size(); i++) {
      assertArrayEquals(seen.get(i % 3), seen.get(i), "machine " + i / 3 + ", value " + i % 3);
    }
    assertTrue(Double.isFinite(seen.getFirst()[0]));
  }
}
