// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.DType.BOOL;
import static dev.navette.ir.DType.F32;
import static dev.navette.ir.DType.F64;
import static dev.navette.ir.DType.I32;
import static dev.navette.ir.DType.I64;
import static dev.navette.ir.DType.U8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionTest {
  private static Tensor of(DType dtype) {
    return Tensor.full(1, dtype, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "U8, BOOL, U8",
    "I32, U8, I32",
    "I64, I32, I64",
    "F32, I64, F32",
    "F32, BOOL, F32",
    "F64, F32, F64",
    "F64, I64, F64",
    "I32, I32, I32",
    "F32, F32, F32",
    "F16, I64, F16",
    "BF16, I64, BF16",
    "F16, BOOL, F16",
    "BF16, U8, BF16",
    "F16, F16, F16",
    "BF16, BF16, BF16",
    "BF16, F16, F32",
    "F32, F16, F32",
    "F32, BF16, F32",
    "F64, BF16, F64"
  })
  void theLaterDtypeWins(DType a, DType b, DType expected) {
    assertEquals(expected, of(a).add(of(b)).dtype());
    assertEquals(expected, of(b).add(of(a)).dtype());
    assertEquals(expected, of(a).maximum(of(b)).dtype());
    assertEquals(expected, of(a).where(of(BOOL), of(b)).dtype());
    assertEquals(BOOL, of(a).lt(of(b)).dtype());
    assertEquals(expected, Tensors.concat(0, of(a), of(b)).dtype());
    assertEquals(2, of(a).add(of(b)).toDoubleArray()[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, 2, I64",
    "BOOL, 0.5, F32",
    "U8, 2, U8",
    "U8, 0.5, F32",
    "I32, 2, I32",
    "I32, 0.1, F32",
    "I64, -3, I64",
    "I64, 0.5, F32",
    "F32, 2, F32",
    "F32, 0.1, F32",
    "F16, 2, F16",
    "BF16, 0.25, BF16",
    "F64, 2, F64",
    "F64, 0.1, F64"
  })
  void aNumberPromotesOnlyWhatCannotHoldIt(DType dtype, double value, DType expected) {
    Tensor sum = of(dtype).add(value);
    assertEquals(expected, sum.dtype());
    assertEquals(1 + value, sum.toDoubleArray()[0], 1e-6);
    assertEquals(expected, of(dtype).rsub(value).dtype());
    assertEquals(BOOL, of(dtype).gt(value).dtype());
    assertEquals(1 > value ? 1 : 0, of(dtype).gt(value).toDoubleArray()[0]);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void divisionAndRealFunctionsAreFloat(DType dtype) {
    DType expected = dtype.isFloat() ? dtype : F32;
    assertEquals(expected, of(dtype).div(of(dtype)).dtype());
    assertEquals(expected, of(dtype).div(2).dtype());
    assertEquals(expected, of(dtype).rdiv(2).dtype());
    assertEquals(expected, of(dtype).pow(of(dtype)).dtype());
    assertEquals(expected, of(dtype).atan2(of(dtype)).dtype());
    assertEquals(expected, of(dtype).exp().dtype());
    assertEquals(expected, of(dtype).sqrt().dtype());
    assertEquals(expected, of(dtype).reciprocal().dtype());
    assertEquals(0.5, of(dtype).div(2).toDoubleArray()[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, I64",
    "U8, I64",
    "I32, I64",
    "I64, I64",
    "F16, F16",
    "BF16, BF16",
    "F32, F32",
    "F64, F64"
  })
  void sumsOfSmallIntegersAreWide(DType dtype, DType expected) {
    assertEquals(expected, of(dtype).sum().dtype());
    assertEquals(expected, of(dtype).prod(0).dtype());
    assertEquals(2, of(dtype).sum().item());
  }

  @Test
  void powersOfIntegers() {
    assertEquals(I32, of(I32).pow(2).dtype());
    assertEquals(F32, of(I32).pow(-1).dtype());
    assertEquals(F32, of(I32).pow(0.5).dtype());
    assertEquals(I64, of(BOOL).pow(3).dtype());
    assertEquals(F64, of(F64).pow(2.5).dtype());
  }

  @Test
  void aNumberMustFitAnInteger() {
    DTypeException e = assertThrows(DTypeException.class, () -> of(U8).add(300));
    assertEquals(
        "add: 300 does not fit in u8, the dtype of u8(2); cast the tensor first, for example"
            + " cast(DType.I64)",
        e.getMessage());
    assertThrows(DTypeException.class, () -> of(U8).mul(-1));
    assertThrows(DTypeException.class, () -> of(I32).gt(1e10));
  }
}
