// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class McCullochPittsNeuronTest {
  private static final boolean[] BITS = {false, true};

  @Test
  void andFiresWhenAllInputsAreOne() {
    for (boolean a : BITS) {
      for (boolean b : BITS) {
        for (boolean c : BITS) {
          assertEquals(a && b && c, McCullochPittsNeuron.and(3).fires(a, b, c));
        }
      }
    }
  }

  @Test
  void orFiresWhenAnInputIsOne() {
    for (boolean a : BITS) {
      for (boolean b : BITS) {
        for (boolean c : BITS) {
          assertEquals(a || b || c, McCullochPittsNeuron.or(3).fires(a, b, c));
        }
      }
    }
  }

  @Test
  void notFiresWhenItsInputIsZero() {
    assertTrue(McCullochPittsNeuron.not().fires(false));
    assertFalse(McCullochPittsNeuron.not().fires(true));
  }

  @Test
  void anInhibitoryInputSilencesWhateverTheOthersSay() {
    McCullochPittsNeuron neuron = new McCullochPittsNeuron(4, Set.of(3), 1);
    assertTrue(neuron.fires(true, true, true, false));
    assertFalse(neuron.fires(true, true, true, true));
  }

  @Test
  void threeNeuronsMakeXor() {
    McCullochPittsNeuron or = McCullochPittsNeuron.or(2);
    McCullochPittsNeuron and = McCullochPittsNeuron.and(2);
    for (boolean a : BITS) {
      for (boolean b : BITS) {
        assertEquals(a ^ b, McCullochPittsNeuron.andNot().fires(or.fires(a, b), and.fires(a, b)));
      }
    }
  }

  @Test
  void noSingleNeuronOfTwoInputsIsXor() {
    for (Set<Integer> inhibitory : Set.of(Set.<Integer>of(), Set.of(0), Set.of(1), Set.of(0, 1))) {
      for (int threshold = 0; threshold <= 3; threshold++) {
        McCullochPittsNeuron neuron = new McCullochPittsNeuron(2, inhibitory, threshold);
        boolean isXor = true;
        for (boolean a : BITS) {
          for (boolean b : BITS) {
            isXor &= neuron.fires(a, b) == (a ^ b);
          }
        }
        assertFalse(isXor, neuron.toString());
      }
    }
  }

  @Test
  void tellsItsRule() {
    assertEquals("fires if x0 + x1 >= 2", McCullochPittsNeuron.and(2).toString());
    assertEquals("fires if x0 >= 1 and x1 = 0", McCullochPittsNeuron.andNot().toString());
    assertEquals("fires if 0 >= 0 and x0 = 0", McCullochPittsNeuron.not().toString());
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertEquals(
        "McCullochPittsNeuron.fires: the neuron has 2 inputs, 1 were given",
        assertThrows(IllegalArgumentException.class, () -> McCullochPittsNeuron.and(2).fires(true))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> McCullochPittsNeuron.and(0));
    assertThrows(IllegalArgumentException.class, () -> new McCullochPittsNeuron(2, Set.of(), -1));
    assertThrows(IndexOutOfBoundsException.class, () -> new McCullochPittsNeuron(2, Set.of(2), 1));
  }
}
