// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A plan as text for people: the graph; the steps, what is fused in each and the passes over
/// memory it makes; all passes against the least there can be; memory against the least it can be;
/// kernels.
public final class Explanation {
  private Explanation() {}

  /// The text of `plan`.
  public static String of(Plan plan) {
    Schedule s = plan.schedule();
    StringBuilder text = new StringBuilder("graph\n");
    s.graph().toString().lines().forEach(l -> text.append("  ").append(l).append('\n'));
    text.append("steps\n");
    int number = 0;
    for (Step step : s.steps()) {
      text.append(String.format(Locale.ROOT, "  %2d  %s%n", number++, describe(step)));
      text.append("        ").append(passes(Traffic.of(step))).append('\n');
      for (Node output : step.outputs()) {
        Place place = s.places().get(output);
        text.append("        -> ").append(output.type());
        text.append(place == null ? "" : " in " + place(place)).append('\n');
      }
    }
    Traffic all = Traffic.of(s);
    Traffic least = Traffic.least(s);
    text.append("passes over memory\n  ").append(passes(all)).append(": ");
    text.append(bytes(all.bytes())).append(" in all\n  the least (each argument read once, each");
    text.append(" output written once): ").append(bytes(least.bytes()));
    text.append(ratio(all.bytes(), least.bytes())).append('\n');
    text.append("memory\n");
    for (Map.Entry<DType, Integer> slab : s.slabs().entrySet()) {
      text.append("  slab of ").append(slab.getKey()).append(": ");
      text.append(bytes((long) slab.getValue() * slab.getKey().bytes())).append('\n');
    }
    Lifetimes lives = Lifetimes.of(s);
    text.append("  intermediate values: ").append(bytes(lives.peak()));
    text.append(", the least in this order: ").append(bytes(lives.bound()));
    text.append(ratio(lives.peak(), lives.bound())).append('\n');
    long loops = loops(s);
    text.append(loops == 0 ? "" : "  inside loops: " + bytes(loops) + "\n");
    long arguments = s.graph().inputs().stream().mapToLong(Explanation::size).sum();
    long outputs = s.graph().outputs().stream().mapToLong(Explanation::size).sum();
    long inPlace = s.donors().stream().filter(d -> d >= 0).count();
    text.append("  arguments: ").append(bytes(arguments)).append(", outputs: ");
    text.append(bytes(outputs)).append(" (").append(inPlace).append(" updated in place)\n");
    text.append("kernels\n");
    plan.executable().describe().lines().forEach(l -> text.append("  ").append(l).append('\n'));
    return text.toString();
  }

  private static String describe(Step step) {
    return switch (step) {
      case Step.Loop l ->
          l.form().toString().toLowerCase(Locale.ROOT)
              + " over "
              + l.space()
              + ": "
              + names(l.members());
      case Step.Product p ->
          (p.prologue().members().isEmpty() ? "" : names(p.prologue().members()) + ", then ")
              + p.product().op().label()
              + " "
              + p.product().input(0).shape()
              + " x "
              + p.product().input(1).shape()
              + (p.epilogue().members().isEmpty() ? "" : ", then " + names(p.epilogue().members()));
      case Step.Scan s -> scan(s);
      case Step.Single s -> s.node().op().label() + " " + s.node().shape();
    };
  }

  private static String passes(Traffic traffic) {
    return "reads "
        + traffic.reads()
        + " ("
        + bytes(traffic.readBytes())
        + "), writes "
        + traffic.writes()
        + " ("
        + bytes(traffic.writtenBytes())
        + ")";
  }

  /// How many times `least` a number of bytes is.
  private static String ratio(long bytes, long least) {
    return least == 0 ? "" : String.format(Locale.ROOT, " (%.2f times)", (double) bytes / least);
  }

  /// How many steps, what is carried, and what each step keeps for the gradient.
  private static String scan(Step.Scan step) {
    Op.Scan scan = (Op.Scan) step.node().op();
    List<Node> outputs = scan.body().outputs();
    int first = outputs.size() - scan.residuals();
    long kept = outputs.subList(first, outputs.size()).stream().mapToLong(Explanation::size).sum();
    return "scan of "
        + scan.length()
        + (scan.reverse() ? " steps backwards, " : " steps, ")
        + scan.carries()
        + " carried, "
        + scan.residuals()
        + " kept for the gradient ("
        + bytes(kept)
        + " a step, "
        + bytes(kept * scan.length())
        + " in all); a step is "
        + step.body().steps().stream().map(Explanation::describe).collect(Collectors.joining("; "));
  }

  /// What the bodies of loops need: their slabs, and a row of each sequence, carry and result.
  private static long loops(Schedule schedule) {
    long bytes = 0;
    for (Step step : schedule.steps()) {
      if (step instanceof Step.Scan scan) {
        Schedule body = scan.body();
        for (Map.Entry<DType, Integer> slab : body.slabs().entrySet()) {
          bytes += (long) slab.getValue() * slab.getKey().bytes();
        }
        bytes += body.graph().inputs().stream().mapToLong(Explanation::size).sum();
        bytes += body.graph().outputs().stream().mapToLong(Explanation::size).sum();
        bytes += loops(body);
      }
    }
    return bytes;
  }

  private static String names(List<Node> members) {
    return members.stream().map(n -> n.op().label()).collect(Collectors.joining(" "));
  }

  private static String place(Place place) {
    return switch (place) {
      case Place.Slab s -> "slab at " + s.offset();
      case Place.Argument a -> "argument " + a.slot();
      case Place.Result r -> "output " + r.index();
    };
  }

  private static long size(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }

  private static String bytes(long bytes) {
    return bytes < 10_240 ? bytes + " bytes" : bytes / 1024 + " KiB";
  }
}
