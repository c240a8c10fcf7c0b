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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk over what was recorded: finds everything the wanted tensors need, the assignments that
/// are pending on the variables they touch, and the arguments of the plan.
///
/// Reused by its thread; a walk over a known structure allocates nothing that grows with it.
final class Recording {
  private static final Tensor[] NONE = {};

  /// Structures remembered, a power of two.
  private static final int RECENT = 16;

  final Structure structure = new Structure();

  /// Tensors to publish, in root order.
  final List<Tensor> roots = new ArrayList<>();

  /// The plans that this thread runs, while somebody wants to know.
  @Nullable List<Plan> plansRun;

  private final List<Tensor> leaves = new ArrayList<>();

  // Tensors to positions in the structure, and roots to places among them.
  private final IdMap positions = new IdMap();
  private final IdMap rootIds = new IdMap();

  // For each position the slot of the leaf there, or -1.
  private int[] slots = new int[64];

  /// What was recorded lately, by what was wanted.
  private final @Nullable Structure[] recent = new Structure[RECENT];

  private int wish;
  private final List<Variable> touched = new ArrayList<>();

  // The path of the walk: a tensor and its operands, of which `next` is to be visited.
  private Tensor[] path = new Tensor[64];
  private Tensor[][] pathInputs = new Tensor[64][];
  private boolean[] pathLeaf = new boolean[64];
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
    wish = wish(wanted);
    structure.clear(recent[wish]);
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

  private static int wish(Tensor... wanted) {
    if (wanted.length == 0) {
      return 0;
    }
    int first = 31 * wanted[0].op().getClass().hashCode() + wanted[0].type().hashCode();
    return 31 * first + wanted.length & RECENT - 1;
  }

  /// Notes that `plan` runs, for whoever wants to know.
  @SuppressWarnings("ReferenceEquality") // One plan of the cache is meant.
  void ran(Plan plan) {
    if (plansRun != null && plansRun.stream().noneMatch(p -> p == plan)) {
      plansRun.add(plan);
    }
  }

  private void addRoot(Tensor tensor) {
    if (rootIds.get(tensor.id()) >= 0) {
      return;
    }
    rootIds.put(tensor.id(), roots.size());
    roots.add(tensor);
    differentiates |= tensor.requestsGradient();
  }

  /// The id of the tensor at each position.
  long[] ids() {
    return positions.ids();
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

  /// The variable whose version the leaf of a slot is, if it is one's.
  @Nullable Variable owner(int slot) {
    return leaves.get(slot).owner();
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
    if (structure.kept() != null) {
      recent[wish] = structure.kept();
    }
    structure.clear(null);
    roots.clear();
    rootIds.clear();
    positions.clear();
    leaves.clear();
    touched.clear();
    differentiates = false;
    cutHistory = false;
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
          if (input.inputs().length == 0) {
            finish(input, NONE, isLeaf(input));
          } else {
            top = push(top, input);
          }
        }
        continue;
      }
      finish(tensor, inputs, pathLeaf[top]);
      path[top] = root;
      top--;
    }
  }

  private int push(int top, Tensor tensor) {
    int t = top + 1;
    if (t == path.length) {
      path = Arrays.copyOf(path, 2 * t);
      pathInputs = Arrays.copyOf(pathInputs, 2 * t);
      pathLeaf = Arrays.copyOf(pathLeaf, 2 * t);
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
    // In this order: another thread may be publishing it, and then it has a value but no operands.
    Tensor[] inputs = tensor.inputs();
    pathLeaf[t] = isLeaf(tensor);
    pathInputs[t] = pathLeaf[t] ? NONE : inputs;
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

  private void finish(Tensor tensor, Tensor[] inputs, boolean leaf) {
    Variable owner = tensor.owner();
    if (owner != null) {
      touched.add(owner);
    }
    if (leaf) {
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
      int position = position(input);
      structure.addEdge(position);
      int slot = slots[position];
      if (slot >= 0 && input.owner() != null) {
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

  private int position(Tensor tensor) {
    return positions.get(tensor.id());
  }

  private int slot(@Nullable Tensor tensor) {
    int position = tensor == null ? -1 : position(tensor);
    return position < 0 ? -1 : slots[position];
  }

  private void put(Tensor tensor, int position, int slot) {
    positions.put(tensor.id(), position);
    if (position == slots.length) {
      slots = Arrays.copyOf(slots, 2 * position);
    }
    slots[position] = slot;
  }
}
