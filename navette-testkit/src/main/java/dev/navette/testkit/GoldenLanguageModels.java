// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static dev.navette.testkit.GoldenAttention.linear;

import dev.navette.ir.DType;
import dev.navette.loss.CrossEntropy;
import dev.navette.loss.Loss;
import dev.navette.nn.Embedding;
import dev.navette.nn.Linear;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.EncoderDecoder;
import dev.navette.nn.attention.LearnedPositions;
import dev.navette.nn.attention.SinusoidalPositions;
import dev.navette.nn.attention.TransformerEncoder;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Whole trainings of a language model and of a translator.
final class GoldenLanguageModels {
  private GoldenLanguageModels() {}

  static void addTo(GoldenOps ops) {
    ops.several("train_gpt", new Training(GoldenLanguageModels::gpt));
    ops.several("train_transformer", new Training(GoldenLanguageModels::translator));
  }

  /// A training of the model that `make` makes.
  private record Training(Function<GoldenArguments, Model> make) implements GoldenOp {
    @Override
    public Map<String, Tensor> apply(GoldenArguments a) {
      return trained(a, make.apply(a));
    }

    /// The bias of keys moves all scores of a row alike, which changes nothing: its gradient is 0
    /// but for rounding, and Adam divides it by its size. In f32 it drifts, by the learning rate in
    /// each step.
    @Override
    public Uncertainty uncertainty(GoldenArguments a, String output) {
      boolean drifts = output.endsWith("in_proj_bias") && !output.startsWith("grad0");
      String parameter = output.substring(Math.max(0, output.indexOf("param.")));
      if (!drifts || a.tensor(parameter).dtype() == DType.F64) {
        return Uncertainty.NONE;
      }
      double rate = a.inner("optimizer").inner("args").number("lr");
      return new Uncertainty(0, rate * a.integer("steps"));
    }
  }

  /// The loss of step k's batch by k.
  private interface Model {
    Tensor loss(int step);
  }

  private static Model gpt(GoldenArguments a) {
    a.describedBy("vocab", "context", "d_model", "dim_feedforward");
    Embedding tokens = Embedding.of(a.variable("param.tok.weight"));
    LearnedPositions positions = new LearnedPositions(a.variable("param.pos.weight"));
    TransformerEncoder blocks = GoldenTransformers.encoder(a, "blocks.", a.integer("num_layers"));
    Linear head = linear(a, "head");
    return k -> {
      Tensor x = a.x().select(0, k); // (B, L + 1)
      int length = x.dim(1) - 1;
      Tensor h = positions.forward(tokens.forward(x.slice(1, 0, length)));
      Tensor logits = head.forward(blocks.forward(h, AttentionMask.NONE.causal()));
      return Loss.crossEntropy(logits, x.slice(1, 1, length + 1));
    };
  }

  private static Model translator(GoldenArguments a) {
    a.describedBy("src_vocab", "tgt_vocab", "dim_feedforward");
    int width = a.integer("d_model");
    int pad = a.integer("pad");
    Embedding sources = Embedding.of(a.variable("param.src_embedding.weight"));
    Embedding targets = Embedding.of(a.variable("param.tgt_embedding.weight"));
    EncoderDecoder model = GoldenTransformers.encoderDecoder(a, "transformer.");
    UnaryOperator<Tensor> out = output(a, targets);
    CrossEntropy loss = CrossEntropy.plain().ignoring(pad).smoothing(a.number("label_smoothing"));
    return k -> {
      Tensor source = a.input("src").select(0, k); // (B, S)
      Tensor target = a.input("tgt").select(0, k); // (B, T + 1)
      int length = target.dim(1) - 1;
      Tensor read = target.slice(1, 0, length);
      Tensor h =
          model.forward(
              embedded(sources, source, width),
              embedded(targets, read, width),
              AttentionMask.NONE.padding(source.eq(pad)),
              AttentionMask.NONE.causal().padding(read.eq(pad)));
      return loss.of(out.apply(h), target.slice(1, 1, length + 1));
    };
  }

  private static Tensor embedded(Embedding embedding, Tensor tokens, int width) {
    Tensor table = SinusoidalPositions.table(tokens.dim(1), width);
    return new SinusoidalPositions(table).forward(embedding.forward(tokens).mul(Math.sqrt(width)));
  }

  private static UnaryOperator<Tensor> output(GoldenArguments a, Embedding targets) {
    if (!a.flag("tied")) {
      return linear(a, "out")::forward;
    }
    Linear tied = new Linear(targets.weight(), a.optionalVariable("param.out_bias"));
    return tied::forward;
  }

  private static Map<String, Tensor> trained(GoldenArguments a, Model model) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    a.under("param.").keySet().forEach(path -> parameters.put(path, a.variable("param." + path)));
    Optimizer optimizer = GoldenOptimizers.of(a.inner("optimizer"), parameters);
    GoldenOptimizers.Trace trace = new GoldenOptimizers.Trace();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int steps = a.integer("steps");
    for (int k = 0; k < steps; k++) {
      Tensor loss = model.loss(k);
      List<Tensor> gradients = Grad.of(loss, List.copyOf(parameters.values()));
      Navette.eval(gradients.toArray(Tensor[]::new));
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
    outputs.putAll(trace.outputs());
    parameters.forEach((path, v) -> outputs.put("param." + path, v.snapshot()));
    return outputs;
  }
}
