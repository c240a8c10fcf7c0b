// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.Backend;
import dev.navette.backend.Capabilities;
import dev.navette.backend.Executable;
import dev.navette.backend.Schedule;
import dev.navette.ir.Node;
import dev.navette.memory.Buffer;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Scalar;
import dev.navette.memory.Value;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/// The oracle: interprets a graph node by node, with plain loops and no cleverness.
public final class ReferenceBackend implements Backend {
  /// Made by `ServiceLoader`.
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(false);
  }

  @Override
  public Executable compile(Schedule schedule) {
    return new Executable() {
      @Override
      public Buffer[] run(Value[] arguments, boolean[] donate) {
        List<HostBuffer> inputs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
          inputs.add(host(arguments[i], schedule.graph().inputs().get(i)));
        }
        try {
          return Interpreter.run(schedule.graph(), inputs).toArray(Buffer[]::new);
        } finally {
          Reference.reachabilityFence(arguments);
        }
      }

      @Override
      public String describe() {
        return "interpreted node by node";
      }
    };
  }

  private static HostBuffer host(Value value, Node input) {
    return switch (value) {
      case HostBuffer b -> b;
      case Scalar s -> {
        HostBuffer b = HostBuffer.zeros(input.dtype(), 1);
        b.set(0, s.value());
        yield b;
      }
      case Buffer b ->
          throw new IllegalArgumentException("not a buffer of the Java heap: " + b.getClass());
    };
  }

  @Override
  public int vectorBits() {
    return 0;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public String describe() {
    return "reference interpreter, one thread, no vectors: for checking, not for speed";
  }
}
