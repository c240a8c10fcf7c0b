// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Store;
import dev.navette.ir.DType;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From a loop step to a program: numbers its values, finds its operands, splits it into phases.
///
/// A value of the whole space belongs to the phase in which everything it needs is known: one phase
/// after the last reduction it depends on. If a later phase needs it again it is read back if it
/// was stored, kept in the memory of an output that is written later, or computed again.
final class LoopLowering {
  private final Schedule schedule;
  private final Step.Loop step;
  private final LoopSpace space;
  private final Map<Access, Integer> operands = new LinkedHashMap<>();
  private final List<PhaseBuilder> phases = new ArrayList<>();
  private final Map<Node, Integer> home = new IdentityHashMap<>();
  private final Map<Node, Integer> sums = new IdentityHashMap<>();
  private final Map<Node, Integer> scalars = new IdentityHashMap<>();

  /// Values that wait in the memory of a later output, by that output.
  private final Map<Node, Node> kept = new IdentityHashMap<>();

  private final Map<Node, Integer> lastUses = new IdentityHashMap<>();

  /// One phase in the making.
  private static final class PhaseBuilder {
    final List<Instr> body = new ArrayList<>();
    final Map<Object, Integer> bodyValues = new HashMap<>();
    final List<Store> stores = new ArrayList<>();
    final List<Accumulate> sums = new ArrayList<>();
    final List<Instr> after = new ArrayList<>();
    final Map<Object, Integer> afterValues = new HashMap<>();
    final List<Store> rowStores = new ArrayList<>();
  }

  /// A node read at a place: nodes compare by identity.
  private record Value(Node node, IndexMapKey at) {}

  /// The part of an index map that matters for sharing a value.
  private record IndexMapKey(int base, List<Integer> strides) {}

  private LoopLowering(Schedule schedule, Step.Loop step) {
    this.schedule = schedule;
    this.step = step;
    this.space = LoopSpace.of(step);
  }

  /// Lowers `step`.
  static Loop lower(Schedule schedule, Step.Loop step) {
    return new LoopLowering(schedule, step).lower();
  }

  /// A loop that writes `node`, a leaf, view or copy, to its place.
  static Loop copy(Schedule schedule, Node node) {
    int rank = node.shape().rank();
    List<Node> one = List.of(node);
    return lower(
        schedule, new Step.Loop(Step.Form.MAP, node.shape(), rank, rank, one, one, List.of()));
  }

  private Loop lower() {
    for (Node member : step.members()) {
      home.put(member, homeOf(member));
    }
    int last = home.values().stream().max(Integer::compare).orElse(0);
    for (int i = 0; i <= last; i++) {
      phases.add(new PhaseBuilder());
    }
    keepAcrossPhases();
    for (Node member : step.members()) {
      emit(member);
    }
    List<Phase> done =
        phases.stream()
            .map(p -> new Phase(p.body, p.stores, p.sums, p.after, p.rowStores))
            .toList();
    return space.finish(operands, done);
  }

  // ---- phases

  private boolean isMember(Node node) {
    return home.containsKey(node);
  }

  /// Whether `node` has an element for every point of the space, rather than one a row or column.
  private boolean isWhole(Node node) {
    return switch (step.form()) {
      case MAP -> true;
      case ROWS -> space.isWhole(node);
      case COLUMNS -> false;
    };
  }

  /// The phase in which `node` is known; for a reduction, the one that adds it up.
  private int homeOf(Node node) {
    int phase = 0;
    for (Node input : node.inputs()) {
      phase = Math.max(phase, knownFrom(input, isWhole(node) || node.op() instanceof Op.Reduce));
    }
    return phase;
  }

