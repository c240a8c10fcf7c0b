// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.loss.CrossEntropy;
import dev.navette.loss.Ctc;
import dev.navette.loss.DistributionLoss;
import dev.navette.loss.Loss;
import dev.navette.loss.MarginLoss;
import dev.navette.loss.Reduction;
import dev.navette.tensor.Tensor;
import java.util.Map;

/// Losses of the loss package, and objectives written with tensors.
final class GoldenLosses {
  private GoldenLosses() {}

  static void addTo(GoldenOps ops) {
    regression(ops);
    classification(ops);
    margins(ops);
    distributions(ops);
    adversarial(ops);
    ops.one("ctc_loss", GoldenLosses::ctc);
    ops.several("vae_elbo", GoldenLosses::elbo);
  }

  private static Reduction reduction(GoldenArguments a) {
    String name = a.text("reduction");
    return switch (name) {
      case "none" -> Reduction.NONE;
      case "mean" -> Reduction.MEAN;
      case "sum" -> Reduction.SUM;
      default -> throw new UnsupportedCaseException("reduction " + name);
    };
  }

  private static Tensor target(GoldenArguments a) {
    return a.input("target");
  }

  private static void regression(GoldenOps ops) {
    ops.one("mse_loss", a -> Loss.mse(a.x(), a.input("target"), reduction(a)));
    ops.one("l1_loss", a -> Loss.l1(a.x(), a.input("target"), reduction(a)));
    ops.one(
        "huber_loss", a -> Loss.huber(a.x(), a.input("target"), a.number("delta"), reduction(a)));
    ops.one("smooth_l1_loss", a -> Loss.smoothL1(a.x(), target(a), a.number("beta"), reduction(a)));
    ops.one(
        "l2_mse_objective",
        a -> {
          double rows = a.x().dim(0);
          Tensor w = a.param("w");
          return fit(a).div(2 * rows).add(w.square().sum().mul(a.number("lambda") / (2 * rows)));
        });
    ops.one(
        "l1_objective",
        a -> {
          double rows = a.x().dim(0);
          Tensor w = a.param("w");
          return fit(a).div(2 * rows).add(w.abs().sum().mul(a.number("lambda") / rows));
        });
  }

  private static Tensor fit(GoldenArguments a) {
    Tensor y = a.x().matmul(a.param("w")).add(a.param("b"));
    return y.sub(a.input("target")).square().sum();
  }

  private static void classification(GoldenOps ops) {
    ops.one(
        "bce_loss",
        a -> {
          Tensor each = Loss.binaryCrossEntropy(a.x(), target(a), Reduction.NONE);
          return reduction(a).of(weighted(a, each));
        });
    ops.one(
        "bce_with_logits_loss",
        a -> {
          Tensor each =
              a.optional("input.pos_weight")
                  .map(p -> Loss.binaryCrossEntropyWithLogits(a.x(), target(a), p, Reduction.NONE))
                  .orElseGet(
                      () -> Loss.binaryCrossEntropyWithLogits(a.x(), target(a), Reduction.NONE));
          return reduction(a).of(weighted(a, each));
        });
    ops.one("cross_entropy_loss", GoldenLosses::crossEntropy);
    ops.one(
        "nll_loss",
        a -> settings(a).ofLogProbabilities(classesLast(a.x()), target(a), reduction(a)));
    ops.one(
        "l2_objective",
        a -> {
          Tensor logits = a.x().matmul(a.param("w").transpose(0, 1)).add(a.param("b"));
          double scale = a.number("lambda") / (2.0 * a.x().dim(0));
          return Loss.crossEntropy(logits, a.input("target"))
              .add(a.param("w").square().sum().mul(scale));
        });
  }

  private static Tensor weighted(GoldenArguments a, Tensor each) {
    return a.optional("input.weight").map(each::mul).orElse(each);
  }

