// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;
import java.util.function.Function;

/// Examples that can be read in any order, by several threads at once.
///
/// ```java
/// Dataset<Example> faces = Dataset.of(paths).map(p -> Example.of(read(p), label(p)));
/// Loader<Example> loader = Loader.of(faces).batch(32).seed(42);
/// ```
///
/// @param <E> an example: [Example], or a type of your own with a [Collate]
public interface Dataset<E> {
  /// How many examples there are.
  int size();

  /// The example at `index`, 0 to `size() - 1`; the same for the same index, from any thread.
  E example(int index);

  /// The examples of a list.
  static <E> Dataset<E> of(List<? extends E> examples) {
    List<E> all = List.copyOf(examples);
    return new Dataset<>() {
      @Override
      public int size() {
        return all.size();
      }

      @Override
      public E example(int index) {
        return all.get(index);
      }
    };
  }

  /// Examples computed from these, each time one is read.
  default <F> Dataset<F> map(Function<? super E, ? extends F> function) {
    Dataset<E> source = this;
    return new Dataset<>() {
      @Override
      public int size() {
        return source.size();
      }

      @Override
      public F example(int index) {
        return function.apply(source.example(index));
      }
    };
  }

  /// Some of the examples, in this order, such as a part of a [Split].
  ///
  /// @throws IndexOutOfBoundsException if an index is none of an example
  default Dataset<E> rows(int[] indices) {
    int[] rows = indices.clone();
    for (int row : rows) {
      if (row < 0 || row >= size()) {
        throw new IndexOutOfBoundsException(
            "rows: there is no example " + row + "; they are 0 to " + (size() - 1));
      }
    }
    Dataset<E> source = this;
    return new Dataset<>() {
      @Override
      public int size() {
        return rows.length;
      }

      @Override
      public E example(int index) {
        return source.example(rows[index]);
      }
    };
  }
}