  /// The first phase in which `operand` can be read, in the body or (if not) after it.
  private int knownFrom(Node operand, boolean inBody) {
    if (isMember(operand)) {
      boolean scalar = operand.op() instanceof Op.Reduce || !isWhole(operand);
      boolean late = scalar && dependsOnSum(operand);
      return home.getOrDefault(operand, 0) + (late && inBody ? 1 : 0);
    }
    if (step.outputs().contains(operand) || isStored(operand)) {
      return 0;
    }
    int phase = 0;
    for (Node input : operand.inputs()) {
      phase = Math.max(phase, knownFrom(input, inBody));
    }
    return phase;
  }

  private boolean dependsOnSum(Node node) {
    if (node.op() instanceof Op.Reduce && isMember(node)) {
      return true;
    }
    if (!isMember(node) && isStored(node)) {
      return false;
    }
    return node.inputs().stream().anyMatch(this::dependsOnSum);
  }

  private boolean isStored(Node node) {
    return node.op() instanceof Op.After || schedule.places().containsKey(node);
  }

  /// Gives values that several phases need the memory of an output written later. Readers are
  /// decided before what they read, since a reader that is not kept is computed again wherever it
  /// is needed.
  private void keepAcrossPhases() {
    List<Node> free =
        new ArrayList<>(
            step.outputs().stream()
                .filter(o -> isWhole(o) && !(o.op() instanceof Op.Reduce))
                .toList());
    for (Node member : step.members().reversed()) {
      boolean inBody = isWhole(member) && !(member.op() instanceof Op.Reduce);
      if (!inBody || step.outputs().contains(member)) {
        continue;
      }
      int first = home.getOrDefault(member, 0);
      int lastUse = lastUse(member);
      if (lastUse > first) {
        Node host =
            free.stream()
                .filter(o -> o.dtype() == member.dtype() && home.getOrDefault(o, 0) >= lastUse)
                .findFirst()
                .orElse(null);
        if (host != null) {
          kept.put(member, host);
          free.remove(host);
        }
      }
    }
  }

  /// The last phase that reads `value`, for its own sake or to compute a reader of it again.
  private int lastUse(Node value) {
    Integer known = lastUses.get(value);
    if (known != null) {
      return known;
    }
    int last = 0;
    for (Node member : step.members()) {
      if (member.inputs().stream().anyMatch(i -> reads(i, value))) {
        last = Math.max(last, home.getOrDefault(member, 0));
        boolean again =
            isWhole(member)
                && !(member.op() instanceof Op.Reduce)
                && !step.outputs().contains(member)
                && !kept.containsKey(member);
        last = again ? Math.max(last, lastUse(member)) : last;
      }
    }
    lastUses.put(value, last);
    return last;
  }

  private boolean reads(Node operand, Node value) {
    if (operand == value) {
      return true;
    }
    return !isMember(operand)
        && !isStored(operand)
        && operand.inputs().stream().anyMatch(i -> reads(i, value));
  }

  // ---- emission

  private void emit(Node member) {
    int phase = home.getOrDefault(member, 0);
    PhaseBuilder p = phases.get(phase);
    if (member.op() instanceof Op.Concat c) {
      int from = 0;
      for (Node part : member.inputs()) {
        int to = from + part.shape().dim(c.axis());
        int value = body(part, space.start(part.shape()), phase);
        p.stores.add(new Store(within(member, Nodes.slice(member, c.axis(), from, to)), value));
        from = to;
      }
    } else if (member.op() instanceof Op.Reduce r) {
      Node x = member.input(0);
      int value = body(x, space.start(x.shape()), phase);
      sums.put(member, p.sums.size());
      p.sums.add(new Accumulate(r.kind(), value, member.dtype()));
      if (step.outputs().contains(member)) {
        storeRow(p, member, after(member, space.start(member.shape()), phase));
      }
    } else if (isWhole(member)) {
      int value = compute(member, space.start(member.shape()), phase, true);
      if (step.outputs().contains(member)) {
        p.stores.add(new Store(output(member, member), value));
      } else if (kept.get(member) instanceof Node host) {
        p.stores.add(new Store(output(host, host), value));
      }
    } else {
      int value = compute(member, space.start(member.shape()), phase, false);
      scalars.put(member, value);
      if (step.outputs().contains(member)) {
        storeRow(p, member, value);
      }
    }
  }

