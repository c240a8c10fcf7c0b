// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.nn.Activation;
import dev.navette.nn.Mode;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTest {
  private static final int BATCH = 3;
  private static final int STEPS = 5;
  private static final int IN = 2;
  private static final int HIDDEN = 3;
  private static final RecurrentOptions BOTH = RecurrentOptions.DEFAULT.inBothDirections();

  private final Rng rng = Rng.of(12);

  /// Every kind of cell.
  static Stream<Arguments> cells() {
    Rng rng = Rng.of(11);
    return Stream.of(
        cell("rnn", in -> RnnCell.init(in, HIDDEN, rng)),
        cell("rnn, relu", in -> RnnCell.init(in, HIDDEN, rng).activation(Activation.RELU)),
        cell("rnn, normalised", in -> RnnCell.init(in, HIDDEN, rng).normalised()),
        cell("gru", in -> GruCell.init(in, HIDDEN, rng)),
        cell("gru, normalised", in -> GruCell.init(in, HIDDEN, rng).normalised()),
        cell("lstm", in -> LstmCell.init(in, HIDDEN, rng)),
        cell("lstm, plain", in -> LstmCell.init(in, HIDDEN, rng).withoutBias()),
        cell("lstm, projected", in -> LstmCell.initProjected(in, HIDDEN, 2, rng)),
        cell("lstm, peepholes", in -> peeping(LstmCell.init(in, HIDDEN, rng), rng)),
        cell("lstm, normalised", in -> LstmCell.init(in, HIDDEN, rng).normalised()));
  }

  private static Arguments cell(String name, IntFunction<Cell> cell) {
    return Arguments.of(name, cell);
  }

  private static LstmCell peeping(LstmCell cell, Rng rng) {
    LstmCell peeping = cell.withPeepholes();
    peeping.peepholes().orElseThrow().assign(rng.standardNormal(3, HIDDEN));
    return peeping;
  }

  private static Tensor sum(Recurrent.Result r) {
    Tensor sum = r.outputs().square().sum().add(r.last().sin().sum());
    for (Tensor part : r.state()) {
      sum = sum.add(part.cos().sum());
    }
    return sum;
  }

  private static void assertClose(Tensor expected, Tensor actual, String what) {
    assertEquals(expected.shape(), actual.shape(), what);
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-12, what);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void isItsCellsStepByStep(String name, IntFunction<Cell> cell) {
    Recurrent net = Doubles.of(Recurrent.of(IN, RecurrentOptions.DEFAULT.inBothDirections(), cell));
    Tensor x = Doubles.normal(rng, BATCH, STEPS, IN);
    Recurrent.Result r = net.run(x);
    List<List<Tensor>> expected = new ArrayList<>();
    List<List<Tensor>> last = new ArrayList<>();
    for (Cell c : net.cells().values()) {
      List<Tensor> state = c.zeros(BATCH, x.dtype());
      Tensor[] outputs = new Tensor[STEPS];
      for (int i = 0; i < STEPS; i++) {
        int t = expected.isEmpty() ? i : STEPS - 1 - i;
        state = c.forward(x.select(1, t), state);
        outputs[t] = state.getFirst();
      }
      expected.add(Arrays.asList(outputs));
      last.add(state);
    }
    for (int t = 0; t < STEPS; t++) {
      Tensor both = Tensors.concat(-1, expected.get(0).get(t), expected.get(1).get(t));
      assertClose(both, r.outputs().select(1, t), name + " at " + t);
    }
    for (int part = 0; part < r.state().size(); part++) {
      Tensor both = Tensors.stack(0, last.get(0).get(part), last.get(1).get(part));
      assertClose(both, r.state().get(part), name + ", state " + part);
    }
    assertClose(Tensors.concat(-1, last.get(0).get(0), last.get(1).get(0)), r.last(), name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void gradientsAreThoseOfFiniteDifferences(String name, IntFunction<Cell> cell) {
    Recurrent net = Doubles.of(Recurrent.of(IN, BOTH, cell));
    Variable x = new Variable(Doubles.normal(rng, BATCH, STEPS, IN));
    Tensor lengths = Tensor.of(new int[] {4, STEPS, 1}, BATCH);
    List<Tensor> zeros = net.zeros(BATCH, x.type().dtype());
    List<Variable> state = new ArrayList<>();
    for (Tensor part : zeros) {
      state.add(new Variable(Doubles.normal(rng, part.shape().toArray())));
    }
    List<Variable> variables = new ArrayList<>(net.parameters());
    variables.addAll(state);
    variables.add(x);
    List<Tensor> starts = variables.stream().map(Variable::snapshot).toList();
    List<Tensor> ways =
        variables.stream().map(v -> Doubles.normal(rng, v.shape().toArray())).toList();
    DoubleUnaryOperator loss =
        at -> {
          for (int i = 0; i < variables.size(); i++) {
            variables.get(i).assign(starts.get(i).add(ways.get(i).mul(at)));
          }
          return loss(net, x, state, lengths).item();
        };
    double h = 1e-4;
    double near = loss.applyAsDouble(h) - loss.applyAsDouble(-h);
    double far = loss.applyAsDouble(2 * h) - loss.applyAsDouble(-2 * h);
    double slope = (8 * near - far) / (12 * h);
    loss.applyAsDouble(0);
    List<Tensor> gradients = Grad.of(loss(net, x, state, lengths), variables);
    double expected = 0;
    for (int i = 0; i < variables.size(); i++) {
      expected += gradients.get(i).mul(ways.get(i)).sum().item();
    }
    assertEquals(expected, slope, 1e-5 * (1 + Math.abs(slope)), name);
  }

  private static Tensor loss(Recurrent net, Variable x, List<Variable> state, Tensor lengths) {
    List<Tensor> first = state.stream().map(Variable::value).toList();
    return sum(net.run(x.value(), first, Optional.of(lengths)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void whatLiesBehindAnEndDoesNotMatter(String name, IntFunction<Cell> cell) {
    Recurrent net = Doubles.of(Recurrent.of(IN, BOTH, cell));
    int[] lengths = {2, STEPS, 0};
    Tensor given = Tensor.of(lengths, BATCH);
    Tensor x = Doubles.normal(rng, BATCH, STEPS, IN);
    Tensor valid = Tensor.iota(given.dtype(), 1, 1, STEPS, 1).lt(given.unsqueeze(-1).unsqueeze(-1));
    Variable padded = new Variable(x.where(valid, Double.NaN));
    Recurrent.Result r = net.run(padded.value(), given);
    List<Variable> variables = new ArrayList<>(net.parameters());
    variables.add(padded);
    List<Tensor> gradients = Grad.of(sum(r), variables);
    // Each sequence by itself, as long as it is.
    List<Tensor> expected = new ArrayList<>();
    for (int b = 0; b < BATCH; b++) {
      Tensor own = padded.value().narrow(0, b, 1).narrow(1, 0, lengths[b]);
      Recurrent.Result alone = net.run(own);
      assertClose(
          alone.outputs(), r.outputs().narrow(0, b, 1).narrow(1, 0, lengths[b]), name + " " + b);
      for (int part = 0; part < r.state().size(); part++) {
        assertClose(alone.state().get(part), r.state().get(part).narrow(1, b, 1), name + " " + b);
      }
      Tensor behind = r.outputs().narrow(0, b, 1).narrow(1, lengths[b], STEPS - lengths[b]);
      assertEquals(0, behind.abs().sum().item());
      List<Tensor> share = Grad.of(sum(alone), variables);
      for (int i = 0; i < share.size(); i++) {
        if (b == 0) {
          expected.add(share.get(i));
        } else {
          expected.set(i, expected.get(i).add(share.get(i)));
        }
      }
    }
    for (int i = 0; i < variables.size(); i++) {
      assertClose(expected.get(i), gradients.get(i), name + ", gradient " + i);
    }
  }

  @Test
  void chunksThatCarryTheStateGiveWhatTheWholeGives() {
    Recurrent net = Doubles.of(Recurrent.lstm(IN, HIDDEN, RecurrentOptions.DEFAULT.layers(2), rng));
    Tensor x = Doubles.normal(rng, BATCH, 6, IN);
    Recurrent.Result whole = net.run(x);
    Recurrent.Result first = net.run(x.narrow(1, 0, 2));
    Recurrent.Result second = net.run(x.narrow(1, 2, 4), first.detached());
    assertClose(whole.outputs().narrow(1, 2, 4), second.outputs(), "outputs");
    assertClose(whole.last(), second.last(), "last");
    Variable early = new Variable(x.narrow(1, 0, 2));
    Recurrent.Result before = net.run(early.value());
    Tensor after = net.run(x.narrow(1, 2, 4), before.detached()).outputs().sum();
    Tensor loss = after.add(early.value().sum());
    assertClose(early.value().onesLike(), Grad.of(loss, List.of(early)).getFirst(), "early");
  }

  @Test
  void sequencesMayComeStepsFirst() {
    Recurrent net = Recurrent.gru(IN, HIDDEN, rng);
    Recurrent turned = new Recurrent(net.cells(), net.options().stepsFirst());
    Tensor x = rng.standardNormal(BATCH, STEPS, IN);
    assertArrayEquals(
        net.forward(x).toFloatArray(),
        turned.forward(x.transpose(0, 1)).transpose(0, 1).toFloatArray());
  }

  @Test
  void recurrentDropoutDropsTheSameElementsInEveryStep() {
    // h' = W_hh (mask h) with W_hh = 1: an element is dropped in the first step or never.
    Recurrent net =
        Recurrent.of(
            1,
            RecurrentOptions.DEFAULT.recurrentDropout(0.5),
            _ -> RnnCell.init(1, 1, rng).withoutBias().activation(Activation.IDENTITY));
    net.parameters().get(0).assign(Tensor.zeros(1, 1));
    net.parameters().get(1).assign(Tensor.ones(1, 1));
    Tensor ones = Tensor.ones(1, 64, 1);
    Tensor x = Tensor.zeros(64, 4, 1);
    Recurrent.Result trained = Mode.training(Rng.of(3), () -> net.run(x, List.of(ones)));
    int dropped = 0;
    for (float last : trained.last().toFloatArray()) {
      assertTrue(last == 0 || last == 16, "each step doubles or drops: " + last);
      dropped += last == 0 ? 1 : 0;
    }
    assertTrue(dropped > 10 && dropped < 54, dropped + " of 64");
    assertArrayEquals(
        ones.toFloatArray(), net.run(x, List.of(ones)).last().toFloatArray(), "inference");
  }

  @Test
  void dropoutLiesBetweenLayersOnly() {
    Rng drawn = Rng.of(5);
    Tensor x = rng.standardNormal(BATCH, STEPS, IN);
    RecurrentOptions dropping = RecurrentOptions.DEFAULT.dropout(0.5);
    Recurrent one = Recurrent.lstm(IN, HIDDEN, dropping, rng);
    assertArrayEquals(
        one.forward(x).toFloatArray(), Mode.training(drawn, () -> one.forward(x)).toFloatArray());
    Recurrent two = Recurrent.lstm(IN, HIDDEN, dropping.layers(2), rng);
    assertTrue(
        !Arrays.equals(
            two.forward(x).toFloatArray(),
            Mode.training(drawn, () -> two.forward(x)).toFloatArray()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void backendsAgreeToTheBit(String name, IntFunction<Cell> cell) {
    Recurrent net = Recurrent.of(IN, BOTH, cell);
    Tensor x = rng.standardNormal(BATCH, STEPS, IN).eval();
    Tensor lengths = Tensor.of(new int[] {2, 5, 4}, BATCH);
    List<float[]> jvm = gradients(net, x, lengths);
    Navette.on(
        "reference",
        () -> {
          List<float[]> reference = gradients(net, x, lengths);
          for (int i = 0; i < reference.size(); i++) {
            assertArrayEquals(reference.get(i), jvm.get(i), name + ", gradient " + i);
          }
        });
  }

  private static List<float[]> gradients(Recurrent net, Tensor x, Tensor lengths) {
    List<Tensor> gradients = Grad.of(sum(net.run(x, lengths)), net.parameters());
    return gradients.stream().map(Tensor::toFloatArray).toList();
  }

  @Test
  void productsOfWeightsWithInputsAreOneForAllSteps() {
    int steps = 50;
    Recurrent net = Recurrent.lstm(7, 16, rng);
    Tensor y = net.forward(rng.standardNormal(4, steps, 7));
    String text =
        Navette.explain(Tensors.concat(0, flat(Grad.of(y.square().sum(), net.parameters()))));
    // In front of the loop (T B, in) W_ih^T, behind it the gradients by W_ih and W_hh, all f32.
    List<String> products =
        text.lines()
            .takeWhile(line -> !line.equals("steps"))
            .filter(line -> line.contains("matmul"))
            .map(line -> line.replaceAll("%\\d+", "%").strip())
            .toList();
    assertEquals(
        List.of(
            "% = matmul[NT] % % : f32(200, 64)",
            "% = matmul[TN] % % : f32(64, 7)", "% = matmul[TN] % % : f32(64, 16)"),
        products);
  }

  private static Tensor[] flat(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::flatten).toArray(Tensor[]::new);
  }

  @Test
  void aThousandStepsEmitWhatTenDo() {
    Recurrent net = Recurrent.lstm(5, 9, rng);
    update(net, 10);
    long compiles = Navette.kernelCompiles();
    update(net, 1000);
    assertEquals(compiles, Navette.kernelCompiles());
  }

  private void update(Recurrent net, int steps) {
    Tensor y = net.forward(rng.standardNormal(2, steps, 5).eval());
    List<Tensor> gradients = Grad.of(y.square().sum(), net.parameters());
    for (int i = 0; i < gradients.size(); i++) {
      Variable v = net.parameters().get(i);
      v.assign(v.value().sub(gradients.get(i).mul(0.01)));
    }
    Navette.commit(net.parameters());
  }

  @Test
  void pathsAreThoseOfPyTorch() {
    Recurrent net = Recurrent.of(2, BOTH.layers(2), in -> LstmCell.initProjected(in, 4, 3, rng));
    assertEquals(
        "[weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, weight_hr_l0, weight_ih_l0_reverse,"
            + " weight_hh_l0_reverse, bias_ih_l0_reverse, bias_hh_l0_reverse, weight_hr_l0_reverse,"
            + " weight_ih_l1, weight_hh_l1, bias_ih_l1, bias_hh_l1, weight_hr_l1,"
            + " weight_ih_l1_reverse, weight_hh_l1_reverse, bias_ih_l1_reverse,"
            + " bias_hh_l1_reverse, weight_hr_l1_reverse]",
        net.variables().keySet().toString());
    assertEquals(
        "[weight_ih, weight_hh, bias_ih, bias_hh, norm_ih.weight, norm_hh.weight]",
        GruCell.init(2, 3, rng).normalised().variables().keySet().toString());
  }
}
