// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import dev.navette.memory.Buffer;
import dev.navette.memory.Value;
import dev.navette.plan.Plan;
import dev.navette.plan.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One walk over what was recorded: finds everything the wanted tensors need, the assignments that
/// are pending on the variables they touch, and the arguments of the plan.
///
/// Reused by its thread; a walk over a known structure allocates nothing that grows with it.
final class Recording {
  private static final Tensor[] NONE = {};

  /// 2^64 divided by the golden ratio.
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  final Structure structure = new Structure();

  /// Tensors to publish, in root order.
  final List<Tensor> roots = new ArrayList<>();

  /// The plans that this thread runs, while somebody wants to know.
  @Nullable List<Plan> plansRun;

  private final List<Tensor> leaves = new ArrayList<>();
  private final Set<Long> rootIds = new HashSet<>();
  private final List<Variable> touched = new ArrayList<>();

  // Open-addressing map from tensor id to position; a slot is valid if its stamp is the walk's.
  private long[] keys = new long[1024];
  private int[] positions = new int[1024];
  private int[] stamps = new int[1024];
  private int stamp;
  private int filled;

  // The path of the walk: a tensor and its operands, of which `next` is to be visited.
  private Tensor[] path = new Tensor[64];
  private Tensor[][] pathInputs = new Tensor[64][];
  private int[] next = new int[64];

  // For each leaf slot, how many reads this walk met, and its position.
  private int[] reads = new int[64];
  private boolean differentiates;
  // Whether a computed tensor with a history was taken as a leaf.
  private boolean cutHistory;

  /// Walks from `wanted`; fills [#structure], [#roots] and the arguments.
  void walk(Tensor... wanted) {
    walk(false, wanted);
    if (differentiates && cutHistory) {
      // A gradient was met after its history had been cut short: again, knowing it.
      walk(true, wanted);
    }
    for (Tensor root : roots) {
      Variable owner = root.owner();
      int donor = owner == null ? -1 : slot(owner.stored());
      structure.addRoot(position(root), donor);
    }
  }

  private void walk(boolean gradients, Tensor... wanted) {
    clear();
    differentiates = gradients;
    for (Tensor tensor : wanted) {
      if (tensor.value() == null) {
        addRoot(tensor);
      }
    }
    // Visiting may touch variables whose pending assignments are roots too.
    int done = 0;
    int variable = 0;
    while (done < roots.size() || variable < touched.size()) {
      if (done < roots.size()) {
        visit(roots.get(done++));
      } else {
        Tensor version = touched.get(variable++).value();
        if (version.value() == null && !version.isOverwritten()) {
          addRoot(version);
        }
      }
    }
  }

  /// Notes that `plan` runs, for whoever wants to know.
  @SuppressWarnings("ReferenceEquality") // One plan of the cache is meant.
  void ran(Plan plan) {
    if (plansRun != null && plansRun.stream().noneMatch(p -> p == plan)) {
      plansRun.add(plan);
    }
  }

  private void addRoot(Tensor tensor) {
    if (!rootIds.add(tensor.id())) {
      return;
    }
    roots.add(tensor);
    differentiates |= tensor.requestsGradient();
  }

  /// The id of the tensor at each position.
  long[] ids() {
    long[] ids = new long[filled];
    for (int i = 0; i < keys.length; i++) {
      if (stamps[i] == stamp) {
        ids[positions[i]] = keys[i];
      }
    }
    return ids;
  }

  /// The values of the leaves in slot order.
  Value[] arguments() {
    Value[] values = new Value[leaves.size()];
    for (int i = 0; i < values.length; i++) {
      Value v = leaves.get(i).value();
      if (v == null) {
        throw stale(leaves.get(i));
      }
      values[i] = v;
    }
    return values;
  }

  /// For each root whether it may overwrite its donor: only if every operation that reads the old
  /// version is part of this walk.
  ///
  /// @param possible for each root the slot that the plan can overwrite, or -1
  boolean[] donations(List<Integer> possible) {
    boolean[] donate = new boolean[roots.size()];
    for (int i = 0; i < donate.length; i++) {
      Variable owner = roots.get(i).owner();
      if (owner != null && roots.get(i) == owner.value() && possible.get(i) >= 0) {
        int slot = slot(owner.stored());
        donate[i] = slot >= 0 && owner.stored().reads() == reads[slot];
      }
    }
    return donate;
  }

  /// Hands the results to the tensors and variables that wait for them.
  void publish(Buffer[] results, boolean[] donated) {
    for (int i = 0; i < results.length; i++) {
      Tensor root = roots.get(i);
      Variable owner = root.owner();
      if (owner != null && root == owner.value()) {
        if (donated[i]) {
          owner.stored().overwrite();
          History.overwritten();
        }
        owner.store(root);
      }
      root.publish(results[i]);
    }
  }

