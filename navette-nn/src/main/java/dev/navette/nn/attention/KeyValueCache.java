// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// Keys and values of what has been decoded, so that each step computes those of its own position
/// alone.
///
/// The capacity is fixed, and positions are values: decoding the second token runs the same plan as
/// the two hundredth. What lies beyond the position has to be masked ([AttentionMask#causalFrom]).
///
/// @param keys `(B, H, capacity, D)`
/// @param values `(B, H, capacity, D)`
public record KeyValueCache(Variable keys, Variable values) implements Module {
  private static final int TIME = 2;

  /// An empty cache.
  ///
  /// @throws ShapeException if an extent is less than 1
  public static KeyValueCache empty(DType dtype, int batch, int heads, int capacity, int width) {
    if (batch < 1 || heads < 1 || capacity < 1 || width < 1) {
      throw new ShapeException(
          "KeyValueCache: batch "
              + batch
              + ", "
              + heads
              + " heads, capacity "
              + capacity
              + ", width "
              + width
              + "; all must be 1 or more");
    }
    Tensor zeros = Tensor.zeros(dtype, batch, heads, capacity, width);
    return new KeyValueCache(Variable.state(zeros), Variable.state(zeros));
  }

  /// How many positions there is room for.
  public int capacity() {
    return keys.shape().dim(TIME);
  }

  /// Puts keys and values from `position` on, in place.
  ///
  /// @param fresh of one or more positions
  /// @param position an i32 scalar
  /// @return those of all positions; from the last one written on they are of no meaning
  /// @throws IndexOutOfBoundsException when evaluated, if there is no room
  public KeyValues put(KeyValues fresh, Tensor position) {
    Tensor k = keys.value().dynamicUpdateSlice(TIME, position, fresh.keys());
    Tensor v = values.value().dynamicUpdateSlice(TIME, position, fresh.values());
    keys.assign(k);
    values.assign(v);
    return new KeyValues(keys.value(), values.value());
  }

  /// Row i of the batch continues with what row `parents(i)` was.
  ///
  /// @param parents i32 or i64, `(B)`
  public void reorder(Tensor parents) {
    keys.assign(keys.value().indexSelect(0, parents));
    values.assign(values.value().indexSelect(0, parents));
  }
}