  private static CrossEntropy settings(GoldenArguments a) {
    CrossEntropy plain = CrossEntropy.plain().smoothing(a.number("label_smoothing", 0));
    CrossEntropy whole = a.has("ignore_index") ? plain.ignoring(a.integer("ignore_index")) : plain;
    return a.optional("input.weight").map(whole::weights).orElse(whole);
  }

  private static Tensor crossEntropy(GoldenArguments a) {
    Tensor logits = classesLast(a.x());
    return target(a).dtype().isFloat()
        ? settings(a).ofProbabilities(logits, classesLast(target(a)), reduction(a))
        : settings(a).of(logits, target(a), reduction(a));
  }

  /// The classes on the last axis rather than on axis 1.
  private static Tensor classesLast(Tensor x) {
    Tensor y = x;
    for (int d = 1; d + 1 < x.rank(); d++) {
      y = y.transpose(d, d + 1);
    }
    return y;
  }

  private static void margins(GoldenOps ops) {
    ops.one(
        "hinge_embedding_loss",
        a -> MarginLoss.hingeEmbedding(a.x(), target(a), a.number("margin"), reduction(a)));
    ops.one("soft_margin_loss", a -> MarginLoss.softMargin(a.x(), target(a), reduction(a)));
    ops.one(
        "margin_ranking_loss",
        a ->
            MarginLoss.marginRanking(
                a.input("x1"), a.input("x2"), target(a), a.number("margin"), reduction(a)));
    ops.one(
        "cosine_embedding_loss",
        a ->
            MarginLoss.cosineEmbedding(
                a.input("x1"), a.input("x2"), target(a), a.number("margin"), reduction(a)));
    ops.one(
        "triplet_margin_loss",
        a ->
            MarginLoss.triplet(
                a.input("anchor"),
                a.input("positive"),
                a.input("negative"),
                new MarginLoss.Distance(a.number("p"), a.number("eps")),
                a.number("margin"),
                a.flag("swap"),
                reduction(a)));
    ops.one(
        "multi_margin_loss",
        a -> {
          int p = a.integer("p");
          double margin = a.number("margin");
          return a.optional("input.weight")
              .map(w -> MarginLoss.multiMargin(a.x(), target(a), p, margin, w, reduction(a)))
              .orElseGet(() -> MarginLoss.multiMargin(a.x(), target(a), p, margin, reduction(a)));
        });
    ops.one(
        "multilabel_soft_margin_loss",
        a ->
            a.optional("input.weight")
                .map(w -> MarginLoss.multilabelSoftMargin(a.x(), target(a), w, reduction(a)))
                .orElseGet(() -> MarginLoss.multilabelSoftMargin(a.x(), target(a), reduction(a))));
  }

  private static void distributions(GoldenOps ops) {
    ops.one(
        "poisson_nll_loss",
        a -> {
          double eps = a.number("eps", 1e-8);
          Tensor each =
              a.flag("log_input")
                  ? DistributionLoss.poissonLog(a.x(), target(a), Reduction.NONE)
                  : DistributionLoss.poisson(a.x(), target(a), eps, Reduction.NONE);
          return reduction(a)
              .of(a.flag("full") ? each.add(DistributionLoss.logFactorial(target(a))) : each);
        });
    ops.one(
        "gaussian_nll_loss",
        a -> {
          Tensor variance = a.input("var");
          if (variance.rank() < a.x().rank()) {
            variance = variance.unsqueeze(-1);
          }
          Tensor each =
              DistributionLoss.gaussian(
                  a.x(), target(a), variance, a.number("eps"), Reduction.NONE);
          return reduction(a).of(a.flag("full") ? each.add(0.5 * Math.log(2 * Math.PI)) : each);
        });
    ops.one(
        "kl_div_loss",
        a -> {
          Tensor each =
              a.flag("log_target")
                  ? DistributionLoss.kullbackLeiblerOfLogs(a.x(), target(a), Reduction.NONE)
                  : DistributionLoss.kullbackLeibler(a.x(), target(a), Reduction.NONE);
          return a.text("reduction").equals("batchmean")
              ? each.sum().div(a.x().dim(0))
              : reduction(a).of(each);
        });
    ops.one(
        "gaussian_kl",
        a -> DistributionLoss.gaussianDivergence(a.input("mu"), a.input("logvar"), Reduction.MEAN));
    ops.one(
        "gaussian_kl_two",
        a ->
            DistributionLoss.gaussianDivergence(
                a.input("mu1"),
                a.input("logvar1"),
                a.input("mu2"),
                a.input("logvar2"),
                Reduction.MEAN));
  }

