// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;

/// One shared record for each operation without attributes, so that recording allocates none.
final class Ops {
  static final Op DETACH = new Op.Detach();
  static final Op WHERE = new Op.Where();
  private static final Op[] UNARY = new Op[UnaryKind.values().length];
  private static final Op[] BINARY = new Op[BinaryKind.values().length];
  private static final Op[] COMPARE = new Op[CompareKind.values().length];
  private static final Op[] CAST = new Op[DType.values().length];
  private static final Op[] MATMUL = {
    new Op.MatMul(false, false),
    new Op.MatMul(true, false),
    new Op.MatMul(false, true),
    new Op.MatMul(true, true)
  };
  private static final Op[] PICK = new Op[256];

  static {
    for (UnaryKind k : UnaryKind.values()) {
      UNARY[k.ordinal()] = new Op.Unary(k);
    }
    for (BinaryKind k : BinaryKind.values()) {
      BINARY[k.ordinal()] = new Op.Binary(k);
    }
    for (CompareKind k : CompareKind.values()) {
      COMPARE[k.ordinal()] = new Op.Compare(k);
    }
    for (DType d : DType.values()) {
      CAST[d.ordinal()] = new Op.Cast(d);
    }
    for (int i = 0; i < PICK.length; i++) {
      PICK[i] = new Op.Pick(i);
    }
  }

  private Ops() {}

  static Op unary(UnaryKind kind) {
    return UNARY[kind.ordinal()];
  }

  static Op binary(BinaryKind kind) {
    return BINARY[kind.ordinal()];
  }

  static Op compare(CompareKind kind) {
    return COMPARE[kind.ordinal()];
  }

  static Op cast(DType dtype) {
    return CAST[dtype.ordinal()];
  }

  static Op matmul(boolean transposeA, boolean transposeB) {
    return MATMUL[(transposeA ? 1 : 0) + (transposeB ? 2 : 0)];
  }

  static Op pick(int index) {
    return index < PICK.length ? PICK[index] : new Op.Pick(index);
  }
}
