// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.memory.Buffer;
import java.util.Locale;
import java.util.stream.IntStream;

/// Tensors as text, in the manner of NumPy: brackets by axis, columns aligned, at most four
/// decimals, the middle of large tensors left out. Dtype and shape follow unless it is a plain f32
/// tensor whose shape the brackets show.
final class TensorText {
  /// Above this many elements only the edges are shown.
  private static final int THRESHOLD = 1000;

  private static final int EDGE = 3;
  private static final int LINE = 80;
  private static final String GAP = "...";

  private final Buffer values;
  private final Shape shape;
  private final boolean summarised;
  private final String format;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private TensorText(Tensor tensor) {
    this.values = tensor.buffer();
    this.shape = tensor.shape();
    this.summarised = tensor.size() > THRESHOLD;
    this.format = tensor.dtype().isFloat() ? floatFormat() : "";
    this.width = shown(0, 0).map(i -> cell(i).length()).max().orElse(0);
  }

  static String format(Tensor tensor) {
    TensorText t = new TensorText(tensor);
    if (tensor.size() == 0) {
      t.text.append("[]");
    } else {
      t.append(0, 0, "");
    }
    if (tensor.dtype() != DType.F32 || tensor.size() == 0 || t.summarised) {
      t.text.append(' ').append(tensor.type());
    }
    return t.text.toString();
  }

  /// The flat indices of all elements that are shown below `index` on `axis`.
  private IntStream shown(int axis, int index) {
    if (axis == shape.rank()) {
      return IntStream.of(index);
    }
    int extent = shape.dim(axis);
    return IntStream.range(0, extent)
        .filter(i -> !isHidden(i, extent))
        .flatMap(i -> shown(axis + 1, index * extent + i));
  }

  private boolean isHidden(int i, int extent) {
    return summarised && extent > 2 * EDGE && i >= EDGE && i < extent - EDGE;
  }

  /// One format for all: scientific if magnitudes differ too much for four decimals.
  private String floatFormat() {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    int decimals = 0;
    for (int i : shown(0, 0).toArray()) {
      double v = Math.abs(values.getDouble(i));
      if (v != 0 && Double.isFinite(v)) {
        largest = Math.max(largest, v);
        smallest = Math.min(smallest, v);
        decimals = Math.max(decimals, decimals(v));
      }
    }
    if (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1e6 && decimals > 0) {
      return "%.4e";
    }
    return "%." + decimals + "f";
  }

  /// How many of four decimals are not trailing zeros.
  private static int decimals(double v) {
    long scaled = Math.round(v * 1e4);
    int n = 4;
    while (n > 0 && scaled % 10 == 0) {
      scaled /= 10;
      n--;
    }
    return n;
  }

  private String cell(int i) {
    return switch (values.dtype()) {
      case BOOL -> values.getLong(i) != 0 ? "true" : "false";
      case U8, I32, I64 -> Long.toString(values.getLong(i));
      case F16, BF16, F32, F64 -> {
        double v = values.getDouble(i);
        if (Double.isNaN(v)) {
          yield "nan";
        }
        if (Double.isInfinite(v)) {
          yield v > 0 ? "inf" : "-inf";
        }
        String s = String.format(Locale.ROOT, format, v);
        yield format.equals("%.0f") ? s + "." : s;
      }
    };
  }

  private void append(int axis, int index, String indent) {
    if (axis == shape.rank()) {
      String cell = cell(index);
      text.repeat(' ', axis == 0 ? 0 : width - cell.length()).append(cell);
      return;
    }
    boolean innermost = axis == shape.rank() - 1;
    String inner = indent + " ";
    text.append('[');
    int extent = shape.dim(axis);
    int lineStart = text.length();
    for (int i = 0; i < extent; i++) {
      if (isHidden(i, extent)) {
        if (!isHidden(i - 1, extent)) {
          separate(innermost, axis, inner);
          text.append(GAP);
        }
        continue;
      }
      if (i > 0) {
        separate(innermost, axis, inner);
      }
      if (innermost && text.length() - lineStart + inner.length() + width > LINE && i > 0) {
        text.setLength(text.length() - 1);
        text.append('\n').append(inner);
        lineStart = text.length();
      }
      append(axis + 1, index * extent + i, inner);
    }
    text.append(']');
  }

  private void separate(boolean innermost, int axis, String indent) {
    if (innermost) {
      text.append(", ");
    } else {
      text.append(",").repeat('\n', Math.max(1, shape.rank() - axis - 1)).append(indent);
    }
  }
}
