// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.ir.DType;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// Which learning rate and weight decay each parameter has.
final class Grouping {
  private double decay;
  private BiPredicate<String, Variable> decays = (_, _) -> true;
  private final Map<BiPredicate<String, Variable>, Double> ownDecays = new LinkedHashMap<>();
  private final Map<BiPredicate<String, Variable>, Double> factors = new LinkedHashMap<>();

  /// What the members of a group have in common.
  private record Settings(DType dtype, double rate, double decay) {}

  void decay(double common) {
    decay = common;
  }

  void decay(BiPredicate<String, Variable> which, double own) {
    ownDecays.remove(which);
    ownDecays.put(which, own);
  }

  void decayOnly(BiPredicate<String, Variable> which) {
    decays = which;
  }

  void scale(BiPredicate<String, Variable> which, double factor) {
    factors.merge(which, factor, (a, b) -> a * b);
  }

  /// The parameters, those with the same settings together.
  List<ParameterGroup> groups(Map<String, Variable> parameters) {
    Map<Settings, List<Integer>> members = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, Variable> p : parameters.entrySet()) {
      Settings settings = settings(p.getKey(), p.getValue());
      members.computeIfAbsent(settings, _ -> new ArrayList<>()).add(i++);
    }
    List<Variable> all = List.copyOf(parameters.values());
    List<ParameterGroup> groups = new ArrayList<>();
    members.forEach((s, indices) -> {
      List<Variable> own = indices.stream().map(all::get).toList();
      groups.add(new ParameterGroup(s.dtype, s.rate, s.decay, own, indices));
    });
    return List.copyOf(groups);
  }

  private Settings settings(String path, Variable parameter) {
    double rate = 1;
    for (Map.Entry<BiPredicate<String, Variable>, Double> f : factors.entrySet()) {
      rate *= f.getKey().test(path, parameter) ? f.getValue() : 1;
    }
    double own = decays.test(path, parameter) ? decay : 0;
    for (Map.Entry<BiPredicate<String, Variable>, Double> d : ownDecays.entrySet()) {
      own = d.getKey().test(path, parameter) ? d.getValue() : own;
    }
    return new Settings(parameter.type().dtype().computeType(), rate, own);
  }
}
