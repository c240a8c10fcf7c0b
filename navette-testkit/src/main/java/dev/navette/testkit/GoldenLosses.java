// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.loss.Loss;
import dev.navette.loss.Reduction;
import dev.navette.tensor.Tensor;
import java.util.Locale;

/// Losses of the loss package, and objectives written with tensors.
final class GoldenLosses {
  private GoldenLosses() {}

  static void addTo(GoldenOps ops) {
    regression(ops);
    classification(ops);
    adversarial(ops);
    ops.one(
        "gaussian_kl",
        a -> {
          Tensor logvar = a.input("logvar");
          Tensor inner = logvar.add(1).sub(a.input("mu").square()).sub(logvar.exp());
          return inner.sum(-1).mul(-0.5).mean();
        });
  }

  private static Reduction reduction(GoldenArguments a) {
    return Reduction.valueOf(a.text("reduction").toUpperCase(Locale.ROOT));
  }

  private static void regression(GoldenOps ops) {
    ops.one("mse_loss", a -> Loss.mse(a.x(), a.input("target"), reduction(a)));
    ops.one("l1_loss", a -> Loss.l1(a.x(), a.input("target"), reduction(a)));
    ops.one(
        "huber_loss", a -> Loss.huber(a.x(), a.input("target"), a.number("delta"), reduction(a)));
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
          plain(a);
          return Loss.binaryCrossEntropy(a.x(), a.input("target"), reduction(a));
        });
    ops.one(
        "bce_with_logits_loss",
        a -> {
          plain(a);
          return Loss.binaryCrossEntropyWithLogits(a.x(), a.input("target"), reduction(a));
        });
    ops.one(
        "cross_entropy_loss",
        a -> {
          plain(a);
          GoldenOps.require(a.number("label_smoothing") == 0, "label_smoothing");
          return Loss.crossEntropy(classesLast(a), a.input("target"), reduction(a));
        });
    ops.one(
        "nll_loss",
        a -> {
          plain(a);
          return Loss.nll(classesLast(a), a.input("target"), reduction(a));
        });
    ops.one(
        "l2_objective",
        a -> {
          Tensor logits = a.x().matmul(a.param("w").transpose(0, 1)).add(a.param("b"));
          double scale = a.number("lambda") / (2.0 * a.x().dim(0));
          return Loss.crossEntropy(logits, a.input("target"))
              .add(a.param("w").square().sum().mul(scale));
        });
  }

  private static void plain(GoldenArguments a) {
    GoldenOps.require(a.optional("input.weight").isEmpty(), "weight");
    GoldenOps.require(a.optional("input.pos_weight").isEmpty(), "pos_weight");
    if (a.has("ignore_index")) {
      GoldenOps.require(!a.input("target").dtype().isFloat(), "probabilities as targets");
      for (long t : a.input("target").toLongArray()) {
        GoldenOps.require(t != a.integer("ignore_index"), "ignore_index");
      }
    }
  }

  /// Logits with the classes on the last axis rather than on axis 1.
  private static Tensor classesLast(GoldenArguments a) {
    Tensor x = a.x();
    for (int d = 1; d + 1 < x.rank(); d++) {
      x = x.transpose(d, d + 1);
    }
    return x;
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
