// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.data.NearestName;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.nn.Layer;
import dev.navette.nn.Mode;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which part of the input an output of a layer sees, one axis of space after the other.
///
/// It is found by arithmetic over what the model recorded: through a convolution or pooling of
/// kernel k, stride s, dilation d and padding p, a field of size r, jump j and centre c becomes `r
/// + d (k - 1) j`, `j s` and `c + (d (k - 1) / 2 - p) j`. Where branches meet, it is the union of
///   what they see, if their jumps are equal. What sees along an axis without such order (a linear
///   layer, a mean over it, a transposed convolution, attention) counts as seeing all of it.
///
/// [Araujo et al. 2019](https://distill.pub/2019/computing-receptive-fields/)
///
/// @param axes the axes of space of the input, in order
public record ReceptiveField(List<Axis> axes) {
  /// Copies the list.
  public ReceptiveField {
    axes = List.copyOf(axes);
  }

  /// Along one axis.
  ///
  /// @param size how many neighbours an output sees, padding included
  /// @param jump from the field of one output to that of the next; 0 if all see the same
  /// @param centre the middle of the first output's field, in elements of the input from 0; may lie
  ///   before it
  public record Axis(long size, long jump, double centre) {
    /// The first and last index that output `i` sees, padding included.
    public long[] seenBy(int i) {
      long first = Math.round(centre - (size - 1) / 2.0) + jump * i;
      return new long[] {first, first + size - 1};
    }
  }

  /// The fields of the uses of all layers, by path.
  ///
  /// @param input `(B, C, *S)`
  public static Map<String, ReceptiveField> of(Layer model, int... input) {
    Tensor x = Tensor.zeros(input);
    Tensor y = Mode.inference(() -> model.forward(x));
    Anatomy anatomy = new Anatomy(model, List.of(y), List.of(x));
    List<Map<Tensor, Span>> spans = new ArrayList<>();
    for (int axis = 2; axis < input.length; axis++) {
      spans.add(spans(anatomy.operations(), x, axis));
    }
    Map<String, ReceptiveField> fields = new LinkedHashMap<>();
    anatomy
        .uses()
        .forEach((path, use) -> {
          List<Axis> axes = new ArrayList<>();
          for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i).get(use.z());
            axes.add(axis(span == null ? Span.whole(input[i + 2]) : span));
          }
          fields.put(path, new ReceptiveField(axes));
        });
    return fields;
  }

  private static Axis axis(Span span) {
    return new Axis(span.high() - span.low() + 1, span.jump(), (span.low() + span.high()) / 2.0);
  }

  private static Map<Tensor, Span> spans(List<Recorded> operations, Tensor x, int axis) {
    int extent = x.dim(axis);
    Map<Tensor, Span> spans = new IdentityHashMap<>();
    spans.put(x, new Span(axis, 1, 0, 0));
    for (Recorded operation : operations) {
      List<@Nullable Span> in = new ArrayList<>();
      operation.inputs().forEach(i -> in.add(spans.get(i)));
      List<Shape> shapes = operation.inputs().stream().map(Tensor::shape).toList();
      Span span = span(operation.op(), in, shapes, operation.result().shape(), extent);
      if (span != null && operation.result() != x) {
        spans.put(operation.result(), span);
      }
    }
    return spans;
  }

  private static @Nullable Span span(
      Op op, List<@Nullable Span> in, List<Shape> shapes, Shape out, int extent) {
    return switch (op) {
      case Op.Composite c -> span(c.body(), in, extent);
      case Op.CustomKernel k -> span(k.fallback(), in, extent);
      default -> {
        Span all = null;
        for (int i = 0; i < in.size(); i++) {
          Span span = in.get(i);
          if (span != null) {
            Shape other = shapes.get(Math.min(1, shapes.size() - 1));
            Span through = span.through(op, i, shapes.get(i), other, out, extent);
            all = all == null ? through : all.and(through, extent);
          }
        }
        yield all;
      }
    };
  }

  private static @Nullable Span span(Graph body, List<@Nullable Span> in, int extent) {
    Map<Node, Span> spans = new IdentityHashMap<>();
    for (int i = 0; i < body.inputs().size(); i++) {
      Span span = in.get(i);
      if (span != null) {
        spans.put(body.inputs().get(i), span);
      }
    }
    for (Node node : body.order()) {
      List<@Nullable Span> operands = new ArrayList<>();
      node.inputs().forEach(i -> operands.add(spans.get(i)));
      List<Shape> shapes = node.inputs().stream().map(Node::shape).toList();
      Span span = span(node.op(), operands, shapes, node.shape(), extent);
      if (span != null) {
        spans.put(node, span);
      }
    }
    return spans.get(body.outputs().getFirst());
  }

  /// The field measured: which elements of the input change the output in the middle of a layer, by
  /// the gradient at random inputs. A gradient that happens to be 0, such as where a maximum is
  /// taken elsewhere, is found by another sample or not at all.
  ///
  /// @param path of the layer
  /// @param samples how many inputs
  /// @param seed what they follow from
  /// @param input `(B, C, *S)`
  /// @return for each axis of space the first and last index, -1 if there is none
  /// @throws IllegalArgumentException if there is no such layer
  public static List<int[]> measured(
      Layer model, String path, int samples, long seed, int... input) {
    Rng rng = Rng.of(seed).stream("input");
    float[] seen = new float[Shape.of(input).size()];
    for (int s = 0; s < samples; s++) {
      Tensor x = Plain.of(rng.standardNormal(input));
      Tensor y = Mode.inference(() -> model.forward(x));
      Map<String, LayerUse> uses = new Anatomy(model, List.of(y), List.of(x)).uses();
      LayerUse use = uses.get(path);
      if (use == null) {
        throw new IllegalArgumentException(NearestName.message("layer", path, uses.keySet()));
      }
      Tensor middle = use.z();
      for (int axis = 2; axis < middle.rank(); axis++) {
        int at = middle.dim(axis) / 2;
        middle = middle.slice(axis, at, at + 1);
      }
      Tensor weights = rng.standardNormal(middle.shape().toArray());
      float[] g = Grad.of(middle.mul(weights).sum(), x).getFirst().toFloatArray();
      for (int i = 0; i < g.length; i++) {
        seen[i] += Math.abs(g[i]);
      }
    }
    List<int[]> ends = new ArrayList<>();
    Tensor all = Tensor.of(seen, input);
    for (int axis = 2; axis < input.length; axis++) {
      int kept = axis;
      int[] others = IntStream.range(0, input.length).filter(a -> a != kept).toArray();
      ends.add(ends(all.sum(others).toFloatArray()));
    }
    return ends;
  }

  private static int[] ends(float[] profile) {
    int[] at = IntStream.range(0, profile.length).filter(i -> profile[i] != 0).toArray();
    return at.length == 0 ? new int[] {-1, -1} : new int[] {at[0], at[at.length - 1]};
  }

  /// One line an axis, such as `size 5, jump 2, centre 0.0`.
  @Override
  public String toString() {
    return String.join(
        "; ",
        axes.stream()
            .map(a -> "size " + a.size() + ", jump " + a.jump() + ", centre " + a.centre())
            .toList());
  }
}
