// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.formats.Preprocessing;
import dev.navette.zoo.Architecture;

/// A network but for the sizes that the data decides; its text says what is settled.
public interface Blueprint {
  /// The network for some data.
  ///
  /// @param rowShape the shape of one row, such as `[1, 28, 28]`
  /// @param outputs classes, or 1 for a value
  /// @param preprocessing how rows were made: a text's has the number of tokens
  Architecture of(int[] rowShape, int outputs, Preprocessing preprocessing);
}
