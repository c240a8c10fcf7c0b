// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.formats.ModelCard;
import dev.navette.formats.ModelFile;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Layer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.zoo.Architecture;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Finds and loads the networks that the training tasks save.
public final class SavedModel {
  private SavedModel() {}

  /// Loads a network.
  ///
  /// @param where a directory with one model, the path of the model without an ending, or one of
  ///   its two files
  /// @throws IOException if it is missing, damaged, or of an unknown kind
  public static ModelFile.Loaded<Layer> load(Path where) throws IOException {
    return ModelFile.load(find(where), SavedModel::build);
  }

  private static Layer build(ModelCard card) {
    Layer model = Architecture.of(card.kind(), card.architecture()).layer(Rng.of(0));
    int outputs = card.classNames().isEmpty() ? 1 : card.classNames().size();
    int[] shape =
        IntStream.concat(IntStream.of(1), card.inputShape().stream().mapToInt(Integer::intValue))
            .toArray();
    Tensor y;
    try {
      y = model.forward(Tensor.zeros(shape)); // recorded only: its shape is known at once
    } catch (ShapeException e) {
      throw new IllegalArgumentException(
          "the input shape " + card.inputShape() + " does not fit the model: " + e.getMessage(), e);
    }
    if (y.rank() != 2 || y.dim(1) != outputs) {
      throw new IllegalArgumentException(
          outputs + " class names or values do not fit the model, which gives " + y.shape());
    }
    return model;
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
