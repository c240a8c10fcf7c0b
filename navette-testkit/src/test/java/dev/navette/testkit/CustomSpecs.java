// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.CustomFunction;
import dev.navette.tensor.CustomKernel;
import java.util.List;

/// Specifications of operations that a user defines.
final class CustomSpecs {
  private static final CustomKernel PRODUCT =
      CustomKernel.of(
          "product",
          in -> in.get(0).mul(in.get(1)),
          (in, out) -> {
            for (int i = 0; i < out.size(); i++) {
              out.setDouble(i, in.get(0).getDouble(i) * in.get(1).getDouble(i));
            }
          });

  private static final CustomFunction SIGMOID =
      CustomFunction.of(
          "logistic",
          in -> in.getFirst().sigmoid(),
          (in, y, g) -> List.of(g.mul(y).mul(y.rsub(1))));

  private CustomSpecs() {}

  static List<OpSpec> all() {
    return List.of(
        OpSpec.of("custom kernel", in -> PRODUCT.apply(in.get(0), in.get(1)))
            .operand(-2, 2, 3, 5)
            .operand(-2, 2, 3, 5),
        OpSpec.of("custom function", in -> SIGMOID.apply(in.get(0))).operand(-2, 2, 3, 5));
  }
}
