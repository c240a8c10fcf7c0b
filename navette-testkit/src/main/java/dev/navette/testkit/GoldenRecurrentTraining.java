// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.loss.Loss;
import dev.navette.nn.Embedding;
import dev.navette.nn.Linear;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Trainings of recurrent nets: embedding, recurrent net, linear head.
final class GoldenRecurrentTraining {
  private final GoldenArguments a;
  private final Map<String, Variable> parameters;
  private final Embedding embedding;
  private final Recurrent net;
  private final Linear head;
  private final Optimizer optimizer;
  private final GoldenOptimizers.Trace trace = new GoldenOptimizers.Trace();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();

  private GoldenRecurrentTraining(GoldenArguments a) {
    this.a = a;
    this.parameters = GoldenOptimizers.parameters(a);
    Embedding plain = Embedding.of(parameter("embedding.weight"));
    this.embedding = a.has("padding_idx") ? plain.padding(a.integer("padding_idx")) : plain;
    this.net =
        GoldenRecurrent.of(
            a.text("cell").toLowerCase(Locale.ROOT),
            a,
            GoldenRecurrent.options(a),
            name -> Optional.ofNullable(parameters.get("rnn." + name)));
    this.head = Linear.of(parameter("head.weight"), parameter("head.bias"));
    this.optimizer = GoldenOptimizers.of(a.inner("optimizer"), parameters);
    a.follows("vocab", embedding.weight().shape().dim(0));
    a.follows("embed", embedding.weight().shape().dim(1));
    a.follows("hidden", net.cells().firstEntry().getValue().out());
    a.follows("classes", head.weight().shape().dim(0));
  }

  static void addTo(GoldenOps ops) {
    ops.several("train_rnn_classifier", a -> new GoldenRecurrentTraining(a).classifier());
    ops.several("train_rnn_lm", a -> new GoldenRecurrentTraining(a).languageModel());
  }

  private Variable parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  private Map<String, Tensor> classifier() {
    int steps = a.integer("steps");
    for (int k = 0; k < steps; k++) {
      step(k, Loss.crossEntropy(classes(k), a.input("target").select(0, k)), List.of());
    }
    return finish(Optional.of(classes(steps - 1)));
  }

  private Tensor classes(int k) {
    Tensor x = embedding.forward(a.x().select(0, k)); // (B, L, E)
    Optional<Tensor> lengths = a.optional("input.lengths").map(l -> l.select(0, k));
    return head.forward(net.run(x, List.of(), lengths).last()); // (B, classes)
  }

  private Map<String, Tensor> languageModel() {
    Tensor tokens = a.input("tokens");
    int steps = a.integer("steps");
    int length = a.integer("bptt");
    optimizer.clipNorm(a.number("clip_norm"));
    List<Tensor> state = List.of();
    for (int k = 0; k < steps; k++) {
      Tensor x = embedding.forward(tokens.narrow(1, k * length, length)); // (B, L, E)
      Recurrent.Result y = net.run(x, state);
      Tensor logits = head.forward(y.outputs()).flatten(0, 1); // (B L, V)
      Tensor next = tokens.narrow(1, k * length + 1, length).flatten();
      state = y.detached();
      step(k, Loss.crossEntropy(logits, next), state);
      trace.add("grad_norms", optimizer.gradientNorm());
    }
    return finish(Optional.empty());
  }

  /// One update; `kept` is evaluated with it.
  private void step(int k, Tensor loss, List<Tensor> kept) {
    List<Tensor> gradients = Grad.of(loss, List.copyOf(parameters.values()));
    List<Tensor> all = new ArrayList<>(gradients);
    all.addAll(kept);
    Navette.eval(all.toArray(Tensor[]::new));
    optimizer.step(gradients, loss);
    trace.add("losses", loss);
    if (k == 0) {
      int i = 0;
      for (Map.Entry<String, Variable> p : parameters.entrySet()) {
        outputs.put("grad0.param." + p.getKey(), gradients.get(i++));
        outputs.put("step1.param." + p.getKey(), p.getValue().snapshot());
      }
    }
  }

  private Map<String, Tensor> finish(Optional<Tensor> prediction) {
    outputs.putAll(trace.outputs());
    parameters.forEach((path, v) -> outputs.put("param." + path, v.snapshot()));
    prediction.ifPresent(p -> outputs.put("pred", p));
    return outputs;
  }
}
