// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.DType;
import dev.navette.memory.HostBuffer;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Slabs that plans take for one run and give back. Plans share them, so that all that run one
/// after the other need the memory of the largest; a slab that is too small for its taker makes
/// room for one that is large enough. The garbage collector may have those that are free when
/// memory is short.
///
/// Safe for use by several threads. Nothing is allocated while slabs suffice.
final class SlabPool {
  private static final SlabPool SHARED = new SlabPool();

  private final Map<DType, List<SoftReference<Object>>> free = new EnumMap<>(DType.class);

  SlabPool() {
    for (DType dtype : DType.values()) {
      free.put(dtype, new ArrayList<>());
    }
  }

  /// The pool of all plans.
  static SlabPool shared() {
    return SHARED;
  }

  /// A slab of at least `size` elements, of any content: the smallest free one that suffices. The
  /// caller keeps its array as long as it needs it, then gives the same reference back.
  SoftReference<Object> take(DType dtype, int size) {
    SoftReference<Object> found = takeFree(dtype, size);
    return found != null ? found : new SoftReference<>(HostBuffer.newArray(dtype, size));
  }

  private synchronized @Nullable SoftReference<Object> takeFree(DType dtype, int size) {
    List<SoftReference<Object>> slabs = slabs(dtype);
    int best = -1;
    int bestLength = 0;
    for (int i = slabs.size() - 1; i >= 0; i--) {
      Object array = slabs.get(i).get();
      if (array == null) {
        slabs.remove(i);
        best -= best > i ? 1 : 0;
        continue;
      }
      int length = Array.getLength(array);
      boolean better =
          bestLength < size ? length > bestLength : length >= size && length < bestLength;
      if (best < 0 || better) {
        best = i;
        bestLength = length;
      }
    }
    if (best < 0) {
      return null;
    }
    // The largest of those that are too small is dropped: its taker gives back a larger one.
    SoftReference<Object> slab = slabs.remove(best);
    return bestLength >= size ? slab : null;
  }

  /// Takes a slab back.
  synchronized void give(DType dtype, SoftReference<Object> slab) {
    slabs(dtype).add(slab);
  }

  private List<SoftReference<Object>> slabs(DType dtype) {
    return Objects.requireNonNull(free.get(dtype));
  }
}
