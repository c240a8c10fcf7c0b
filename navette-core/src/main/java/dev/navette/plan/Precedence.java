// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which groups have to run before which, as far as is known: a graph without circles that grows.
///
/// Each group has a level above those of all that come before it, so that the question whether one
/// group comes after another looks only at groups with levels between theirs.
final class Precedence {
  private static final class Place {
    final Group group;
    final Set<Place> before = new LinkedHashSet<>();
    final Set<Place> after = new LinkedHashSet<>();
    int level;

    /// The last question that passed here.
    long question;

    Place(Group group) {
      this.group = group;
    }
  }

  private final Map<Group, Place> places = new IdentityHashMap<>();
  private long questions;
  private long steps;

  /// No level is above this: the number of groups there ever were.
  private int highest;

  private Place place(Group g) {
    return places.computeIfAbsent(
        g,
        added -> {
          highest++;
          return new Place(added);
        });
  }

  /// Notes that `later` cannot run before `earlier` has.
  void add(Group later, Group earlier) {
    add(place(later), place(earlier));
  }

  private void add(Place later, Place earlier) {
    if (!later.before.add(earlier)) {
      return;
    }
    earlier.after.add(later);
    Deque<Place> raised = new ArrayDeque<>();
    raise(later, earlier.level + 1, raised);
    while (!raised.isEmpty()) {
      Place p = raised.pop();
      p.after.forEach(a -> raise(a, p.level + 1, raised));
    }
  }

  private void raise(Place place, int level, Deque<Place> raised) {
    steps++;
    if (place.level < level) {
      if (level > highest) {
        throw new IllegalStateException("the groups depend on each other in a circle");
      }
      place.level = level;
      raised.push(place);
    }
  }

  /// Removes `absorbed`, which runs as part of `absorber` from now on.
  void absorb(Group absorber, Group absorbed) {
    Place whole = place(absorber);
    Place gone = place(absorbed);
    for (Place b : gone.before) {
      b.after.remove(gone);
      add(whole, b);
    }
    for (Place a : gone.after) {
      a.before.remove(gone);
      if (a != whole) {
        add(a, whole);
      }
    }
    places.remove(absorbed);
  }

  /// Whether `group` cannot run before `other` has.
  boolean isAfter(Group group, Group other) {
    Place target = place(other);
    Deque<Place> open = new ArrayDeque<>();
    open.push(place(group));
    questions++;
    while (!open.isEmpty()) {
      for (Place b : open.pop().before) {
        steps++;
        if (b == target) {
          return true;
        }
        if (b.level > target.level && b.question != questions) {
          b.question = questions;
          open.push(b);
        }
      }
    }
    return false;
  }

  /// The groups that have to wait for `group` itself.
  List<Group> after(Group group) {
    return place(group).after.stream().map(p -> p.group).toList();
  }

  /// How many groups `group` itself has to wait for.
  int waitsFor(Group group) {
    return place(group).before.size();
  }

  /// How many connections were followed so far, the measure of the work done.
  long steps() {
    return steps;
  }
}
