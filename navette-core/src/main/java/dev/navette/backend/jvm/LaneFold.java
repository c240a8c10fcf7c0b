// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Op;

/// Combines the lanes of a reduction into one value in the order that [Op.Reduce] fixes: lane `l`
/// takes lane `l + s` for s = 32, 16, 8, 4, 2, 1. Bool and u8 have `int` lanes.
///
/// With fewer than 64 elements the lanes beyond them would hold the identity, and combining a lane
/// with it changes no bit (a sum's lane starts at +0, so it is never -0); so those are left out.
final class LaneFold {
  /// Lanes that mostly are left, after the vectors have been combined.
  private static final int VECTOR = 8;

  private LaneFold() {}

  private static int lanes(int n) {
    return Math.min(n, Op.Reduce.LANES);
  }

  /// The largest power of two below `lanes`, or 0.
  private static int half(int lanes) {
    return Integer.highestOneBit(Math.max(lanes - 1, 0));
  }

  /// Sets the lanes that a row of `n` elements uses to `identity`.
  static void clear(float[] lanes, int n, float identity) {
    for (int l = 0, end = lanes(n); l < end; l++) {
      lanes[l] = identity;
    }
  }

  static float sum(float[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return sumOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] += lanes[l + 32];
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] += lanes[l + 16];
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] += lanes[l + 8];
      }
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }

  private static float sumOfFew(float[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] += lanes[l + s];
      }
    }
    return n == 0 ? 0f : lanes[0];
  }

  static float prod(float[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return prodOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] *= lanes[l + 32];
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] *= lanes[l + 16];
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] *= lanes[l + 8];
      }
    }
    return ((lanes[0] * lanes[4]) * (lanes[2] * lanes[6]))
        * ((lanes[1] * lanes[5]) * (lanes[3] * lanes[7]));
  }

  private static float prodOfFew(float[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] *= lanes[l + s];
      }
    }
    return n == 0 ? 1f : lanes[0];
  }

  static float max(float[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return maxOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 32]);
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 16]);
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 8]);
      }
    }
    return Math.max(
        Math.max(Math.max(lanes[0], lanes[4]), Math.max(lanes[2], lanes[6])),
        Math.max(Math.max(lanes[1], lanes[5]), Math.max(lanes[3], lanes[7])));
  }

  private static float maxOfFew(float[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Float.NEGATIVE_INFINITY : lanes[0];
  }

  static float min(float[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return minOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 32]);
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 16]);
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 8]);
      }
    }
    return Math.min(
        Math.min(Math.min(lanes[0], lanes[4]), Math.min(lanes[2], lanes[6])),
        Math.min(Math.min(lanes[1], lanes[5]), Math.min(lanes[3], lanes[7])));
  }

  private static float minOfFew(float[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Float.POSITIVE_INFINITY : lanes[0];
  }

  /// Sets the lanes that a row of `n` elements uses to `identity`.
  static void clear(double[] lanes, int n, double identity) {
    for (int l = 0, end = lanes(n); l < end; l++) {
      lanes[l] = identity;
    }
  }

  static double sum(double[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return sumOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] += lanes[l + 32];
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] += lanes[l + 16];
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] += lanes[l + 8];
      }
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }

  private static double sumOfFew(double[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] += lanes[l + s];
      }
    }
    return n == 0 ? 0.0 : lanes[0];
  }

  static double prod(double[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return prodOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] *= lanes[l + 32];
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] *= lanes[l + 16];
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] *= lanes[l + 8];
      }
    }
    return ((lanes[0] * lanes[4]) * (lanes[2] * lanes[6]))
        * ((lanes[1] * lanes[5]) * (lanes[3] * lanes[7]));
  }

  private static double prodOfFew(double[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] *= lanes[l + s];
      }
    }
    return n == 0 ? 1.0 : lanes[0];
  }

  static double max(double[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return maxOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 32]);
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 16]);
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + 8]);
      }
    }
    return Math.max(
        Math.max(Math.max(lanes[0], lanes[4]), Math.max(lanes[2], lanes[6])),
        Math.max(Math.max(lanes[1], lanes[5]), Math.max(lanes[3], lanes[7])));
  }

  private static double maxOfFew(double[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Double.NEGATIVE_INFINITY : lanes[0];
  }

  static double min(double[] lanes, int n) {
    if (n != VECTOR) {
      if (n < Op.Reduce.LANES) {
        return minOfFew(lanes, n);
      }
      for (int l = 0; l < 32; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 32]);
      }
      for (int l = 0; l < 16; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 16]);
      }
      for (int l = 0; l < 8; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + 8]);
      }
    }
    return Math.min(
        Math.min(Math.min(lanes[0], lanes[4]), Math.min(lanes[2], lanes[6])),
        Math.min(Math.min(lanes[1], lanes[5]), Math.min(lanes[3], lanes[7])));
  }

  private static double minOfFew(double[] lanes, int n) {
    for (int m = n, s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Double.POSITIVE_INFINITY : lanes[0];
  }

  /// Sets the lanes that a row of `n` elements uses to `identity`.
  static void clear(int[] lanes, int n, int identity) {
    for (int l = 0, end = lanes(n); l < end; l++) {
      lanes[l] = identity;
    }
  }

  static int sum(int[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] += lanes[l + s];
      }
    }
    return n == 0 ? 0 : lanes[0];
  }

  static int prod(int[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] *= lanes[l + s];
      }
    }
    return n == 0 ? 1 : lanes[0];
  }

  static int max(int[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Integer.MIN_VALUE : lanes[0];
  }

  static int min(int[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Integer.MAX_VALUE : lanes[0];
  }

  /// Sets the lanes that a row of `n` elements uses to `identity`.
  static void clear(long[] lanes, int n, long identity) {
    for (int l = 0, end = lanes(n); l < end; l++) {
      lanes[l] = identity;
    }
  }

  static long sum(long[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] += lanes[l + s];
      }
    }
    return n == 0 ? 0L : lanes[0];
  }

  static long prod(long[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] *= lanes[l + s];
      }
    }
    return n == 0 ? 1L : lanes[0];
  }

  static long max(long[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.max(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Long.MIN_VALUE : lanes[0];
  }

  static long min(long[] lanes, int n) {
    for (int m = lanes(n), s = half(m); s > 0; m = s, s >>= 1) {
      for (int l = 0; l < m - s; l++) {
        lanes[l] = Math.min(lanes[l], lanes[l + s]);
      }
    }
    return n == 0 ? Long.MAX_VALUE : lanes[0];
  }
}
