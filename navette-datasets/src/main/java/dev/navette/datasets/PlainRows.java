// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.MalformedFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The data files of scikit-learn: comma-separated numbers, the class last. Some begin with a
/// summary (rows, features, names of the classes), which has another number of fields, so that they
/// are no CSV tables.
final class PlainRows {
  private final float[] features;
  private final int[] labels;

  private PlainRows(float[] features, int[] labels) {
    this.features = features;
    this.labels = labels;
  }

  float[] features() {
    return features;
  }

  int[] labels() {
    return labels;
  }

  static PlainRows read(InputStream in, String name) throws IOException {
    return parse(lines(in, name), name, 0);
  }

  static PlainRows readAfterSummary(InputStream in, String name) throws IOException {
    List<String> lines = lines(in, name);
    PlainRows rows = parse(lines, name, 1);
    int promised = Integer.parseInt(lines.getFirst().split(",", 2)[0]);
    if (promised != rows.labels.length) {
      throw new MalformedFileException(
          name + ":1:1", "promises " + promised + " rows, the file has " + rows.labels.length);
    }
    return rows;
  }

  private static List<String> lines(InputStream in, String name) throws IOException {
    InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static PlainRows parse(List<String> lines, String name, int skip)
      throws MalformedFileException {
    int rows = lines.size() - skip;
    int width = lines.getLast().split(",", -1).length - 1;
    float[] features = new float[rows * width];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      String[] fields = lines.get(row + skip).split(",", -1);
      try {
        for (int i = 0; i < width; i++) {
          features[row * width + i] = Float.parseFloat(fields[i]);
        }
        labels[row] = (int) Float.parseFloat(fields[width]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new MalformedFileException(
            name + ":" + (row + skip + 1) + ":1", "expected " + (width + 1) + " numbers", e);
      }
    }
    return new PlainRows(features, labels);
  }
}
