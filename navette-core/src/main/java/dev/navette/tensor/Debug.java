// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import java.util.function.Supplier;

/// Tools for finding out what went wrong.
public final class Debug {
  private Debug() {}

  /// Runs `body` and checks everything that is evaluated inside it, operation by operation.
  ///
  /// The first operation that gives NaN or infinity, although none of its operands has one, throws
  /// a [NumericsException] that names the operation, what it is the gradient or part of, the line
  /// that recorded it, and the range of its operands. So does an operation that fails, such as a
  /// gather with an index out of range. Infinite constants, and infinities in what the program
  /// gives (masks), are no mistakes; NaN in it is.
  ///
  /// Every evaluation is carried out twice, once without fusion: slow, and with all intermediate
  /// values in memory, but with the bits that it has without the check. Of the inside of a loop
  /// ([Scan]) only the results are seen. Lines are known of what is recorded inside `body`. Outside
  /// it nothing is slower.
  ///
  /// ```java
  /// Debug.checkNumerics(() -> trainer.step(batch));
  /// ```
  public static void checkNumerics(Runnable body) {
    checkNumerics(() -> {
      body.run();
      return true;
    });
  }

  /// The same for a body with a result.
  public static <T> T checkNumerics(Supplier<T> body) {
    return NumericsCheck.during(body);
  }
}
