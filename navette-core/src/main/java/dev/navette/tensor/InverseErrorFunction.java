// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.Node;
import java.util.List;

/// The graph of the inverse error function: quotients of polynomials in x^2 near 0 and in
/// sqrt(-log((1 - |x|) / 2)) outside. [Wichura 1988, algorithm AS
/// 241](https://doi.org/10.2307/2347330), which gives sqrt(2) times as much at (1 + x) / 2.
final class InverseErrorFunction {
  private static final double SQRT_HALF = 0.7071067811865476;
  private static final double HALF_SQRT_PI = 0.886226925452758;

  /// Up to here |x| counts as near 0.
  private static final double NEAR = 0.85;

  private static final double MIDDLE = 1.6;
  private static final double FAR = 5;

  /// By power of 0.180625 - x^2 / 4.
  private static final double[] NEAR_NUMERATOR = {
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227
  };

  /// By power of 0.180625 - x^2 / 4.
  private static final double[] NEAR_DENOMINATOR = {
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  };

  /// By power of r - 1.6.
  private static final double[] MIDDLE_NUMERATOR = {
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414
  };

  /// By power of r - 1.6.
  private static final double[] MIDDLE_DENOMINATOR = {
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09
  };

  /// By power of r - 5.
  private static final double[] FAR_NUMERATOR = {
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07
  };

  /// By power of r - 5.
  private static final double[] FAR_DENOMINATOR = {
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15
  };

  private InverseErrorFunction() {}

  static Tensor of(Tensor x) {
    return Composites.record(
        "erfinv",
        List.of(),
        in -> value(in.getFirst()),
        (in, g) -> List.of(slope(in.getFirst(), g)),
        Arithmetic.real(x));
  }

  /// g sqrt(pi) / 2 e^(y^2), with y the result.
  private static Node slope(Node x, Node g) {
    return mul(g, mul(exp(square(value(x))), HALF_SQRT_PI));
  }

  private static Node value(Node x) {
    Node a = abs(x);
    Node half = mul(x, 0.5);
    Node near = mul(half, quotient(NEAR_NUMERATOR, NEAR_DENOMINATOR, sub(0.180625, square(half))));
    Node tail = mul(sub(1, a), 0.5);
    Node r = sqrt(neg(log(tail)));
    Node middle = quotient(MIDDLE_NUMERATOR, MIDDLE_DENOMINATOR, sub(r, MIDDLE));
    Node far = quotient(FAR_NUMERATOR, FAR_DENOMINATOR, sub(r, FAR));
    Node outside = where(compare(CompareKind.LE, r, FAR), middle, far);
    Node finite = where(compare(CompareKind.EQ, a, 1), Double.POSITIVE_INFINITY, outside);
    Node signed = mul(sign(x), finite);
    return mul(where(compare(CompareKind.LE, a, NEAR), near, signed), SQRT_HALF);
  }

  private static Node quotient(double[] numerator, double[] denominator, Node x) {
    return div(polynomial(numerator, x), polynomial(denominator, x));
  }

  /// Horner's rule.
  private static Node polynomial(double[] coefficients, Node x) {
    Node y = constant(coefficients[coefficients.length - 1], x.type());
    for (int i = coefficients.length - 2; i >= 0; i--) {
      y = add(mul(y, x), coefficients[i]);
    }
    return y;
  }
}