  private void storeRow(PhaseBuilder p, Node member, int value) {
    p.rowStores.add(new Store(output(member, member), value));
  }

  private int output(Node node, Node place) {
    IndexMap map = space.start(node.shape());
    return operand(
        new Access(
            locate(place), node.dtype(), map.base(node.shape()), map.strides(node.shape()), true));
  }

  /// The operand that is `slice` of the output `whole`.
  private int within(Node whole, Node slice) {
    IndexMap map = Objects.requireNonNull(space.start(slice.shape()).through(slice));
    Shape shape = whole.shape();
    return operand(
        new Access(locate(whole), whole.dtype(), map.base(shape), map.strides(shape), true));
  }

  private Location locate(Node node) {
    return Frame.locate(schedule, node);
  }

  private int operand(Access access) {
    return operands.computeIfAbsent(access, _ -> operands.size());
  }

  /// The value of `node` at `map` in the body of `phase`.
  private int body(Node node, IndexMap map, int phase) {
    return value(node, map, phase, true);
  }

  /// The value of `node` at `map` after the body of `phase`, once a row.
  private int after(Node node, IndexMap map, int phase) {
    return value(node, map, phase, false);
  }

  private int value(Node node, IndexMap map, int phase, boolean inBody) {
    if (isMember(node)) {
      return memberValue(node, map, phase, inBody);
    }
    if (isStored(node)) {
      return load(node, map, phase, inBody);
    }
    if (IndexMap.isView(node)) {
      IndexMap next = map.through(node);
      return next == null
          ? load(node, map, phase, inBody)
          : value(node.input(0), next, phase, inBody);
    }
    return compute(node, map, phase, inBody);
  }

  private int memberValue(Node node, IndexMap map, int phase, boolean inBody) {
    int first = home.getOrDefault(node, 0);
    if (node.op() instanceof Op.Reduce) {
      return add(new Instr.Folded(first, sums.getOrDefault(node, 0), node.dtype()), phase, inBody);
    }
    if (!isWhole(node)) {
      boolean here = first == phase && !inBody;
      if (here || !dependsOnSum(node)) {
        return compute(node, map, phase, inBody);
      }
      return add(
          new Instr.Scalar(first, scalars.getOrDefault(node, 0), node.dtype().computeType()),
          phase,
          inBody);
    }
    if (first < phase) {
      Node host = step.outputs().contains(node) ? node : kept.get(node);
      if (host != null) {
        Access back =
            new Access(
                locate(host),
                node.dtype(),
                map.base(node.shape()),
                map.strides(node.shape()),
                true);
        return add(new Instr.Load(operand(back), node.dtype().computeType()), phase, inBody);
      }
    }
    return compute(node, map, phase, inBody);
  }

  private int load(Node node, IndexMap map, int phase, boolean inBody) {
    Shape shape = node.shape();
    Access access =
        new Access(
            locate(node), node.dtype(), map.base(shape), space.widen(map.strides(shape)), false);
    return add(new Instr.Load(operand(access), node.dtype().computeType()), phase, inBody);
  }

  /// Computes `node` from its operands, or finds that this was done before.
  private int compute(Node node, IndexMap map, int phase, boolean inBody) {
    PhaseBuilder p = phases.get(phase);
    Map<Object, Integer> known = inBody ? p.bodyValues : p.afterValues;
    int[] strides = map.strides(node.shape());
    Value key =
        new Value(
            node, new IndexMapKey(map.base(node.shape()), Arrays.stream(strides).boxed().toList()));
    Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    int value = computeNew(node, map, phase, inBody);
    known.put(key, value);
    return value;
  }

