// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PolygammaTest {
  // Order, argument, value to 17 digits, computed with 40.
  private static final double[][] VALUES = {
    {-1, 0.001, 6.907178885383853},
    {-1, 0.3, 1.0957979948180756},
    {-1, 0.75, 0.20328095143129538},
    {-1, 1.0625, -0.03295710029357782},
    {-1, 1.9375, -0.02514761940298887},
    {-1, 2.5, 0.2846828704729192},
    {-1, 7.25, 7.0521854507385395},
    {-1, 12.5, 18.734347511936445},
    {-1, 1234.5, 7550.550901077895},
    {-1, 100000000.0, 1742068066.1038346},
    {-1, -0.3, 1.4648400508576025},
    {-1, -0.5, 1.2655121234846454},
    {-1, -2.7, -0.07140708531564569},
    {-1, -10.3125, -14.514646280044},
    {-1, -1000.375, -5913.494940977349},
    {0, 0.001, -1000.5755719318103},
    {0, 0.3, -3.502524222200133},
    {0, 0.75, -1.0858608797864722},
    {0, 1.0625, -0.47885349006010436},
    {0, 1.9375, 0.3816659921709689},
    {0, 2.5, 0.7031566406452432},
    {0, 7.25, 1.910453526883736},
    {0, 12.5, 2.4851956512749123},
    {0, 1234.5, 7.118016231827998},
    {0, 100000000.0, 18.420680738952367},
    {0, -0.3, 2.113309779635399},
    {0, -0.5, 0.03648997397857652},
    {0, -2.7, -1.1153471291406896},
    {0, -10.3125, 4.480203840363012},
    {0, -1000.375, 8.209920222555208},
    {1, 0.001, 1000001.6425331958},
    {1, 0.3, 12.245364546107732},
    {1, 0.75, 2.5418796476716063},
    {1, 1.0625, 1.5064200429154142},
    {1, 1.9375, 0.6711933401079002},
    {1, 2.5, 0.49035775610023485},
    {1, 7.25, 0.14787923315893217},
    {1, 12.5, 0.08328522460157838},
    {1, 1234.5, 0.0008103727271269667},
    {1, 100000000.0, 1.000000005e-08},
    {1, -0.3, 13.945160267805722},
    {1, -0.5, 8.934802200544679},
    {1, -2.7, 14.769375845132314},
    {1, -10.3125, 14.183594731017195},
    {1, -1000.375, 11.561961680120076},
    {2, 0.001, -2000000002.3976321},
    {2, 0.3, -75.27253658872604},
    {2, 0.75, -5.3026332163376395},
    {2, 1.0625, -2.04230555036272},
    {2, 1.9375, -0.43680468269592876},
    {2, 2.5, -0.2362040516417274},
    {2, 7.25, -0.02182895229519774},
    {2, 12.5, -0.006932436585788241},
    {2, 1234.5, -6.567039209328715e-07},
    {2, 100000000.0, -1.00000001e-16},
    {2, -0.3, 67.63908119988317},
    {2, -0.5, -0.82879664423432},
    {2, -2.7, -68.9329390232638},
    {2, -10.3125, 59.92631662017296},
    {2, -1000.375, 30.09353611662242},
    {3, 0.001, 6000000000006.469},
    {3, 0.3, 743.1417646550498},
    {3, 0.75, 19.7633125348506},
    {3, 1.0625, 5.150369999679743},
    {3, 1.9375, 0.5536541629500642},
    {3, 2.5, 0.22390584881725206},
    {3, 7.25, 0.0064330375979401565},
    {3, 12.5, 0.0011534128049134052},
    {3, 1234.5, 1.0643497781489607e-09},
    {3, 100000000.0, 2.0000000300000002e-24},
    {3, -0.3, 766.6198904191685},
    {3, -0.5, 193.40909103400244},
    {3, -2.7, 768.9626351155225},
    {3, -10.3125, 659.231509364059},
    {3, -1000.375, 345.7249801428077},
    {7, 0.001, 5.04e27},
    {7, 0.3, 76818182.99849322},
    {7, 0.75, 50402.146499656854},
    {7, 1.0625, 3119.249728339674},
    {7, 1.9375, 26.395646411837053},
    {7, 2.5, 3.565236352523131},
    {7, 7.25, 0.0010730756065806684},
    {7, 12.5, 1.977407971032112e-05},
    {7, 1234.5, 1.6524400526640436e-19},
    {7, 100000000.0, 7.200000252000003e-54},
    {7, -0.3, 76905059.63376132},
    {7, -0.5, 2580680.218185598},
    {7, -2.7, 76905684.16210902},
    {7, -10.3125, 55517026.74224547},
    {7, -1000.375, 13104819.918668635},
  };

  @Test
  void agreesWithHighPrecisionValues() {
    for (double[] v : VALUES) {
      double actual = F64Math.polygamma((int) v[0], v[1]);
      assertTrue(
          Math.abs(actual - v[2]) <= 1e-13 * Math.abs(v[2]),
          () -> "polygamma(" + (int) v[0] + ", " + v[1] + ") = " + actual + ", not " + v[2]);
    }
  }

  @Test
  void lgammaIsAccurateNearItsZeros() {
    assertEquals(0.0, F64Math.polygamma(-1, 1.0));
    assertEquals(0.0, F64Math.polygamma(-1, 2.0));
    double z = 0x1p-30;
    double euler = 0.5772156649015329;
    double square = z * z * Math.PI * Math.PI / 12.0;
    assertEquals(-euler * z + square, F64Math.polygamma(-1, 1.0 + z), 1e-15 * z);
    assertEquals((1.0 - euler) * z, F64Math.polygamma(-1, 2.0 + z), 1e-9 * z);
  }

  @Test
  void hasPoles() {
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(infinity, F64Math.polygamma(-1, -3.0));
    assertEquals(infinity, F64Math.polygamma(-1, 0.0));
    assertEquals(-infinity, F64Math.polygamma(0, 0.0));
    assertEquals(infinity, F64Math.polygamma(0, -0.0));
    assertEquals(Double.NaN, F64Math.polygamma(0, -1.0));
    assertEquals(infinity, F64Math.polygamma(1, 0.0));
    assertEquals(infinity, F64Math.polygamma(1, -4.0));
    assertEquals(Double.NaN, F64Math.polygamma(2, -4.0));
  }

  @Test
  void hasLimits() {
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(infinity, F64Math.polygamma(-1, infinity));
    assertEquals(infinity, F64Math.polygamma(-1, -infinity));
    assertEquals(infinity, F64Math.polygamma(0, infinity));
    assertEquals(0.0, F64Math.polygamma(1, infinity));
    assertEquals(Double.NaN, F64Math.polygamma(0, -infinity));
    assertEquals(Double.NaN, F64Math.polygamma(1, -infinity));
    for (int n = -1; n < 4; n++) {
      assertEquals(Double.NaN, F64Math.polygamma(n, Double.NaN));
    }
  }

  @Test
  void singlePrecisionIsRoundedDouble() {
    assertEquals((float) F64Math.polygamma(-1, 0.1f), F32Math.polygamma(-1, 0.1f));
    assertEquals((float) F64Math.polygamma(0, 2.5), F32Math.polygamma(0, 2.5f));
  }

  @Test
  void refusesOrdersThatDoNotExist() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> F64Math.polygamma(-2, 1.0));
    assertEquals(
        "polygamma: order -2 is outside -1 (lgamma), 0 (digamma), 1 (trigamma), ... 150",
        e.getMessage());
  }
}
