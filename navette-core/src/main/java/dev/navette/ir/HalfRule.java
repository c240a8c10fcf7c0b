// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.List;

/// Which operations take 16-bit floats: those that move elements or convert them. Those that
/// compute take f32, so that no kernel ever computes in 16 bits; what records them casts on both
/// sides.
public final class HalfRule {
  private HalfRule() {}

  /// Whether `op` takes 16-bit floats as they are.
  public static boolean takes(Op op) {
    return switch (op) {
      case Op.Input _,
          Op.Const _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Pad _,
          Op.Window _,
          Op.Concat _,
          Op.Gather _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.After _,
          Op.Detach _,
          Op.Gradient _,
          Op.Pick _ ->
          true;
      case Op.Scatter s -> s.kind() == ScatterKind.SET;
      case Op.Iota _,
          Op.RandomBits _,
          Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Compare _,
          Op.Fold _,
          Op.Reduce _,
          Op.ArgReduce _,
          Op.Prefix _,
          Op.ArgSort _,
          Op.MatMul _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Composite _ ->
          false;
    };
  }

  /// @throws DTypeException if `op` does not take 16-bit floats and an operand is one
  static void check(Op op, List<TensorType> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).dtype().isHalf() && !takes(op)) {
        throw new DTypeException(
            op.label()
                + ": operand "
                + i
                + " is "
                + operands.get(i)
                + "; 16-bit floats store and do not compute: cast it to f32 before and the result"
                + " back");
      }
    }
  }
}
