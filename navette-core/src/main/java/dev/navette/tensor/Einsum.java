// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Einstein's summation: an equation read, its labels checked against shapes, and operands
/// multiplied one after another from the left.
///
/// A label is a letter; axes under `...` have labels of their own, counted from the last.
final class Einsum {
  /// Labels from here on stand for axes under `...`: the last of them is this, the one before is
  /// one more.
  private static final int UNNAMED = Character.MAX_VALUE + 1;

  private final String equation;
  private final List<Contraction> operands = new ArrayList<>();

  /// Per label the extent and the operand that gave it.
  private final Map<Integer, int[]> extents = new LinkedHashMap<>();

  private final List<Integer> result;

  private Einsum(String equation, Tensor... tensors) {
    this.equation = equation;
    String text = equation.replace(" ", "");
    int arrow = text.indexOf("->");
    String[] terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
    if (terms.length != tensors.length) {
      throw new ShapeException(
          "einsum: `"
              + equation
              + "` has "
              + terms.length
              + (terms.length == 1 ? " term" : " terms")
              + " before the output, and there are "
              + tensors.length
              + " operands; write one term an operand, with `,` between");
    }
    DType dtype = tensors[0].dtype();
    for (Tensor t : tensors) {
      dtype = DType.promote(dtype, t.dtype());
    }
    List<List<Integer>> named = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      named.add(labels(terms[i], i, tensors[i]));
    }
    for (int i = 0; i < terms.length; i++) {
      operands.add(operand(Arithmetic.cast(tensors[i], dtype), named.get(i)));
    }
    result = arrow < 0 ? implicit(named) : output(text.substring(arrow + 2));
  }

  static Tensor of(String equation, Tensor... tensors) {
    if (tensors.length == 0) {
      throw new ShapeException("einsum: `" + equation + "` has no operand; give at least one");
    }
    return Halves.computed(in -> new Einsum(equation, in).contract(), tensors);
  }

  private Tensor contract() {
    Contraction product = operands.getFirst().sumOut(l -> isWanted(l, 1));
    for (int i = 1; i < operands.size(); i++) {
      int next = i + 1;
      Contraction left = product;
      Contraction right = operands.get(i).sumOut(l -> isWanted(l, next) || has(left, l));
      product = left.times(right, l -> isWanted(l, next));
    }
    return product.ordered(result).tensor();
  }

  private static boolean has(Contraction operand, int label) {
    return operand.labels().contains(label);
  }

  /// Whether the result has the label, or an operand from `from` on.
  private boolean isWanted(int label, int from) {
    for (int i = from; i < operands.size(); i++) {
      if (has(operands.get(i), label)) {
        return true;
      }
    }
    return result.contains(label);
  }

  // ---- reading

  /// The label of each axis of operand `index`.
  private List<Integer> labels(String term, int index, Tensor tensor) {
    List<Integer> labels = new ArrayList<>();
    int ellipsis = term.indexOf("...");
    String letters =
        ellipsis < 0 ? term : term.substring(0, ellipsis) + term.substring(ellipsis + 3);
    requireLetters(letters);
    int unnamed = tensor.rank() - letters.length();
    if (ellipsis < 0 ? unnamed != 0 : unnamed < 0) {
      throw new ShapeException(
          "einsum: operand "
              + index
              + " has shape "
              + tensor.shape()
              + ", and `"
              + term
              + "` names "
              + letters.length()
              + " axes; name each axis once, or write `...` for those without a name");
    }
    letters.chars().forEach(labels::add);
    for (int i = 0; ellipsis >= 0 && i < unnamed; i++) {
      labels.add(ellipsis + i, UNNAMED + unnamed - 1 - i);
    }
    for (int axis = 0; axis < labels.size(); axis++) {
      int extent = tensor.dim(axis);
      int[] known = extents.putIfAbsent(labels.get(axis), new int[] {extent, index});
      if (known != null && known[0] != extent && extent != 1 && known[0] != 1) {
        throw new ShapeException(
            "einsum: in `"
                + equation
                + "` "
                + name(labels.get(axis))
                + " is "
                + known[0]
                + " in operand "
                + known[1]
                + " and "
                + extent
                + " in operand "
                + index
                + ", "
                + tensor.shape()
                + "; extents of one label must be equal, or 1");
      }
      if (known != null && known[0] == 1) {
        extents.put(labels.get(axis), new int[] {extent, index});
      }
    }
    return labels;
  }

  private static String name(int label) {
    return label < UNNAMED ? "label " + (char) label : "an axis under `...`";
  }

  private void requireLetters(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
        throw new IllegalArgumentException(
            "einsum: `"
                + equation
                + "` has `"
                + c
                + "` where a label is expected; labels are letters, with `,` between operands, one"
                + " `...` a term, and `->` before the output");
      }
    }
  }

  /// The operand with each label once: repeated ones become their diagonal, and an axis of extent 1
  /// under a label that is longer elsewhere goes.
  private Contraction operand(Tensor tensor, List<Integer> named) {
    Tensor x = tensor;
    List<Integer> labels = new ArrayList<>(named);
    for (int axis = labels.size() - 1; axis >= 0; axis--) {
      int extent = extents.getOrDefault(labels.get(axis), new int[] {1})[0];
      if (x.dim(axis) == 1 && extent != 1) {
        x = x.squeeze(axis);
        labels.remove(/* index */ axis);
      }
    }
    for (int axis = labels.size() - 1; axis > 0; axis--) {
      int first = labels.indexOf(labels.get(axis));
      if (first < axis) {
        int label = labels.get(axis);
        x = x.diagonal(0, first, axis);
        labels.remove(/* index */ axis);
        labels.remove(/* index */ first);
        labels.add(label);
        axis = labels.size();
      }
    }
    return new Contraction(x, List.copyOf(labels));
  }

  /// Unnamed axes, then the letters that occur once, by alphabet.
  private List<Integer> implicit(List<List<Integer>> named) {
    List<Integer> all = named.stream().flatMap(List::stream).toList();
    List<Integer> labels = new ArrayList<>(unnamed());
    all.stream()
        .filter(l -> l < UNNAMED && Collections.frequency(all, l) == 1)
        .sorted()
        .forEach(labels::add);
    return labels;
  }

  /// All unnamed axes, first to last.
  private List<Integer> unnamed() {
    return extents.keySet().stream()
        .filter(l -> l >= UNNAMED)
        .sorted(Collections.reverseOrder())
        .toList();
  }

  private List<Integer> output(String term) {
    int ellipsis = term.indexOf("...");
    String letters =
        ellipsis < 0 ? term : term.substring(0, ellipsis) + term.substring(ellipsis + 3);
    requireLetters(letters);
    List<Integer> labels = new ArrayList<>();
    letters.chars().forEach(labels::add);
    for (int label : labels) {
      if (!extents.containsKey(label)) {
        throw new ShapeException(
            "einsum: in `"
                + equation
                + "` the output has "
                + name(label)
                + ", which no operand has; take it out, or name an axis so");
      }
    }
    if (new HashSet<>(labels).size() < labels.size()) {
      throw new ShapeException(
          "einsum: in `"
              + equation
              + "` the output names a label twice; name each once (diagEmbed makes a diagonal)");
    }
    if (ellipsis >= 0) {
      labels.addAll(ellipsis, unnamed());
    }
    return labels;
  }
}
