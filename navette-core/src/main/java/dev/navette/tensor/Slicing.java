// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Slices written as text, and pieces of one size.
final class Slicing {
  private Slicing() {}

  static Tensor slice(Tensor x, String text) {
    String[] entries = text.isBlank() ? new String[0] : text.split(",", -1);
    Arrays.setAll(entries, i -> entries[i].strip());
    int named = 0;
    int ellipses = 0;
    for (String entry : entries) {
      named += entry.equals("...") || entry.equals("new") ? 0 : 1;
      ellipses += entry.equals("...") ? 1 : 0;
    }
    if (named > x.rank() || ellipses > 1) {
      throw new ShapeException(
          "slice: `"
              + text
              + "` names "
              + named
              + " axes"
              + (ellipses > 1 ? " and has `...` more than once" : "")
              + ", and shape "
              + x.shape()
              + " has "
              + x.rank()
              + "; give at most one entry an axis and one `...`");
    }
    Tensor y = x;
    int axis = 0;
    for (String entry : entries) {
      switch (entry) {
        case "..." -> axis += x.rank() - named;
        case "new" -> y = Views.unsqueeze(y, axis++);
        default -> {
          if (entry.indexOf(':') < 0) {
            y = Views.select(y, axis, number(text, entry));
          } else {
            y = range(y, axis++, text, entry);
          }
        }
      }
    }
    return y;
  }

  private static int number(String text, String part) {
    try {
      return Integer.parseInt(part.strip());
    } catch (NumberFormatException _) {
      throw unreadable(text, part);
    }
  }

  private static IllegalArgumentException unreadable(String text, String part) {
    return new IllegalArgumentException(
        "slice: cannot read `"
            + part
            + "` in `"
            + text
            + "`; an entry is an index, from:to, from:to:step, `...` or `new`");
  }

  /// `from:to` or `from:to:step`, any of them left out; bounds are moved into range.
  private static Tensor range(Tensor x, int axis, String text, String entry) {
    String[] parts = entry.split(":", -1);
    int step = parts.length > 2 && !parts[2].isBlank() ? number(text, parts[2]) : 1;
    if (parts.length > 3 || step == 0) {
      throw unreadable(text, entry);
    }
    int n = x.shape().dim(axis);
    if (step > 0) {
      int from = parts[0].isBlank() ? 0 : bound(number(text, parts[0]), n, 0, n);
      int to = parts[1].isBlank() ? n : bound(number(text, parts[1]), n, 0, n);
      return Views.slice("slice", x, axis, from, Math.max(from, to), step);
    }
    // element i of the flipped axis is element n - 1 - i
    int first = parts[0].isBlank() ? n - 1 : bound(number(text, parts[0]), n, -1, n - 1);
    int end = parts[1].isBlank() ? -1 : bound(number(text, parts[1]), n, -1, n - 1);
    int from = n - 1 - first;
    int to = Math.max(from, n - 1 - end);
    return Views.slice("slice", Views.flip(x, axis), axis, from, to, -step);
  }

  private static int bound(int index, int extent, int low, int high) {
    return Math.clamp(index < 0 ? (long) index + extent : index, low, high);
  }

  static List<Tensor> chunk(Tensor x, int axis, int count) {
    if (count < 1) {
      throw new ShapeException(
          "chunk: " + count + " pieces of shape " + x.shape() + "; ask for 1 or more");
    }
    int extent = x.shape().dim(x.shape().axis(axis, "chunk"));
    return every("chunk", x, axis, Math.max(1, Math.ceilDiv(extent, count)));
  }

  static List<Tensor> every(String operation, Tensor x, int axis, int size) {
    if (size < 1) {
      throw new ShapeException(
          operation + ": pieces of extent " + size + " of shape " + x.shape() + "; use 1 or more");
    }
    int extent = x.shape().dim(x.shape().axis(axis, operation));
    int[] sizes = new int[Math.max(1, Math.ceilDiv(extent, size))];
    Arrays.setAll(sizes, i -> Math.min(size, extent - i * size));
    return Views.split(operation, x, axis, sizes);
  }
}
