// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import org.jspecify.annotations.Nullable;

/// A parameter or a piece of state: a handle on a current value, and the only mutable thing.
///
/// Reading it ([#value()]) records (variable, version). [#assign] records a new version; it takes
/// effect in program order and is computed by the next evaluation that touches the variable.
/// Variables compare by identity: one that is used in two places has one gradient and one optimizer
/// state.
public final class Variable {
  private final TensorType type;
  private final boolean trainable;
  private volatile Tensor current;
  private volatile Tensor stored;

  /// A parameter that starts with the value of `initial`, computed now.
  public Variable(Tensor initial) {
    this(initial, true);
  }

  private Variable(Tensor initial, boolean trainable) {
    this.type = initial.type();
    this.trainable = trainable;
    HostBuffer copy = HostBuffer.zeros(type.dtype(), type.shape().size());
    copyInto(initial, copy);
    this.stored = Tensor.version(this, type, copy);
    this.current = stored;
  }

  /// State that is saved with a model but that no optimizer updates, such as running statistics.
  public static Variable state(Tensor initial) {
    return new Variable(initial, false);
  }

  private static void copyInto(Tensor from, HostBuffer to) {
    switch (to.array()) {
      case float[] a -> from.buffer().read(a);
      case double[] a -> from.buffer().read(a);
      case long[] a -> from.buffer().read(a);
      default -> {
        for (int i = 0; i < to.size(); i++) {
          to.set(i, from.buffer().getDouble(i));
        }
      }
    }
  }

  /// The current version, to compute with.
  public Tensor value() {
    return current;
  }

  /// A copy of the current value that later assignments do not change; computes it if need be.
  public Tensor snapshot() {
    HostBuffer copy = HostBuffer.zeros(type.dtype(), type.shape().size());
    copyInto(current, copy);
    return Tensor.computed(type, copy);
  }

  /// Records a new version. No gradient flows through an assignment.
  ///
  /// @throws ShapeException if the shape differs from the variable's
  /// @throws DTypeException if the dtype differs from the variable's
  /// @throws IllegalStateException if the value was recorded in the body of a scan or checkpoint,
  ///   which may run several times or not at all
  public void assign(Tensor next) {
    if (next.level() > 0) {
      throw new IllegalStateException(
          "assign: the new value, "
              + next.type()
              + ", is recorded inside the body of a scan, checkpoint or custom function, which may"
              + " run again; return it as a result and assign it outside (batch normalisation in"
              + " training belongs outside of a checkpoint)");
    }
    if (!next.shape().equals(type.shape())) {
      throw new ShapeException(
          "assign: the variable has shape "
              + type.shape()
              + " and the new value "
              + next.shape()
              + "; a variable keeps its shape, reshape or broadcast the value");
    }
    if (next.dtype() != type.dtype()) {
      throw new DTypeException(
          "assign: the variable is "
              + type.dtype()
              + " and the new value "
              + next.dtype()
              + "; cast the value to "
              + type.dtype());
    }
    current = Tensor.version(this, next);
  }

  /// Whether optimizers update it.
  public boolean isTrainable() {
    return trainable;
  }

  /// Dtype and shape, which never change.
  public TensorType type() {
    return type;
  }

  /// The extents.
  public Shape shape() {
    return type.shape();
  }

  /// The number of elements.
  public int size() {
    return type.shape().size();
  }

  /// The version whose value is in memory.
  Tensor stored() {
    return stored;
  }

  /// Forgets later versions than `before`, if none of them has been computed.
  ///
  /// @param inMemory the version whose value was in memory then
  void restore(Tensor before, @Nullable Tensor inMemory) {
    if (stored == inMemory) {
      current = before;
    }
  }

  /// Makes `version` the one in memory.
  void store(Tensor version) {
    stored = version;
  }

  /// Such as `Variable f32(10, 784)`.
  @Override
  public String toString() {
    return "Variable " + type;
  }
}
