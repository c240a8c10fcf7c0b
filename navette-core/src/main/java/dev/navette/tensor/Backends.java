// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Backend;
import dev.navette.grad.GradientExpansion;
import dev.navette.plan.PlanCache;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/// The backends that are installed, and which of them a thread evaluates on.
final class Backends {
  /// A backend and its plans.
  record Engine(Backend backend, PlanCache plans) {}

  private static final Map<String, Engine> ENGINES = new ConcurrentHashMap<>();
  private static final ScopedValue<Engine> CHOSEN = ScopedValue.newInstance();
  private static final Engine DEFAULT = initial();

  private Backends() {}

  private static List<Backend> installed() {
    return ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(Backend::priority).reversed())
        .toList();
  }

  private static Engine initial() {
    String name = System.getProperty("navette.backend");
    if (name != null) {
      return named(name);
    }
    List<Backend> all = installed();
    if (all.isEmpty()) {
      throw new IllegalStateException(
          "no backend was found; navette-core registers 'jvm' and 'reference' as services of "
              + Backend.class.getName()
              + " - check that its jar is whole");
    }
    return ENGINES.computeIfAbsent(
        all.getFirst().name(), _ -> new Engine(all.getFirst(), plans(all.getFirst())));
  }

  /// The backend called `name`.
  ///
  /// @throws IllegalArgumentException naming those there are
  static Engine named(String name) {
    Engine known = ENGINES.get(name);
    if (known != null) {
      return known;
    }
    List<Backend> all = installed();
    Backend found =
        all.stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no backend is called '"
                        + name
                        + "'; there are "
                        + all.stream().map(Backend::name).toList()));
    return ENGINES.computeIfAbsent(name, _ -> new Engine(found, plans(found)));
  }

  /// The backend called `name` as on another machine.
  static Engine named(String name, int vectorBits, int threads) {
    Backend own = named(name).backend();
    return ENGINES.computeIfAbsent(
        name + " " + vectorBits + " " + threads,
        _ -> {
          Backend machine = own.machine(vectorBits, threads);
          return new Engine(machine, plans(machine));
        });
  }

  private static PlanCache plans(Backend backend) {
    return new PlanCache(backend, GradientExpansion::expand);
  }

  /// The backend that this thread evaluates on.
  static Engine current() {
    return CHOSEN.isBound() ? CHOSEN.get() : DEFAULT;
  }

  /// Runs `body` with another backend.
  static void with(Engine engine, Runnable body) {
    ScopedValue.where(CHOSEN, engine).run(body);
  }
}
