// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Executable;
import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Launch.Bound;
import dev.navette.ir.Node;
import dev.navette.memory.Buffer;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Scalar;
import dev.navette.memory.Value;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.Collectors;

/// A compiled plan. Each run takes a frame with its bound steps from a pool, so that many threads
/// may run it at once and a step allocates nothing but its results.
final class JvmExecutable implements Executable {
  private final Schedule schedule;
  private final List<Launch> launches;
  private final ObjectPool<Session> sessions;

  JvmExecutable(Schedule schedule, List<Launch> launches) {
    this.schedule = schedule;
    this.launches = List.copyOf(launches);
    this.sessions = new ObjectPool<>(Session::new);
  }

  /// A frame, the steps bound to it, and a place for each scalar argument.
  private final class Session {
    final Frame frame = new Frame(schedule);
    final Bound[] steps = launches.stream().map(l -> l.bind(frame)).toArray(Bound[]::new);
    final HostBuffer[] scalars =
        schedule.graph().inputs().stream()
            .map(i -> i.shape().rank() == 0 ? HostBuffer.zeros(i.dtype(), 1) : null)
            .toArray(HostBuffer[]::new);
  }

  @Override
  public Buffer[] run(Value[] arguments, boolean[] donate) {
    try {
      return run(sessions.take(), arguments, donate);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError told = new OutOfMemoryError(MemoryText.of(schedule));
      told.initCause(e);
      throw told;
    } finally {
      // The steps hold arrays only, which another result may take when their buffer is unreachable.
      Reference.reachabilityFence(arguments);
    }
  }

  private Buffer[] run(Session session, Value[] arguments, boolean[] donate) {
    Object[] table = session.frame.table;
    for (int i = 0; i < arguments.length; i++) {
      table[i] =
          switch (arguments[i]) {
            case HostBuffer b -> b.array();
            case Scalar s -> {
              session.scalars[i].set(0, s.value());
              yield session.scalars[i].array();
            }
            case Buffer b ->
                throw new IllegalArgumentException(
                    "not a buffer of the Java heap: " + b.getClass());
          };
    }
    List<Node> outputs = schedule.graph().outputs();
    Buffer[] results = new Buffer[outputs.size()];
    for (int i = 0; i < results.length; i++) {
      Node output = outputs.get(i);
      int donor = donate[i] ? schedule.donors().get(i) : -1;
      HostBuffer result;
      if (donor >= 0 && arguments[donor] instanceof HostBuffer b) {
        result = b;
        KeptPanels.shared().overwritten(b.array());
      } else {
        result = ResultPool.shared().take(output.dtype(), output.shape().size());
      }
      results[i] = result;
      table[arguments.length + i] = result.array();
    }
    session.frame.begin();
    for (Bound step : session.steps) {
      step.run();
    }
    session.frame.end();
    // Arguments and results belong to others: the pooled frame must not keep them alive.
    java.util.Arrays.fill(table, 0, arguments.length + results.length, null);
    sessions.give(session);
    return results;
  }

  @Override
  public String describe() {
    return launches.stream().map(Launch::describe).collect(Collectors.joining("\n"));
  }
}
