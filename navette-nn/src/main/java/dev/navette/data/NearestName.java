// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Guesses which known name was meant by a misspelt one: a column, a flag, a task.
///
/// The distance is the optimal string alignment distance (insertions, deletions, substitutions and
/// swaps of neighbours), ignoring case and taking `-`, `_`, space and `.` for the same character.
public final class NearestName {
  private static final int LISTED = 20;

  private NearestName() {}

  /// The known name nearest to `given`, if one is near enough to be a misspelling: at most a third
  /// of its letters differ (but always one may), or one name begins with the other, which has at
  /// least three letters. Of equally near names the first wins.
  ///
  /// @param given what was written
  /// @param known the names that exist
  /// @return the likely one, or empty
  public static Optional<String> of(String given, Collection<String> known) {
    String wanted = plain(given);
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(wanted, plain(name));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    int length = Math.max(wanted.length(), plain(best).length());
    if (bestDistance <= Math.max(1, length / 3) && bestDistance < length) {
      return Optional.of(best);
    }
    return known.stream().filter(name -> isPrefix(wanted, plain(name))).findFirst();
  }

  /// The sentence for an unknown name, such as `unknown column 'agee'; did you mean 'age'?`, or,
  /// when nothing is near, the list of what is known.
  ///
  /// @param what what kind of name it is, such as `column`
  /// @param given what was written
  /// @param known the names that exist
  /// @return a message without a final full stop
  public static String message(String what, String given, Collection<String> known) {
    String start = "unknown " + what + " '" + given + "'; ";
    Optional<String> nearest = of(given, known);
    if (nearest.isPresent()) {
      return start + "did you mean '" + nearest.get() + "'?";
    }
    String list = known.stream().limit(LISTED).collect(Collectors.joining(", "));
    String more = known.size() > LISTED ? " and " + (known.size() - LISTED) + " more" : "";
    return start + (known.isEmpty() ? "there are none" : "known: " + list + more);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-').replace('.', '-');
  }

  private static boolean isPrefix(String a, String b) {
    return Math.min(a.length(), b.length()) >= 3 && (a.startsWith(b) || b.startsWith(a));
  }

  /// The optimal string alignment distance of two strings.
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(last[j] + 1, current[j - 1] + 1);
        best = Math.min(best, last[j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        current[j] = best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[b.length()];
  }
}