  private static Tensor ctc(GoldenArguments a) {
    Tensor lengths = a.input("target_lengths");
    Tensor each =
        new Ctc(a.integer("blank"))
            .of(
                a.input("logits").logSoftmax(-1),
                a.input("targets"),
                a.input("input_lengths"),
                lengths);
    if (a.flag("zero_infinity")) {
      each = each.maskedFill(each.isInfinite(), 0);
    }
    // The mean is over the batch, of each loss divided by the length of its target.
    return a.text("reduction").equals("mean")
        ? each.div(lengths.maximum(1).cast(each.dtype())).mean()
        : reduction(a).of(each);
  }

  /// The evidence lower bound of a variational autoencoder, with given noise.
  private static Map<String, Tensor> elbo(GoldenArguments a) {
    Tensor h = a.x().linear(a.param("We"), a.param("be")).tanh();
    Tensor mu = h.linear(a.param("Wm"), a.param("bm"));
    Tensor logVariance = h.linear(a.param("Wv"), a.param("bv"));
    Tensor z = mu.add(logVariance.mul(0.5).exp().mul(a.input("eps")));
    Tensor logits = z.linear(a.param("Wd"), a.param("bd"));
    String likelihood = a.text("likelihood");
    Tensor each =
        switch (likelihood) {
          case "bernoulli" -> Loss.binaryCrossEntropyWithLogits(logits, a.x(), Reduction.NONE);
          case "gaussian" -> Loss.mse(logits, a.x(), Reduction.NONE).mul(0.5);
          default -> throw new UnsupportedCaseException("likelihood " + likelihood);
        };
    Tensor rec = each.sum(-1).mean();
    Tensor kl = DistributionLoss.gaussianDivergence(mu, logVariance, Reduction.MEAN);
    return Map.of("y", rec.add(kl.mul(a.number("beta"))), "rec", rec, "kl", kl);
  }

  private static void adversarial(GoldenOps ops) {
    ops.one(
        "gan_d_minimax",
        a -> {
          Tensor real = a.input("d_real").logSigmoid().mean();
          return real.add(a.input("d_fake").neg().logSigmoid().mean()).neg();
        });
    ops.one("gan_g_minimax", a -> a.input("d_fake").neg().logSigmoid().mean());
    ops.one("gan_g_nonsaturating", a -> a.input("d_fake").logSigmoid().mean().neg());
    ops.one(
        "gan_d_lsgan",
        a -> {
          Tensor real = a.input("d_real").sub(a.number("b")).square().mean().mul(0.5);
          return real.add(a.input("d_fake").sub(a.number("a")).square().mean().mul(0.5));
        });
    ops.one("gan_g_lsgan", a -> a.input("d_fake").sub(a.number("c")).square().mean().mul(0.5));
    ops.one("gan_d_wgan", a -> a.input("d_fake").mean().sub(a.input("d_real").mean()));
    ops.one("gan_g_wgan", a -> a.input("d_fake").mean().neg());
    ops.one(
        "gan_d_hinge",
        a -> {
          Tensor real = a.input("d_real").rsub(1).relu().mean();
          return real.add(a.input("d_fake").add(1).relu().mean());
        });
  }
}
