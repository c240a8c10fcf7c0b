// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Iterator;

/// Examples that come one after another, as many as there are: lines of files, records of a log.
///
/// @param <E> an example
@FunctionalInterface
public interface DataStream<E> {
  /// Starts an epoch. To resume within one, its first examples are read again and dropped, so the
  /// same epoch must give the same examples.
  ///
  /// @param epoch counted from 1
  Iterator<E> open(int epoch);
}
