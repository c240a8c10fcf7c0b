// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Byte-level byte-pair encoding, as GPT-2 has it. Lossless for any string.
///
/// A text is cut into words, each with the space before it; a word is its bytes in UTF-8, each
/// spelled as a visible character. Of all neighbours in a word, the pair that was merged first in
/// training becomes one token, from left to right, until no pair is left to merge.
///
/// P. Gage, *A New Algorithm for Data Compression*, 1994; R. Sennrich, B. Haddow, A. Birch, *Neural
/// Machine Translation of Rare Words with Subword Units*, ACL 2016; A. Radford et al., *Language
/// Models are Unsupervised Multitask Learners*, 2019.
public final class BytePairTokenizer implements Tokenizer {
  static final String KIND = "byte-pairs";

  private static final Pattern PIECE =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
              + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");
  private static final int REMEMBERED = 1 << 16;
  private static final int LONGEST_REMEMBERED = 64;

  /// Two tokens that become one.
  ///
  /// @param left spelled as in the vocabulary
  /// @param right spelled as in the vocabulary
  public record Merge(String left, String right) {}

  private record Joined(int rank, int id) {}

  private final Vocabulary vocabulary;
  private final List<Merge> merges;
  private final boolean prefixSpace;
  private final int[] letters = new int[256];
  private final Map<Long, Joined> joined = new HashMap<>();
  private final Map<String, int[]> remembered = new ConcurrentHashMap<>();

  /// A tokenizer that was trained elsewhere.
  ///
  /// @param vocabulary with the 256 letters that stand for bytes
  /// @param merges in the order in which they were learnt
  /// @param prefixSpace whether a text that does not begin with a space gets one; a decoded text
  ///   then keeps it
  /// @throws IllegalArgumentException if a letter or a part or result of a merge is no token
  public BytePairTokenizer(Vocabulary vocabulary, List<Merge> merges, boolean prefixSpace) {
    this.vocabulary = vocabulary;
    this.merges = List.copyOf(merges);
    this.prefixSpace = prefixSpace;
    for (int b = 0; b < 256; b++) {
      letters[b] = known(String.valueOf(ByteAlphabet.spelled((byte) b)), "the letter of a byte");
    }
    for (int rank = 0; rank < merges.size(); rank++) {
      Merge merge = merges.get(rank);
      String of = "needed by merge " + rank;
      long pair = pair(known(merge.left(), of), known(merge.right(), of));
      joined.putIfAbsent(pair, new Joined(rank, known(merge.left() + merge.right(), of)));
    }
  }

