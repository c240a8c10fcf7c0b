// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A copy of a module whose variables are f64. Tied variables are tied in the copy.
final class WideCopy {
  private final Map<Variable, Variable> variables = new IdentityHashMap<>();

  private WideCopy() {}

  /// The copy of a record that is a module.
  ///
  /// @throws IllegalArgumentException if it is no record, or cannot be made anew
  @SuppressWarnings("unchecked") // A record is rebuilt by its own constructor.
  static <M extends Module> M of(M module) {
    return (M) new WideCopy().module(module);
  }

  private @Nullable Object part(@Nullable Object part) {
    return switch (part) {
      case Variable v -> variables.computeIfAbsent(v, WideCopy::variable);
      case Module m -> module(m);
      case Optional<?> o -> o.map(this::part);
      case List<?> list -> list.stream().map(this::part).toList();
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, part(value)));
        yield copy;
      }
      case null, default -> part;
    };
  }

  private static Variable variable(Variable v) {
    Tensor wide = v.snapshot();
    wide = wide.dtype().isFloat() ? wide.cast(DType.F64).eval() : wide;
    return v.isTrainable() ? new Variable(wide) : Variable.state(wide);
  }

  /// A module that is no record has no parts.
  private Object module(Module module) {
    if (!module.getClass().isRecord()) {
      return module;
    }
    RecordComponent[] components = module.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] parts = new @Nullable Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        parts[i] = part(accessor.invoke(module));
      }
      Constructor<?> constructor = module.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          "cannot copy "
              + module.getClass().getName()
              + " with f64 variables; open its package ('opens "
              + module.getClass().getPackageName()
              + ";' in module-info), or make an f64 one and use checkDirections",
          e);
    }
  }
}