  private int computeNew(Node node, IndexMap map, int phase, boolean inBody) {
    DType type = node.dtype().computeType();
    return switch (node.op()) {
      case Op.Const c -> add(new Instr.Const(c.value(), type), phase, inBody);
      case Op.Iota i -> {
        int at =
            operand(
                new Access(
                    null, type, map.origin(i.axis()), space.widen(map.steps(i.axis())), false));
        yield add(new Instr.Index(at, type), phase, inBody);
      }
      case Op.Unary u ->
          add(new Instr.Unary(u.kind(), in(node, 0, map, phase, inBody), type), phase, inBody);
      case Op.Polygamma p ->
          add(new Instr.Polygamma(p.order(), in(node, 0, map, phase, inBody), type), phase, inBody);
      case Op.Binary b -> {
        int x = in(node, 0, map, phase, inBody);
        int y = in(node, 1, map, phase, inBody);
        yield add(new Instr.Binary(b.kind(), x, y, type), phase, inBody);
      }
      case Op.Compare c -> {
        int x = in(node, 0, map, phase, inBody);
        int y = in(node, 1, map, phase, inBody);
        yield add(new Instr.Compare(c.kind(), x, y, type), phase, inBody);
      }
      case Op.Where _ -> {
        int c = in(node, 0, map, phase, inBody);
        int x = in(node, 1, map, phase, inBody);
        int y = in(node, 2, map, phase, inBody);
        yield add(new Instr.Where(c, x, y, type), phase, inBody);
      }
      case Op.Cast c -> cast(in(node, 0, map, phase, inBody), c.dtype(), phase, inBody);
      case Op.Bitcast _ ->
          add(new Instr.Bitcast(in(node, 0, map, phase, inBody), type), phase, inBody);
      case Op.Detach _ -> value(node.input(0), map, phase, inBody);
      case Op.Reshape _, Op.Permute _, Op.Broadcast _, Op.Slice _, Op.Flip _, Op.Window _ -> {
        // A view that is copied: read through it once.
        IndexMap next = map.through(node);
        yield next == null ? throwUnreadable(node) : value(node.input(0), next, phase, inBody);
      }
      case Op.Input _,
          Op.RandomBits _,
          Op.Pad _,
          Op.Concat _,
          Op.Reduce _,
          Op.ArgReduce _,
          Op.Gather _,
          Op.Scatter _,
          Op.Fold _,
          Op.Prefix _,
          Op.ArgSort _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.After _,
          Op.MatMul _,
          Op.Composite _,
          Op.Gradient _,
          Op.Pick _ ->
          throwUnreadable(node);
    };
  }

  /// A 16-bit float is an f32 that has been rounded, so that making it wider takes nothing.
  private int cast(int x, DType to, int phase, boolean inBody) {
    List<Instr> list = inBody ? phases.get(phase).body : phases.get(phase).after;
    int value =
        list.get(x).dtype() == to.computeType()
            ? x
            : add(new Instr.Cast(x, to.computeType()), phase, inBody);
    return to.isHalf() ? add(new Instr.Round(value, to), phase, inBody) : value;
  }

  private static int throwUnreadable(Node node) {
    throw new IllegalStateException("`" + node + "` is read by a loop but was not stored");
  }

  private int in(Node node, int operand, IndexMap map, int phase, boolean inBody) {
    return value(node.input(operand), map, phase, inBody);
  }

  /// Appends `instr` unless the list has it already.
  private int add(Instr instr, int phase, boolean inBody) {
    PhaseBuilder p = phases.get(phase);
    List<Instr> list = inBody ? p.body : p.after;
    Map<Object, Integer> known = inBody ? p.bodyValues : p.afterValues;
    @Nullable Integer before = known.get(instr);
    if (before != null) {
      return before;
    }
    list.add(instr);
    known.put(instr, list.size() - 1);
    return list.size() - 1;
  }
}
