// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import java.util.List;

/// The graph of erfc(x) = 1 - erf(x), with full relative precision where it is tiny.
///
/// For x of 0 or more, erfc(x) = e^(-x^2) t Q(t) with t = K / (K + x), where Q is smooth on the
/// whole range 0 to 1 of t and is expanded in Chebyshev polynomials of z = 2 t - 1; erfc(-x) = 2 -
/// erfc(x).
final class ComplementaryErrorFunction {
  private static final double K = 3.75;
  private static final double MINUS_TWO_OVER_SQRT_PI = -1.1283791670955126;

  /// Beyond this erfc is 0 even in f64.
  private static final double END = 30;

  private static final int TERMS_F32 = 13;

  private static final double[] COEFFICIENTS = {
    0.4214058601090404,
    0.37747444362832,
    0.14160448337558904,
    0.04472136419492391,
    0.0117959706715608,
    0.0025349704447309527,
    0.0004185659812464711,
    4.4764300324499895e-05,
    5.257805411800891e-07,
    -8.231924321753128e-07,
    -1.316512185167472e-07,
    2.5425950577591977e-09,
    3.6155375955980613e-09,
    2.8881129031517165e-10,
    -7.744049094712806e-11,
    -1.4154099941115766e-11,
    1.541532080291853e-12,
    5.316760838441818e-13,
    -3.1266208417670866e-14,
    -1.931405980218627e-14,
    7.681944620990154e-16,
    7.212640982187403e-16,
    -2.9234747015733566e-17,
    -2.800417314058823e-17,
    1.6437419195738497e-18,
    1.1145818238053044e-18
  };

  private ComplementaryErrorFunction() {}

  static Tensor of(Tensor x) {
    return Composites.record(
        "erfc",
        List.of(),
        in -> value(in.getFirst()),
        (in, g) -> List.of(mul(g, mul(exp(neg(square(in.getFirst()))), MINUS_TWO_OVER_SQRT_PI))),
        x);
  }

  private static Node value(Node x) {
    Node a = min(abs(x), END);
    Node t = recip(add(div(a, K), 1));
    Node y = mul(mul(negativeExponentialOfSquare(a), t), chebyshev(sub(mul(t, 2), 1)));
    return where(compare(CompareKind.LT, x, 0), sub(2, y), y);
  }

  /// e^(-a^2) without the rounding of a^2, which would cost as many digits as a^2 has: a is split
  /// into a part with an exact square and a small rest.
  private static Node negativeExponentialOfSquare(Node a) {
    Node high = div(floor(mul(a, 64)), 64);
    Node rest = mul(sub(a, high), add(a, high));
    return mul(exp(neg(square(high))), exp(neg(rest)));
  }

  /// Clenshaw's recurrence.
  private static Node chebyshev(Node z) {
    int terms = z.dtype() == DType.F64 ? COEFFICIENTS.length : TERMS_F32;
    Node twice = mul(z, 2);
    Node next = constant(COEFFICIENTS[terms - 1], z.type());
    Node afterNext = zeros(z.type());
    for (int k = terms - 2; k > 0; k--) {
      Node current = add(sub(mul(twice, next), afterNext), COEFFICIENTS[k]);
      afterNext = next;
      next = current;
    }
    return add(sub(mul(z, next), afterNext), COEFFICIENTS[0]);
  }
}
