// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Tokens and their numbers, 0 to `size() - 1`; some tokens are special.
///
/// ```java
/// Vocabulary words = Vocabulary.counted(tokens, 2, 10_000, EnumSet.of(Special.PAD, Special.UNKNOWN));
/// int id = words.id("navette");          // the unknown one if there is no such token
/// ```
public final class Vocabulary {
  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final EnumMap<Special, Integer> roles;
  private final Set<Integer> special;

  private Vocabulary(List<String> tokens, Map<Special, Integer> roles, Set<Integer> others) {
    this.tokens = List.copyOf(tokens);
    this.ids = HashMap.newHashMap(tokens.size());
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (Wtf8.hasLoneSurrogate(token)) {
        throw new IllegalArgumentException(
            "vocabulary: token " + id + " has half a character (a lone surrogate); leave it out");
      }
      Integer before = ids.put(token, id);
      if (before != null) {
        throw new IllegalArgumentException(
            "vocabulary: '"
                + token
                + "' is token "
                + before
                + " and token "
                + id
                + "; list it once");
      }
    }
    this.roles = new EnumMap<>(Special.class);
    this.roles.putAll(roles);
    this.special = new TreeSet<>(others);
    special.addAll(roles.values());
    for (int id : special) {
      if (id < 0 || id >= tokens.size()) {
        throw new IllegalArgumentException(
            "vocabulary: there is no special token " + id + "; tokens are 0 to " + (size() - 1));
      }
    }
  }

  /// These special tokens in their usual spelling, in the order of [Special], then these tokens.
  ///
  /// @throws IllegalArgumentException if a token is there twice
  public static Vocabulary of(Collection<Special> specials, List<String> tokens) {
    List<String> all = new ArrayList<>();
    Map<Special, Integer> roles = new EnumMap<>(Special.class);
    for (Special role : new TreeSet<>(specials)) {
      roles.put(role, all.size());
      all.add(role.spelling());
    }
    all.addAll(tokens);
    return new Vocabulary(all, roles, Set.of());
  }

  /// Tokens in the order of their numbers, some of which have a role; several roles may share one.
  ///
  /// @param roles the token of each special role there is
  /// @param others special tokens without a role
  /// @throws IllegalArgumentException if a token is there twice, or a special one is not there
  public static Vocabulary of(
      List<String> tokens, Map<Special, String> roles, Collection<String> others) {
    Map<String, Integer> ids = new HashMap<>();
    tokens.forEach(token -> ids.put(token, ids.size()));
    Map<Special, Integer> roleIds = new EnumMap<>(Special.class);
    roles.forEach((role, token) -> roleIds.put(role, ids.getOrDefault(token, -1)));
    Set<Integer> otherIds = new LinkedHashSet<>();
    others.forEach(token -> otherIds.add(ids.getOrDefault(token, -1)));
    return new Vocabulary(tokens, roleIds, otherIds);
  }

  /// The special tokens, then the tokens that occur at least `leastCount` times, the most frequent
  /// first, of equally frequent ones the first in the order of their letters.
  ///
  /// @param tokens as they occur
  /// @param leastCount how often a token must occur, 1 or more
  /// @param most how many tokens there may be, special ones included
  /// @throws IllegalArgumentException if a number is below 1, or fewer than the special tokens
  public static Vocabulary counted(
      Iterable<String> tokens, int leastCount, int most, Collection<Special> specials) {
    if (leastCount < 1 || most < Math.max(1, specials.size())) {
      throw new IllegalArgumentException(
          "vocabulary: a token must occur "
              + leastCount
              + " times, of at most "
              + most
              + " tokens; both must be 1 or more, with room for the special ones");
    }
    Map<String, Long> counts = new HashMap<>();
    for (String token : tokens) {
      if (!Wtf8.hasLoneSurrogate(token)) {
        counts.merge(token, 1L, Long::sum);
      }
    }
    for (Special role : specials) {
      counts.remove(role.spelling());
    }
    List<String> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= leastCount)
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(most - (long) Set.copyOf(specials).size())
            .map(Map.Entry::getKey)
            .toList();
    return of(specials, kept);
  }

  /// How many tokens there are.
  public int size() {
    return tokens.size();
  }

  /// All tokens in the order of their numbers.
  public List<String> tokens() {
    return tokens;
  }

  /// The token with a number.
  ///
  /// @throws IllegalArgumentException if there is none
  public String token(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "vocabulary: there is no token " + id + "; tokens are 0 to " + (tokens.size() - 1));
    }
    return tokens.get(id);
  }

  /// The number of a token, if it is one.
  public OptionalInt find(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// The number of a token, or of the unknown one.
  ///
  /// @throws IllegalArgumentException if it is not there, and no unknown one either
  public int id(String token) {
    Integer id = ids.getOrDefault(token, roles.get(Special.UNKNOWN));
    if (id == null) {
      throw new IllegalArgumentException(
          "vocabulary: there is no token '"
              + token
              + "' among "
              + size()
              + ", and none for the unknown; add Special.UNKNOWN when the vocabulary is made");
    }
    return id;
  }

  /// The number of the token with a role, if there is one.
  public OptionalInt find(Special role) {
    Integer id = roles.get(role);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// The number of the token with a role.
  ///
  /// @throws IllegalStateException if there is none
  public int id(Special role) {
    return find(role)
        .orElseThrow(() ->
            new IllegalStateException(
                "vocabulary: it has no token "
                    + role
                    + "; name Special."
                    + role
                    + " when the vocabulary is made"));
  }

  /// Whether a token is special, with a role or without.
  public boolean isSpecial(int id) {
    return special.contains(id);
  }

  /// The numbers of the special tokens, ascending.
  public List<Integer> specials() {
    return List.copyOf(special);
  }

  /// What makes the same vocabulary again, as JSON has it: texts, numbers, lists and maps.
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    Map<String, Object> named = new LinkedHashMap<>();
    roles.forEach((role, id) -> named.put(role.name(), id));
    map.put("roles", named);
    map.put("specials", specials());
    map.put("tokens", tokens);
    return map;
  }

  /// What [#toMap()] gave.
  ///
  /// @throws IllegalArgumentException if something is missing or of another kind
  public static Vocabulary fromMap(Map<String, ?> map) {
    return fromMap(new StoredMap("vocabulary", map));
  }

  static Vocabulary fromMap(StoredMap map) {
    StoredMap named = map.map("roles");
    Map<Special, Integer> roles = new EnumMap<>(Special.class);
    for (Special role : Special.values()) {
      if (named.content().containsKey(role.name())) {
        roles.put(role, named.integer(role.name()));
      }
    }
    return new Vocabulary(map.texts("tokens"), roles, Set.copyOf(map.integers("specials")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && tokens.equals(that.tokens)
        && roles.equals(that.roles)
        && special.equals(that.special);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary["
        + size()
        + " tokens, special: "
        + special.stream().map(this::token).toList()
        + "]";
  }
}
