// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.tensor.Navette;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Transposed copies are made in tiles, with edges of every size.
class TransposeTest {
  private static Tensor normal(int... dims) {
    return Rng.of(12).standardNormal(dims).eval();
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 15", "64, 64", "65, 127", "130, 200", "7, 300", "1000, 8", "31, 1"})
  void matrices(int rows, int columns) {
    Tensor x = normal(rows, columns);
    GraphCheck.agree(x.transpose(0, 1).detach(), x.cast(DType.F64).eval().transpose(0, 1).detach());
    GraphCheck.agree(x.mul(100).cast(DType.I32).eval().transpose(0, 1).detach());
  }

  @Test
  void channelsLastAndBack() {
    Tensor x = normal(3, 17, 9, 11);
    GraphCheck.agree(x.permute(0, 2, 3, 1).detach(), x.permute(2, 3, 1, 0).detach());
    Tensor y = normal(3, 9, 11, 40);
    GraphCheck.agree(y.permute(0, 3, 1, 2).detach(), y.permute(3, 0, 2, 1).detach());
  }

  @Test
  void piecesOfALargerOne() {
    Tensor x = normal(70, 90);
    GraphCheck.agree(x.slice("3:60, 5:77").transpose(0, 1).detach());
    GraphCheck.agree(x.slice("::2, 5:77").transpose(0, 1).detach());
    GraphCheck.agree(x.slice("::-1, :").transpose(0, 1).detach());
    GraphCheck.agree(x.slice(":, ::-1").transpose(0, 1).detach());
  }

  @Test
  void threadsShareTheTiles() {
    String[] text = new String[1];
    Tensor x = normal(512, 300);
    OnBackend.run(
        JvmBackend.of(256, 2), () -> text[0] = Navette.explain(x.transpose(0, 1).detach()));
    assertTrue(text[0].contains("transpose 1 x (512, 300), 5 chunks"), text[0]);
  }
}
