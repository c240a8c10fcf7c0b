// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A network that learnt from some rows, and how its inputs are made.
///
/// @param fitted the network
/// @param encoding makes examples of rows; it has learnt from the same rows alone
/// @param inputShape the shape of one example
/// @param guess what one would guess without looking
public record Learnt(Fitted fitted, Encoding encoding, List<Integer> inputShape, double guess) {
  /// Trains a network on rows, a tenth of which is only followed.
  public static Learnt from(
      Settings settings, Blueprint blueprint, DataRows rows, int[] some, Supervision supervision) {
    DataRows.Division division = rows.divide(some, settings.seed());
    Encoding encoding = rows.learner().learn(division.train());
    Examples train = encoding.examples().apply(division.train());
    Optional<Examples> validation = division.validation().map(encoding.examples());
    Fitted fitted =
        Fitted.train(
            settings,
            blueprint.of(train.rowShape().toArray(), rows.outputs(), encoding.preprocessing()),
            rows.goal(),
            train,
            encoding.augmentation(),
            validation,
            supervision);
    List<Integer> shape = Arrays.stream(train.rowShape().toArray()).boxed().toList();
    return new Learnt(fitted, encoding, shape, rows.guess(division.train()));
  }
}
