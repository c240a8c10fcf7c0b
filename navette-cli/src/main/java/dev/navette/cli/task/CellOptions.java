// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.TrainOptions;
import dev.navette.data.NearestName;
import dev.navette.nn.recurrent.CellKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of tasks whose network is a recurrent one.
final class CellOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "rnn (a simple recurrent net), lstm or gru; default lstm")
  private Optional<String> model = Optional.empty();

  @Option(names = "--hidden", paramLabel = "N", description = "features of the state")
  private Optional<Integer> hidden = Optional.empty();

  /// The cell that was asked for.
  ///
  /// @throws IllegalArgumentException if there is none such; the message proposes the nearest
  CellKind kind() {
    List<String> known =
        Arrays.stream(CellKind.values()).map(k -> k.name().toLowerCase(Locale.ROOT)).toList();
    String name = model.orElse("lstm");
    int index = known.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(NearestName.message("model", name, known));
    }
    return CellKind.values()[index];
  }

  /// The features of the state.
  ///
  /// @param usual where the user does not say
  /// @throws IllegalArgumentException if there are none
  int hidden(int usual) {
    return TrainOptions.atLeastOne("--hidden", hidden.orElse(usual));
  }
}