  void clear() {
    structure.clear();
    roots.clear();
    rootIds.clear();
    leaves.clear();
    touched.clear();
    differentiates = false;
    cutHistory = false;
    filled = 0;
    stamp++;
  }

  private void visit(Tensor root) {
    if (position(root) >= 0) {
      return;
    }
    int top = push(-1, root);
    while (top >= 0) {
      Tensor tensor = path[top];
      Tensor[] inputs = pathInputs[top];
      if (next[top] < inputs.length) {
        Tensor input = inputs[next[top]++];
        if (position(input) < 0) {
          top = push(top, input);
        }
        continue;
      }
      finish(tensor, inputs);
      path[top] = root;
      top--;
    }
  }

  private int push(int top, Tensor tensor) {
    int t = top + 1;
    if (t == path.length) {
      path = Arrays.copyOf(path, 2 * t);
      pathInputs = Arrays.copyOf(pathInputs, 2 * t);
      next = Arrays.copyOf(next, 2 * t);
    }
    if (tensor.op() instanceof Op.Gradient) {
      Tensor loss = tensor.inputs()[0];
      // A loss of plain tensors would forget how it was made, and other gradients of it with it.
      if (loss.value() == null && loss.isTracked()) {
        addRoot(loss);
      }
    }
    path[t] = tensor;
    pathInputs[t] = isLeaf(tensor) ? NONE : tensor.inputs();
    next[t] = 0;
    return t;
  }

  /// A computed tensor is an argument, unless a gradient may have to pass through it: then it is
  /// computed again, which gives the same bits and the same structure as if nobody had looked.
  private boolean isLeaf(Tensor tensor) {
    if (tensor.value() == null && !tensor.isOverwritten()) {
      return false;
    }
    if (tensor.inputs().length == 0 || !tensor.isTracked()) {
      return true;
    }
    if (!differentiates) {
      cutHistory = true;
      return true;
    }
    if (History.isAlive(tensor)) {
      return false;
    }
    tensor.forget();
    return true;
  }

  private void finish(Tensor tensor, Tensor[] inputs) {
    Variable owner = tensor.owner();
    if (owner != null) {
      touched.add(owner);
    }
    if (isLeaf(tensor)) {
      if (tensor.isOverwritten()) {
        throw stale(tensor);
      }
      if (leaves.size() == reads.length) {
        reads = Arrays.copyOf(reads, 2 * reads.length);
      }
      reads[leaves.size()] = 0;
      put(tensor, structure.addNode(Tensor.LEAF, tensor.type()), leaves.size());
      leaves.add(tensor);
      return;
    }
    for (Tensor input : inputs) {
      structure.addEdge(position(input));
      int slot = input.owner() == null ? -1 : slot(input);
      if (slot >= 0) {
        reads[slot]++;
      }
    }
    put(tensor, structure.addNode(tensor.op(), tensor.type()), -1);
  }

  private static StaleValueException stale(Tensor tensor) {
    return new StaleValueException(
        "a tensor was recorded on an older version of a variable, "
            + tensor.type()
            + ", which an assignment or optimizer step has overwritten since. Compute it together"
            + " with the step (pass it to the step, or Navette.eval(it) before), or record it on"
            + " variable.snapshot()");
  }

  // ---- the map from tensors to positions and slots

  private int[] slots = new int[1024];

  private int position(Tensor tensor) {
    int i = index(tensor.id());
    return stamps[i] == stamp ? positions[i] : -1;
  }

  private int slot(@Nullable Tensor tensor) {
    if (tensor == null) {
      return -1;
    }
    int i = index(tensor.id());
    return stamps[i] == stamp ? slots[i] : -1;
  }

  private void put(Tensor tensor, int position, int slot) {
    if (2 * ++filled > keys.length) {
      grow();
    }
    int i = index(tensor.id());
    keys[i] = tensor.id();
    positions[i] = position;
    slots[i] = slot;
    stamps[i] = stamp;
  }

  /// The table index that holds `id`, or the free one where it belongs.
  private int index(long id) {
    int mask = keys.length - 1;
    // Ids of one recording follow each other: unscattered, an older one would search through all.
    int i = (int) (id * SCATTER >>> Integer.SIZE) & mask;
    while (stamps[i] == stamp && keys[i] != id) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldPositions = positions;
    int[] oldSlots = slots;
    int[] oldStamps = stamps;
    int size = 2 * oldKeys.length;
    keys = new long[size];
    positions = new int[size];
    slots = new int[size];
    stamps = new int[size];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldStamps[i] == stamp) {
        int j = index(oldKeys[i]);
        keys[j] = oldKeys[i];
        positions[j] = oldPositions[i];
        slots[j] = oldSlots[i];
        stamps[j] = stamp;
      }
    }
  }
}
