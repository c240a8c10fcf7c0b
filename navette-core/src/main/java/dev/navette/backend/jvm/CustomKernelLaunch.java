// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.HostElements;
import dev.navette.backend.HostKernel;
import dev.navette.backend.Schedule;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;

/// Runs a user's kernel on views of the frame.
final class CustomKernelLaunch implements Launch {
  private final Schedule schedule;
  private final Node node;
  private final String name;
  private final HostKernel kernel;

  CustomKernelLaunch(Schedule schedule, Node node, Op.CustomKernel op) {
    this.schedule = schedule;
    this.node = node;
    this.name = op.name();
    this.kernel = (HostKernel) op.kernel();
  }

  @Override
  public Bound bind(Frame frame) {
    List<ElementView> inputs = new ArrayList<>();
    for (Node input : node.inputs()) {
      inputs.add(view("input " + inputs.size(), input, false));
    }
    ElementView output = view("the output", node, true);
    List<HostElements> seen = List.copyOf(inputs);
    return () -> {
      for (int i = 0; i < inputs.size(); i++) {
        inputs.get(i).attach(frame);
      }
      output.attach(frame);
      try {
        kernel.run(seen, output);
      } catch (RuntimeException e) {
        throw new IllegalStateException("kernel " + name + ": " + e.getMessage(), e);
      }
    };
  }

  private ElementView view(String role, Node of, boolean writable) {
    return new ElementView(role, of.type(), Frame.locate(schedule, of), writable);
  }

  @Override
  public String describe() {
    return "kernel " + name + " of " + node.inputs().size() + " inputs to " + node.type();
  }
}
