// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.nn.Activation;
import dev.navette.tensor.Rng;
import dev.navette.zoo.Mlp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Finds and loads the networks that the training tasks save.
final class SavedMlp {
  static final String KIND = "mlp";

  private SavedMlp() {}

  /// Loads a network.
  ///
  /// @param where a directory with one model, the path of the model without an ending, or one of
  ///   its two files
  /// @throws IOException if it is missing, damaged, or of another kind
  static ModelFile.Loaded<Mlp> load(Path where) throws IOException {
    return ModelFile.load(find(where), SavedMlp::build);
  }

  private static Mlp build(ModelCard card) {
    if (!card.kind().equals(KIND)) {
      throw new IllegalArgumentException(
          "the model is of the kind '" + card.kind() + "'; this command knows '" + KIND + "'");
    }
    long inputs =
        card.inputShape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (card.sizes().isEmpty() || inputs != card.sizes().getFirst()) {
      throw new IllegalArgumentException(
          "the input shape " + card.inputShape() + " does not fit the sizes " + card.sizes());
    }
    int outputs = card.classNames().isEmpty() ? 1 : card.classNames().size();
    if (outputs != card.sizes().getLast()) {
      throw new IllegalArgumentException(
          outputs + " class names or values do not fit the sizes " + card.sizes());
    }
    return Mlp.init(card.sizes(), Activation.named(card.activation()), card.dropout(), Rng.of(0));
  }

  private static Path find(Path where) throws IOException {
    if (!Files.isDirectory(where)) {
      return where;
    }
    List<Path> models = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(where, "*.safetensors")) {
      found.forEach(models::add);
    }
    Collections.sort(models);
    if (models.isEmpty()) {
      throw new NoSuchFileException(
          where + ": there is no model in this directory (no .safetensors file); train one first");
    }
    if (models.size() > 1) {
      throw new IOException(where + ": there are several models; name one of " + models);
    }
    return models.getFirst();
  }
}
