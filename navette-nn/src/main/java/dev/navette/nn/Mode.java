// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// Whether layers are recorded for training or for inference: a scope of the thread.
///
/// Dropout and normalisation by batch read it where they are recorded. Outside of any scope it is
/// inference, so nothing has to be switched off before a model is used.
///
/// ```java
/// Tensor loss = Mode.training(rng.stream("dropout"), () -> Loss.mse(model.forward(x), y));
/// ```
public final class Mode {
  /// What a scope binds: the stream of a scope in which dropout draws, or that it is inference
  /// again.
  private sealed interface Scope {
    record Training(Rng stream) implements Scope {}

    record Sampling(Rng stream) implements Scope {}

    record Inference() implements Scope {}
  }

  private static final ScopedValue<Scope> SCOPE = ScopedValue.newInstance();
  private static final Scope INFERENCE = new Scope.Inference();

  private Mode() {}

  /// Runs `body` in training mode.
  ///
  /// @param stream where dropout draws from
  /// @return what `body` returns
  /// @throws X if `body` does
  public static <T, X extends Throwable> T training(Rng stream, ScopedValue.CallableOp<T, X> body)
      throws X {
    return ScopedValue.where(SCOPE, new Scope.Training(stream)).call(body);
  }

  /// Runs `body` in training mode.
  ///
  /// @param stream where dropout draws from
  public static void training(Rng stream, Runnable body) {
    ScopedValue.where(SCOPE, new Scope.Training(stream)).run(body);
  }

  /// Runs `body` in inference mode, such as a validation within a training scope. Gradients of what
  /// it records are taken to be meant, such as those for saliency, and warn of nothing.
  ///
  /// @return what `body` returns
  /// @throws X if `body` does
  public static <T, X extends Throwable> T inference(ScopedValue.CallableOp<T, X> body) throws X {
    return ScopedValue.where(SCOPE, INFERENCE).call(body);
  }

  /// Runs `body` in inference mode, such as a validation within a training scope.
  public static void inference(Runnable body) {
    ScopedValue.where(SCOPE, INFERENCE).run(body);
  }

  /// Runs `body` in inference mode, but for dropout, which draws as in training: for the
  /// uncertainty of predictions ([Gal and Ghahramani 2016](https://arxiv.org/abs/1506.02142)).
  ///
  /// @param stream where dropout draws from
  /// @return what `body` returns
  /// @throws X if `body` does
  public static <T, X extends Throwable> T sampling(Rng stream, ScopedValue.CallableOp<T, X> body)
      throws X {
    return ScopedValue.where(SCOPE, new Scope.Sampling(stream)).call(body);
  }

  /// What a layer gives in inference mode, marked so that a gradient of it warns, unless inference
  /// was asked for.
  static Tensor inferred(Tensor x, String layer) {
    return SCOPE.isBound() ? x : x.inInference(layer);
  }

  /// Whether dropout draws: in training, and in [#sampling].
  public static boolean drops() {
    return SCOPE.isBound() && !(SCOPE.get() instanceof Scope.Inference);
  }

  /// Whether this thread is in a training scope.
  public static boolean isTraining() {
    return SCOPE.isBound() && SCOPE.get() instanceof Scope.Training;
  }

  /// The stream of the scope of training or [#sampling].
  ///
  /// @throws IllegalStateException in inference mode
  public static Rng rng() {
    Scope scope = SCOPE.isBound() ? SCOPE.get() : INFERENCE;
    if (scope instanceof Scope.Training(Rng stream)) {
      return stream;
    }
    if (scope instanceof Scope.Sampling(Rng stream)) {
      return stream;
    }
    throw new IllegalStateException(
        "Mode.rng: there is no stream of random numbers in inference mode; ask Mode.isTraining()"
            + " first, or record the layer within Mode.training(rng, ...)");
  }
}
