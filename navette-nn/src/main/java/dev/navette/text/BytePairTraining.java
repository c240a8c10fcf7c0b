// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.text.BytePairTokenizer.Merge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// Learns merges of byte pairs. Counts of pairs are kept up to date: a merge touches only the words
/// that have the pair, and of those only the neighbours of the pair. Candidates wait in a heap; one
/// whose count has changed since is put back when its turn comes.
final class BytePairTraining {
  private static final int LEAST_COUNT = 2;

  /// A word of the texts, as far as it is merged.
  private static final class Word {
    private int[] symbols;
    private final long count;

    Word(int[] symbols, long count) {
      this.symbols = symbols;
      this.count = count;
    }
  }

  /// Where a pair is: at least in the words of the list that have it still.
  private static final class Pair {
    private long count;
    private final List<Word> words = new ArrayList<>();
  }

  private record Candidate(long count, long pair) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return count != other.count
          ? Long.compare(other.count, count)
          : Long.compare(pair, other.pair);
    }
  }

  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();
  private final List<String> tokens;
  private final int firstId;
  private final List<Merge> merges = new ArrayList<>();

  private BytePairTraining(List<String> letters, int firstId) {
    this.tokens = new ArrayList<>(letters);
    this.firstId = firstId;
  }

  static BytePairTokenizer train(Iterable<String> texts, int size, Collection<Special> specials) {
    List<String> letters = ByteAlphabet.letters();
    int reserved = new TreeSet<>(specials).size();
    if (size < reserved + letters.size()) {
      throw new IllegalArgumentException(
          "byte pairs: a vocabulary of "
              + size
              + " tokens is too small; it has "
              + reserved
              + " special ones and "
              + letters.size()
              + " letters, so ask for "
              + (reserved + letters.size())
              + " or more");
    }
    BytePairTraining training = new BytePairTraining(letters, reserved);
    training.count(texts);
    boolean merging = true;
    while (merging && training.tokens.size() + reserved < size) {
      merging = training.mergeBest();
    }
    return new BytePairTokenizer(Vocabulary.of(specials, training.tokens), training.merges, false);
  }

  private void count(Iterable<String> texts) {
    Map<String, Long> counts = new HashMap<>();
    for (String text : texts) {
      for (String piece : BytePairTokenizer.pieces(text)) {
        counts.merge(piece, 1L, Long::sum);
      }
    }
    int[] letterIds = new int[256];
    for (int b = 0; b < 256; b++) {
      letterIds[b] = firstId + tokens.indexOf(String.valueOf(ByteAlphabet.spelled((byte) b)));
    }
    counts.forEach((piece, count) -> {
      byte[] bytes = Wtf8.encode(piece);
      int[] symbols = new int[bytes.length];
      Arrays.setAll(symbols, i -> letterIds[bytes[i] & 0xFF]);
      Word word = new Word(symbols, count);
      for (int i = 0; i + 1 < symbols.length; i++) {
        add(word, symbols[i], symbols[i + 1], pairs);
      }
    });
    pairs.forEach((pair, stands) -> candidates.add(new Candidate(stands.count, pair)));
  }

  private void add(Word word, int left, int right, Map<Long, Pair> grown) {
    long key = BytePairTokenizer.pair(left, right);
    Pair pair = pairs.computeIfAbsent(key, _ -> new Pair());
    pair.count += word.count;
    if (pair.words.isEmpty() || pair.words.getLast() != word) {
      pair.words.add(word);
    }
    grown.put(key, pair);
  }

  private void remove(Word word, int left, int right) {
    Pair pair = pairs.get(BytePairTokenizer.pair(left, right));
    if (pair != null) {
      pair.count -= word.count;
    }
  }

  /// Merges the most frequent pair; false if none occurs often enough.
  private boolean mergeBest() {
    while (!candidates.isEmpty()) {
      Candidate best = candidates.remove();
      Pair pair = pairs.get(best.pair);
      long count = pair == null ? 0 : pair.count;
      if (pair != null && count == best.count && count >= LEAST_COUNT) {
        merge(best.pair, pair);
        return true;
      }
      if (count >= LEAST_COUNT) {
        candidates.add(new Candidate(count, best.pair));
      }
    }
    return false;
  }

  private void merge(long key, Pair pair) {
    int left = (int) (key >> Integer.SIZE);
    int right = (int) key;
    int merged = firstId + tokens.size();
    Merge merge = new Merge(tokens.get(left - firstId), tokens.get(right - firstId));
    merges.add(merge);
    tokens.add(merge.left() + merge.right());
    Map<Long, Pair> grown = new HashMap<>();
    pairs.remove(key);
    for (Word word : pair.words) {
      replace(word, left, right, merged, grown);
    }
    grown.forEach((other, stands) -> candidates.add(new Candidate(stands.count, other)));
  }

  private void replace(Word word, int left, int right, int merged, Map<Long, Pair> grown) {
    int[] symbols = word.symbols;
    int kept = 0;
    int i = 0;
    while (i < symbols.length) {
      if (symbols[i] != left || i + 1 == symbols.length || symbols[i + 1] != right) {
        symbols[kept++] = symbols[i++];
        continue;
      }
      if (kept > 0) {
        remove(word, symbols[kept - 1], left);
        add(word, symbols[kept - 1], merged, grown);
      }
      if (i + 2 < symbols.length) {
        remove(word, right, symbols[i + 2]);
        add(word, merged, symbols[i + 2], grown);
      }
      symbols[kept++] = merged;
      i += 2;
    }
    if (kept < symbols.length) {
      word.symbols = Arrays.copyOf(symbols, kept);
    }
  }
}
