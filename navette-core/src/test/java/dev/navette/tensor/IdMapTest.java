// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IdMapTest {
  @Test
  void findsWhatWasPutAndNothingElse() {
    IdMap map = new IdMap();
    for (int round = 0; round < 3; round++) {
      // Half of the ids of one round occur in the next.
      for (int i = 0; i < 5000; i++) {
        assertEquals(-1, map.get(2500L * round + i));
        map.put(2500L * round + i, i);
      }
      for (int i = 0; i < 5000; i++) {
        assertEquals(i, map.get(2500L * round + i));
      }
      assertEquals(5000, map.size());
      assertEquals(2500L * round + 7, map.ids()[7]);
      map.clear();
    }
    assertEquals(0, map.size());
    assertArrayEquals(new long[0], map.ids());
  }
}
