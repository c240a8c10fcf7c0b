// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.MalformedFileException;
import dev.navette.data.NpyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Faces and other images, the part of *Labeled Faces in the Wild* that comes with scikit-image:
/// 200 grey images of 25 x 25 pixels, the first half of them faces.
///
/// G. B. Huang, M. Ramesh, T. Berg and E. Learned-Miller, *Labeled Faces in the Wild: A Database
/// for Studying Face Recognition in Unconstrained Environments*, 2007.
public final class Faces {
  private static final String NAME = "lfw_subset.npy";

  private Faces() {}

  /// Reads the images.
  ///
  /// @param place the file, or a directory with `lfw_subset.npy`
  /// @return rows of shape `(1, height, width)`, label 1 for a face, 0 for others
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says where to get it
  /// @throws MalformedFileException if it is damaged or another array
  /// @throws IOException if it cannot be read
  public static Labelled read(Path place) throws IOException {
    Path file = LocalFile.find(place, Catalog.FACES, List.of(NAME));
    NpyFile array = NpyFile.read(file);
    int[] dims = array.dims();
    if (dims.length != 3 || dims[0] % 2 != 0 || !array.type().isFloat()) {
      throw new MalformedFileException(
          file.toString(),
          "expected grey images [200, 25, 25] of floating point, the first half faces; found "
              + array.type()
              + " "
              + Arrays.toString(dims));
    }
    int[] labels = new int[dims[0]];
    Arrays.fill(labels, 0, dims[0] / 2, 1);
    return new Labelled(
        array.toFloats(),
        new int[] {1, dims[1], dims[2]},
        labels,
        Catalog.FACES.part("faces", labels));
  }
}
