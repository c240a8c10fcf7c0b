// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.DType;
import dev.navette.memory.HostBuffer;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arrays of large results. Once nobody can reach the buffer of a result any more, which the
/// garbage collector finds out, its array serves another result of the same type and size; Java
/// would clear a new one first.
///
/// An array may be found free only if nobody holds it by itself: whoever works on the array of a
/// buffer keeps the buffer reachable meanwhile.
///
/// Safe for use by several threads. Free arrays go when memory is short, and beyond a share of the
/// heap.
final class ResultPool {
  /// Bytes from which on a result is recycled. Smaller arrays die young; if they lived on, the
  /// collector would copy them, which costs more than clearing new ones.
  static final int LARGE = 1 << 20;

  /// The heap may hold this many times the free arrays.
  private static final int SHARE = 4;

  private static final ResultPool SHARED = new ResultPool(Runtime.getRuntime().maxMemory() / SHARE);

  private final long limit;
  private final ReferenceQueue<HostBuffer> unreachable = new ReferenceQueue<>();

  // Guarded by this.
  private final Set<Lent> lent = new HashSet<>();
  private final Map<Kind, Deque<SoftReference<Object>>> free = new HashMap<>();
  private long freeBytes;

  /// @param limit the bytes that free arrays may have in all
  ResultPool(long limit) {
    this.limit = limit;
  }

  /// The pool of all plans.
  static ResultPool shared() {
    return SHARED;
  }

  private record Kind(DType dtype, int size) {
    long bytes() {
      return (long) size * dtype.bytes();
    }
  }

  /// What is known of a buffer that was handed out; it must not hold the buffer itself.
  private static final class Lent extends PhantomReference<HostBuffer> {
    final Kind kind;
    final SoftReference<Object> array;

    Lent(
        HostBuffer buffer,
        Kind kind,
        SoftReference<Object> array,
        ReferenceQueue<HostBuffer> unreachable) {
      super(buffer, unreachable);
      this.kind = kind;
      this.array = array;
    }
  }

  /// A buffer of any content, for a result that is written completely.
  HostBuffer take(DType dtype, int size) {
    Kind kind = new Kind(dtype, size);
    if (kind.bytes() < LARGE) {
      return HostBuffer.zeros(dtype, size);
    }
    SoftReference<Object> found = takeFree(kind);
    Object array = found == null ? null : found.get();
    if (found == null || array == null) {
      array = HostBuffer.newArray(dtype, size);
      found = new SoftReference<>(array);
    } else {
      KeptPanels.shared().overwritten(array);
    }
    HostBuffer buffer = new HostBuffer(dtype, array);
    Lent loan = new Lent(buffer, kind, found, unreachable);
    synchronized (this) {
      lent.add(loan);
    }
    return buffer;
  }

  private synchronized @Nullable SoftReference<Object> takeFree(Kind kind) {
    for (Reference<?> r = unreachable.poll(); r != null; r = unreachable.poll()) {
      reclaim((Lent) r);
    }
    Deque<SoftReference<Object>> arrays = free.get(kind);
    if (arrays == null) {
      return null;
    }
    SoftReference<Object> array = arrays.pop();
    freeBytes -= kind.bytes();
    if (arrays.isEmpty()) {
      free.remove(kind);
    }
    return array;
  }

  private void reclaim(Lent loan) {
    lent.remove(loan);
    if (freeBytes + loan.kind.bytes() > limit) {
      // Rather forget sizes of the past than keep out that of the present.
      free.clear();
      freeBytes = 0;
    }
    if (loan.kind.bytes() <= limit) {
      free.computeIfAbsent(loan.kind, _ -> new ArrayDeque<>()).push(loan.array);
      freeBytes += loan.kind.bytes();
    }
  }
}
