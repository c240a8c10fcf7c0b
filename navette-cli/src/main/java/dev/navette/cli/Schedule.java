// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.NearestName;
import dev.navette.optim.Optimizer;
import dev.navette.train.EpochLog;
import dev.navette.train.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the learning rate goes over a training, from the first step to the last.
enum Schedule {
  /// The same throughout.
  CONSTANT,
  /// Falling evenly to 0: the noise of the last steps averages out.
  LINEAR,
  /// Falling to 0 along half a cosine (Loshchilov and Hutter 2016, without restarts).
  COSINE;

  /// The one called so.
  ///
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest
  static Schedule named(String name) {
    List<String> known = Arrays.stream(values()).map(Schedule::label).toList();
    int index = known.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(NearestName.message("schedule", name, known));
    }
    return values()[index];
  }

  /// The name in lower case.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the learning rate is multiplied by.
  ///
  /// @param part how much of the training is done, from 0 to 1
  double factor(double part) {
    return switch (this) {
      case CONSTANT -> 1;
      case LINEAR -> 1 - part;
      case COSINE -> (1 + StrictMath.cos(Math.PI * part)) / 2;
    };
  }

  /// Progress that sets the rate of the next step after each one.
  Progress driving(Optimizer optimizer) {
    double rate = optimizer.learningRate();
    return new Progress() {
      @Override
      public void batch(int epoch, int epochs, int row, int rows, double loss) {
        optimizer.setLearningRate(rate * factor((epoch - 1 + (double) row / rows) / epochs));
      }

      @Override
      public void epoch(EpochLog log, int epochs) {}
    };
  }
}
