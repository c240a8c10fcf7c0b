// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.Random;

/// Functions that other programs draw seldom or not at all: special ones, pairs, integers and bits,
/// diagonals and contractions.
final class RandomFunctions {
  private RandomFunctions() {}

  /// Something made of x.
  static Tensor of(Random random, Tensor x) {
    return switch (random.nextInt(6)) {
      case 0 -> elementary(random, x);
      case 1 -> special(random, x);
      case 2 -> pair(random, x);
      case 3 -> integers(random, x);
      case 4 -> compared(random, x);
      default -> matrix(random, x);
    };
  }

  private static Tensor elementary(Random random, Tensor x) {
    Tensor small = x.tanh().mul(0.9);
    return switch (random.nextInt(9)) {
      case 0 -> small.asin();
      case 1 -> small.acos();
      case 2 -> small.atanh();
      case 3 -> x.asinh();
      case 4 -> small.sinh().sub(small.cosh());
      case 5 -> small.tan().add(small.sinh().mul(small.cosh()));
      case 6 -> small.expm1();
      case 7 -> small.log1p();
      default -> x.abs().add(0.5).reciprocal().log2();
    };
  }

  private static Tensor special(Random random, Tensor x) {
    Tensor positive = x.abs().add(0.5);
    return switch (random.nextInt(6)) {
      case 0 -> positive.lgamma();
      case 1 -> positive.digamma();
      case 2 -> x.erfc();
      case 3 -> x.tanh().mul(0.9).erfinv();
      case 4 -> positive.polygamma(1).minimum(4);
      default -> x.sigmoid().mul(0.9).add(0.05).logit();
    };
  }

  private static Tensor pair(Random random, Tensor x) {
    Tensor y = x.cos();
    return switch (random.nextInt(5)) {
      case 0 -> x.hypot(y.add(2));
      case 1 -> x.logaddexp(y);
      case 2 -> y.xlogy(x.square().add(0.5));
      case 3 -> x.abs().add(0.2).pow(y);
      default -> x.fmod(y.abs().add(0.3));
    };
  }

  private static Tensor integers(Random random, Tensor x) {
    boolean narrow = random.nextBoolean();
    if (random.nextInt(7) == 0) {
      // The exponent, from the bits, which have no gradient.
      Tensor bits =
          narrow
              ? x.detach().cast(DType.F32).bitcast(DType.I32).shiftRight(23)
              : x.detach().cast(DType.F64).bitcast(DType.I64).shiftRight(52);
      return x.add(bits.cast(x.dtype()).mul(0.01));
    }
    DType type = narrow ? DType.I32 : DType.I64;
    Tensor i = x.mul(50).cast(type);
    Tensor j = x.mul(-7).cast(type);
    Tensor k =
        switch (random.nextInt(7)) {
          case 0 -> i.and(j);
          case 1 -> i.or(j).not();
          case 2 -> i.xor(j);
          case 3 -> i.shiftLeft(2).sub(j);
          case 4 -> i.shiftRight(narrow ? 28 : 60);
          case 5 -> i.div(j.abs().add(1)).maximum(j).minimum(40);
          default -> i.mul(j).sign().add(i.neg().abs());
        };
    return x.add(k.cast(x.dtype()).mul(0.01));
  }

  private static Tensor compared(Random random, Tensor x) {
    Tensor y = x.rank() == 0 ? x.cos() : x.roll(0, 1);
    Tensor mask =
        switch (random.nextInt(6)) {
          case 0 -> x.eq(y);
          case 1 -> x.ne(y);
          case 2 -> x.lt(y);
          case 3 -> x.le(y);
          case 4 -> x.gt(y);
          default -> x.ge(y);
        };
    return Tensors.where(mask, x, y.mul(0.5));
  }

  private static Tensor matrix(Random random, Tensor x) {
    if (x.rank() < 2) {
      return x.rank() == 0 || x.size() > 40 ? x.sin() : x.diagEmbed(random.nextInt(3) - 1);
    }
    return switch (random.nextInt(3)) {
      case 0 -> x.diagonal(0, -2, -1);
      case 1 -> x.triu(random.nextInt(3) - 1);
      default -> Tensors.einsum("...ij->...ji", x);
    };
  }
}