  private int known(String token, String why) {
    return vocabulary
        .find(token)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "byte pairs: the vocabulary has no token '" + token + "', " + why));
  }

  /// Learns from texts which pairs to merge: again and again the pair that occurs most often, of
  /// equally frequent ones that with the lower numbers, as long as it occurs twice.
  ///
  /// @param texts to learn from
  /// @param size how many tokens there may be: the special ones, 256 letters, and merges
  /// @param specials come first in the vocabulary
  /// @throws IllegalArgumentException if the size has no room for special tokens and letters
  public static BytePairTokenizer train(
      Iterable<String> texts, int size, Collection<Special> specials) {
    return BytePairTraining.train(texts, size, specials);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The merges in the order in which they were learnt.
  public List<Merge> merges() {
    return merges;
  }

  /// Whether a text that does not begin with a space gets one.
  public boolean prefixSpace() {
    return prefixSpace;
  }

  /// The pieces of a text within which pairs are merged; together they are the text.
  static List<String> pieces(String text) {
    Matcher pieces = PIECE.matcher(text);
    return pieces.results().map(java.util.regex.MatchResult::group).toList();
  }

  static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  @Override
  public int[] encode(String text) {
    String spaced = prefixSpace && !text.startsWith(" ") && !text.isEmpty() ? " " + text : text;
    IntStream.Builder ids = IntStream.builder();
    Matcher pieces = PIECE.matcher(spaced);
    while (pieces.find()) {
      for (int id : piece(pieces.group())) {
        ids.add(id);
      }
    }
    return ids.build().toArray();
  }

  private int[] piece(String piece) {
    int[] known = remembered.get(piece);
    if (known != null) {
      return known;
    }
    byte[] bytes = Wtf8.encode(piece);
    int[] ids = new int[bytes.length];
    Arrays.setAll(ids, i -> letters[bytes[i] & 0xFF]);
    int[] merged = merged(ids);
    if (piece.length() <= LONGEST_REMEMBERED && remembered.size() < REMEMBERED) {
      remembered.put(piece, merged);
    }
    return merged;
  }

  /// Merges in place: a token that was joined to the one before it becomes -1.
  private int[] merged(int[] ids) {
    int[] next = new int[ids.length];
    int[] before = new int[ids.length];
    PriorityQueue<Long> waiting = new PriorityQueue<>();
    for (int i = 0; i < ids.length; i++) {
      next[i] = i + 1;
      before[i] = i - 1;
    }
    for (int i = 0; i < ids.length; i++) {
      offer(waiting, ids, i, next[i]);
    }
    while (!waiting.isEmpty()) {
      long first = waiting.remove();
      int at = (int) first;
      int right = next[at];
      if (ids[at] < 0 || right >= ids.length) {
        continue;
      }
      Joined join = joined.get(pair(ids[at], ids[right]));
      if (join == null || join.rank != first >> Integer.SIZE) {
        continue;
      }
      ids[at] = join.id;
      ids[right] = -1;
      next[at] = next[right];
      if (next[at] < ids.length) {
        before[next[at]] = at;
      }
      offer(waiting, ids, at, next[at]);
      if (before[at] >= 0) {
        offer(waiting, ids, before[at], at);
      }
    }
    return Arrays.stream(ids).filter(id -> id >= 0).toArray();
  }

  private void offer(PriorityQueue<Long> waiting, int[] ids, int left, int right) {
    if (right < ids.length) {
      Joined join = joined.get(pair(ids[left], ids[right]));
      if (join != null) {
        waiting.add(pair(join.rank, left));
      }
    }
  }

  /// The text of tokens, special ones left out. Bytes that are no character, such as the first half
  /// of one whose second half is still to come, become U+FFFD.
  @Override
  public String decode(int[] ids) {
    byte[] bytes = new byte[256];
    int length = 0;
    for (int id : ids) {
      String token = vocabulary.token(id);
      if (vocabulary.isSpecial(id)) {
        continue;
      }
      byte[] meant = meant(token);
      if (length + meant.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + meant.length));
      }
      System.arraycopy(meant, 0, bytes, length, meant.length);
      length += meant.length;
    }
    return Wtf8.decode(bytes, length);
  }

  /// The bytes that a token stands for; a token that is not spelled in letters is plain text.
  private static byte[] meant(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = ByteAlphabet.meant(token.charAt(i));
      if (b < 0) {
        return Wtf8.encode(token);
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("prefix_space", prefixSpace);
    map.put("merges", merges.stream().map(m -> m.left() + " " + m.right()).toList());
    map.put("vocabulary", vocabulary.toMap());
    return map;
  }

  static BytePairTokenizer fromMap(StoredMap map) {
    return new BytePairTokenizer(
        Vocabulary.fromMap(map.map("vocabulary")),
        map.texts("merges").stream().map(BytePairTokenizer::merge).toList(),
        map.truth("prefix_space"));
  }

  private static Merge merge(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException(
          "tokenizer: expected two tokens with a space between in 'merges', found '" + text + "'");
    }
    return new Merge(text.substring(0, space), text.substring(space + 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePairTokenizer that
        && vocabulary.equals(that.vocabulary)
        && merges.equals(that.merges)
        && prefixSpace == that.prefixSpace;
  }

  @Override
  public int hashCode() {
    return merges.hashCode();
  }

  @Override
  public String toString() {
    return "BytePairTokenizer[" + vocabulary + ", " + merges.size() + " merges]";
  }
}
