// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Where nodes come from, in words, for as long as somebody asks: which line recorded an operation,
/// and of which composite or gradient a node is part. Nothing is kept outside of [#trace].
public final class Provenance {
  private static final ScopedValue<Provenance> CURRENT = ScopedValue.newInstance();

  private final Map<Node, String> origins = new IdentityHashMap<>();
  private String now = "";

  /// Knows of no node yet.
  public Provenance() {}

  /// Runs `work`, all of whose nodes are then known to this.
  public <T> T trace(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// Says where `node` comes from.
  public void put(Node node, String origin) {
    origins.put(node, origin);
  }

  /// Where `node` comes from, as the rest of a phrase that begins with the operation.
  public String of(Node node) {
    return origins.getOrDefault(node, now);
  }

  /// Runs `work`, whose new nodes are part of `node`.
  ///
  /// @param how such as `in the gradient of`
  public static <T> T within(String how, Node node, Supplier<T> work) {
    if (!CURRENT.isBound()) {
      return work.get();
    }
    Provenance p = CURRENT.get();
    String outer = p.now;
    p.now = " " + how + " " + node.op().label() + p.of(node);
    try {
      return work.get();
    } finally {
      p.now = outer;
    }
  }

  /// A node was made.
  static void made(Node node) {
    if (CURRENT.isBound()) {
      Provenance p = CURRENT.get();
      p.origins.put(node, p.now);
    }
  }

  /// A node was made that takes the place of another.
  static void copied(Node copy, Node original) {
    if (CURRENT.isBound()) {
      Provenance p = CURRENT.get();
      p.origins.put(copy, p.of(original));
    }
  }
}
