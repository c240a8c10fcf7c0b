// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.Op;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTest {
  private final Variable w = new Variable(Tensor.of(new float[] {1, 2}, 2));

  @Test
  void operationsComeInTheOrderOfRecording() {
    Tensor x = Tensor.of(new float[] {3, 4}, 2);
    Tensor product = x.mul(w.value());
    Tensor y = product.exp();
    List<Recorded> all = Recorded.behind(List.of(y));
    assertEquals(
        List.of("input", "input", "mul", "exp"), all.stream().map(r -> r.op().label()).toList());
    assertEquals(Optional.of(w), all.get(0).variable());
    assertTrue(all.get(1).isGiven());
    assertSame(x, all.get(1).result());
    assertEquals(List.of(x, w.value()), all.get(2).inputs());
    assertSame(y, all.get(3).result());
  }

  @Test
  void assignmentBeforeAVariablesValueIsNotLookedInto() {
    w.assign(w.value().mul(2));
    List<Recorded> all = Recorded.behind(List.of(w.value().sum()));
    assertEquals(2, all.size());
    assertTrue(all.getLast().op() instanceof Op.Reduce);
  }

  @Test
  void whatWasAssignedTentativelyIsTakenBack() {
    Tensor before = w.value();
    Tensor y =
        Recorded.tentatively(
            List.of(w),
            () -> {
              w.assign(w.value().mul(2));
              return w.value().sum();
            });
    assertSame(before, w.value());
    assertEquals(0, y.rank());
    assertThrows(
        ArithmeticException.class,
        () ->
            Recorded.tentatively(
                List.of(w),
                () -> {
                  w.assign(w.value().mul(2));
                  throw new ArithmeticException();
                }));
    assertSame(before, w.value());
  }

  @Test
  void whatWasComputedCannotBeTakenBack() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Recorded.tentatively(
                    List.of(w),
                    () -> {
                      w.assign(w.value().mul(2));
                      return w.value().sum().item();
                    }));
    assertEquals(
        "tentatively: the body computed what it assigned to Variable f32(2), which cannot be taken"
            + " back; let it record only, without item(), eval() or a step of an optimizer",
        e.getMessage());
  }

  @Test
  void memoryIsThatOfThePlan() {
    Tensor x = Tensor.of(new float[64 * 64], 64, 64);
    MemoryUse use = Navette.memory(x.matmul(x).exp().sum());
    assertEquals(4 * 64 * 64, use.arguments());
    assertEquals(4, use.results());
    assertEquals(use.arguments() + use.intermediates() + use.results(), use.total());
  }
}
