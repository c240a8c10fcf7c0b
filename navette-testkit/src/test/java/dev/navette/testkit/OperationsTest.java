// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import dev.navette.tensor.Navette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every operation has a specification, and does what it says.
class OperationsTest {
  /// Records that stand for several kinds, each of which is looked for by itself.
  private static final Set<String> KINDS = Set.of("unary", "binary", "compare", "reduce", "prefix");

  /// Records that are tested by what they hold: arguments, recorded gradients, composites and
  /// checkpoints, and what keeps a checkpoint's gradient from running too early.
  private static final Set<String> STRUCTURE =
      Set.of("input", "gradient", "pick", "composite", "checkpoint", "after", "custom_kernel");

  private static List<OpSpec> specs() {
    List<OpSpec> all = new ArrayList<>(ElementwiseSpecs.all());
    all.addAll(FunctionSpecs.all());
    all.addAll(ArraySpecs.all());
    all.addAll(WindowSpecs.all());
    all.addAll(PoolSpecs.all());
    all.addAll(ConvSpecs.all());
    all.addAll(ChannelSpecs.all());
    all.addAll(ShapeSpecs.all());
    all.addAll(MatrixSpecs.all());
    all.addAll(ControlSpecs.all());
    all.addAll(IndexSpecs.all());
    all.addAll(CustomSpecs.all());
    return all;
  }

  @TestFactory
  Stream<DynamicContainer> operations() {
    return specs().stream().map(OpSpecTests::of);
  }

  /// The labels of all kinds and records.
  private static Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    for (UnaryKind kind : UnaryKind.values()) {
      labels.add(kind.label());
    }
    for (BinaryKind kind : BinaryKind.values()) {
      labels.add(kind.label());
    }
    for (CompareKind kind : CompareKind.values()) {
      labels.add(kind.label());
    }
    for (ReduceKind kind : ReduceKind.values()) {
      labels.add("reduce " + kind.label());
    }
    for (PrefixKind kind : PrefixKind.values()) {
      labels.add(kind.label());
    }
    for (Class<?> record : Op.class.getPermittedSubclasses()) {
      String name = record.getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1");
      labels.add(name.toLowerCase(Locale.ROOT));
    }
    assertTrue(labels.contains("random_bits") && labels.contains("sqrt"));
    labels.removeAll(KINDS);
    labels.removeAll(STRUCTURE);
    // Printed by what they do rather than by the record's name.
    assertTrue(labels.removeAll(Set.of("arg_reduce", "arg_sort", "mat_mul")));
    labels.addAll(List.of("argmax", "argmin", "argsort", "matmul"));
    return labels;
  }

  @Test
  void everyOperationHasASpecification() {
    Set<String> missing = labels();
    specs().forEach(s -> missing.removeAll(s.covered()));
    assertEquals(Set.of(), missing, "operations without a specification");
  }

  @Test
  void specificationsRecordWhatTheyCover() {
    Set<String> labels = labels();
    for (OpSpec spec : specs()) {
      for (String name : spec.covered()) {
        // Nothing is left of a detach once gradients are expanded.
        if (labels.contains(name) && !name.equals("detach")) {
          DType dtype = spec.dtypes().iterator().next();
          String graph = Navette.explain(spec.function().apply(List.of(spec.sample(1, dtype))));
          String label = name.replace("reduce ", "");
          assertTrue(
              graph.matches("(?s).*= " + label + "[ \\[].*"),
              () -> spec.name() + " does not record " + label + ", but\n" + graph);
        }
      }
    }
  }

  @Test
  void namesAreUnique() {
    List<String> names = specs().stream().map(OpSpec::name).toList();
    assertEquals(names.size(), new TreeSet<>(names).size(), () -> "repeated in " + names);
  }
}
