// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Gathers single elements, for which copying rows would be slow.
final class ElementGather {
  private static final String GATHER = "gather";

  private ElementGather() {}

  /// `to[out + i] = from[base + index[at + i]]` for i from `first` to below `end`.
  ///
  /// @param extent how many elements there are to choose from
  static void run(
      Object from,
      int base,
      int extent,
      Object index,
      int at,
      Object to,
      int out,
      int first,
      int end) {
    switch (from) {
      case float[] x -> {
        float[] y = (float[]) to;
        for (int i = first; i < end; i++) {
          y[out + i] = x[base + Indices.at(index, at + i, i, extent, GATHER)];
        }
      }
      case double[] x -> {
        double[] y = (double[]) to;
        for (int i = first; i < end; i++) {
          y[out + i] = x[base + Indices.at(index, at + i, i, extent, GATHER)];
        }
      }
      case long[] x -> {
        long[] y = (long[]) to;
        for (int i = first; i < end; i++) {
          y[out + i] = x[base + Indices.at(index, at + i, i, extent, GATHER)];
        }
      }
      case int[] x -> {
        int[] y = (int[]) to;
        for (int i = first; i < end; i++) {
          y[out + i] = x[base + Indices.at(index, at + i, i, extent, GATHER)];
        }
      }
      default -> {
        for (int i = first; i < end; i++) {
          System.arraycopy(
              from, base + Indices.at(index, at + i, i, extent, GATHER), to, out + i, 1);
        }
      }
    }
  }
}
