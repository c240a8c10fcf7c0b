// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.plan.Reading.Terminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The groups so far: who computes what, who reads what from whom.
final class Grouping {
  /// How many loops that read the same are considered as a place for something more that reads it.
  private static final int MOST_READERS = 32;

  private static final Comparator<Group> LATEST_FIRST =
      Comparator.comparingInt((Group g) -> g.number).reversed();

  private final Reading reading;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Node, Group> makers = new IdentityHashMap<>();
  private final Map<Node, Set<Group>> readers = new IdentityHashMap<>();
  private final Map<Node, Set<Group>> delays = new IdentityHashMap<>();
  private final Precedence precedence = new Precedence();
  private int opened;

  Grouping(Reading reading) {
    this.reading = reading;
  }

  /// The groups, in the order in which they were opened.
  List<Group> groups() {
    return List.copyOf(groups);
  }

  /// The group that computes `node`, or null for an argument or what is computed where it is read.
  @Nullable Group maker(Node node) {
    return makers.get(node);
  }

  /// Which of the groups have to run before which.
  Precedence precedence() {
    return precedence;
  }

  /// Adds a group that begins with `first`.
  Group open(Group g, Node first) {
    g.number = opened++;
    groups.add(g);
    makers.put(first, g);
    return g;
  }

  /// Adds `node`, an element-wise operation or a reduction, to the loop of `g`.
  void join(Group g, Node node, List<Terminal> terminals) {
    g.members.add(node);
    makers.put(node, g);
    if (Spaces.same(g.space, node.shape())) {
      g.strides.addAll(reading.strides(node));
    }
    for (Terminal t : terminals) {
      if (!isOwnPlace(node, t)) {
        g.alignedReads.remove(t.node());
        g.strayReads.add(t.node());
      } else if (!g.strayReads.contains(t.node())) {
        g.alignedReads.add(t.node());
      }
    }
    read(g, terminals);
  }

  /// Whether `node` reads `terminal` only at the place that it computes.
  private static boolean isOwnPlace(Node node, Terminal terminal) {
    if (node.op() instanceof Op.Reduce r) {
      Shape space = node.input(0).shape();
      int from = Spaces.countAboveOne(space, r.from());
      int to = Spaces.countAboveOne(space, r.to());
      return Reading.isAligned(terminal, IndexMap.space(space), from, to);
    }
    return Reading.isAligned(terminal, IndexMap.space(node.shape()));
  }

  /// Adds `pick`, a result of a scan, to the scan's group.
  void result(Node pick) {
    Group g = Objects.requireNonNull(makers.get(pick.input(0)));
    g.results.add(pick);
    makers.put(pick, g);
  }

  /// Notes that `after` can be read only once `awaited` has been computed.
  void delay(Node after, Node awaited) {
    if (maker(awaited) instanceof Group g) {
      delays.computeIfAbsent(after, _ -> new LinkedHashSet<>()).add(g);
    }
  }

  /// The groups that have to run before `node` can be read, beside that which makes it.
  private Set<Group> delays(Node node) {
    Set<Group> all = new LinkedHashSet<>();
    for (Node n = node; reading.sharesMemory(n); n = n.input(0)) {
      all.addAll(delays.getOrDefault(n, Set.of()));
    }
    return all;
  }

  /// Notes that `g` reads `node` in the memory where it lies.
  void readThrough(Group g, Node node) {
    read(g, reading.memory(node));
    delays(node).forEach(d -> precedence.add(g, d));
  }

  /// Notes that `g` reads `terminals`, those from memory that it does not make itself.
  void read(Group g, List<Terminal> terminals) {
    for (Terminal t : terminals) {
      if (maker(reading.memory(t.node())) != g) {
        readThrough(g, t.node());
      }
    }
  }

  /// Notes that `g` reads `memory`.
  void read(Group g, Node memory) {
    g.reads.add(memory);
    readers.computeIfAbsent(memory, _ -> new LinkedHashSet<>()).add(g);
    Group maker = maker(memory);
    if (maker != null) {
      precedence.add(g, maker);
    }
  }

  /// Makes `loop` the part of `product` that computes its first operand.
  void absorb(Group product, Group loop, Node operand) {
    product.absorb(loop, operand);
    precedence.absorb(product, loop);
    groups.remove(loop);
    product.prologue.forEach(n -> makers.put(n, product));
    readers(operand).remove(product);
    for (Node read : loop.reads) {
      readers(read).remove(loop);
      readers(read).add(product);
    }
  }

  /// The groups that something read like `terminals` would best be computed in: those that make
  /// what is read, then loops that read the same; the latest first.
  List<Group> candidates(List<Terminal> terminals) {
    Set<Group> making = new TreeSet<>(LATEST_FIRST);
    Set<Group> reading = new TreeSet<>(LATEST_FIRST);
    for (Terminal t : terminals) {
      if (maker(t.node()) instanceof Group g) {
        making.add(g);
      }
      if (t.node().shape().size() > 1) {
        reading.addAll(readers(t.node()));
      }
    }
    return Stream.concat(
            making.stream(),
            reading.stream()
                .filter(g -> g.kind == Group.Kind.LOOP && !making.contains(g))
                .limit(MOST_READERS))
        .toList();
  }

  /// The groups that read `memory`.
  Set<Group> readers(Node memory) {
    return readers.getOrDefault(memory, Set.of());
  }

  /// Whether nothing that the terminals need depends on `g`.
  boolean isIndependent(Group g, List<Terminal> terminals) {
    for (Terminal t : terminals) {
      Group h = maker(reading.memory(t.node()));
      if (h != null && h != g && precedence.isAfter(h, g)) {
        return false;
      }
      if (h == g && maker(t.node()) != g) {
        // Read through a reshape: it has to be in memory, so it cannot be this group's own.
        return false;
      }
      if (delays(t.node()).stream().anyMatch(d -> d == g || precedence.isAfter(d, g))) {
        return false;
      }
    }
    return true;
  }

  /// The nodes that one group reads and another, or an output, needs in memory.
  Set<Node> stored(List<Node> outputs) {
    Set<Node> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    stored.addAll(outputs);
    for (Group g : groups) {
      for (Node read : g.reads) {
        if (maker(read) != g) {
          stored.add(read);
        }
      }
    }
    return stored;
  }
}
