// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.NearestName;
import dev.navette.optim.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the learning rate goes over a training, from the first step to the last.
public enum ScheduleChoice {
  /// The same throughout.
  CONSTANT,
  /// Falling evenly to 0: the noise of the last steps averages out.
  LINEAR,
  /// Falling to 0 along half a cosine (Loshchilov and Hutter 2016, without restarts).
  COSINE;

  /// The one called so.
  ///
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest
  static ScheduleChoice named(String name) {
    List<String> known = Arrays.stream(values()).map(ScheduleChoice::label).toList();
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

  /// The rate of each step.
  ///
  /// @param rate of the first
  /// @param steps how many there will be
  Schedule over(double rate, long steps) {
    return switch (this) {
      case CONSTANT -> Schedule.constant(rate);
      case LINEAR -> Schedule.linear(rate, 0, steps);
      case COSINE -> Schedule.cosine(rate, steps);
    };
  }
}
