// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Variable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One walk over the parts of a module.
final class ModuleParts {
  /// A component and how to read it.
  private record Component(String name, Class<?> type, Method accessor) {}

  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return components(type);
        }
      };

  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, Module> modules = new LinkedHashMap<>();
  private final Map<Variable, String> firstPaths = new IdentityHashMap<>();

  private ModuleParts() {}

  static ModuleParts of(Module module) {
    ModuleParts parts = new ModuleParts();
    parts.module("", module);
    return parts;
  }

  Map<String, Variable> variables() {
    return Collections.unmodifiableMap(variables);
  }

  Map<String, String> aliases() {
    return Collections.unmodifiableMap(aliases);
  }

  Map<String, Module> modules() {
    return Collections.unmodifiableMap(modules);
  }

  private void module(String path, Module module) {
    modules.putIfAbsent(path, module);
    for (Component component : COMPONENTS.get(module.getClass())) {
      part(join(path, component.name), read(component, module));
    }
  }

  /// The path with a name behind it, or in the place of the star in its last name.
  private static String join(String path, String name) {
    if (path.isEmpty() || name.isEmpty()) {
      return path + name;
    }
    int star = path.indexOf('*', path.lastIndexOf('.') + 1);
    return star < 0 ? path + "." + name : path.substring(0, star) + name + path.substring(star + 1);
  }

  private void part(String path, @Nullable Object part) {
    switch (part) {
      case Variable v -> variable(path, v);
      case Module m -> module(path, m);
      case Optional<?> o -> o.ifPresent(p -> part(path, p));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          part(join(path, Integer.toString(i)), list.get(i));
        }
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : ordered(map)) {
          part(join(path, String.valueOf(entry.getKey())), entry.getValue());
        }
      }
      case Object[] array -> refuse(path, "an array", List.of(array));
      case Collection<?> collection -> refuse(path, "a " + name(collection), collection);
      case Record r -> refuse(path, r);
      case null, default -> {}
    }
  }

  private static String name(Object object) {
    return object.getClass().getSimpleName();
  }

  private static List<Map.Entry<?, ?>> ordered(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    if (!(map instanceof SequencedMap)) {
      entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
    }
    return entries;
  }

  private void variable(String path, Variable variable) {
    String first = firstPaths.putIfAbsent(variable, path);
    if (variables.containsKey(path) || aliases.containsKey(path)) {
      throw new IllegalStateException(
          "two parts have the path '" + path + "'; rename a component or a key of a map");
    }
    if (first == null) {
      variables.put(path, variable);
    } else {
      aliases.put(path, first);
    }
  }

  private static void refuse(String path, String container, Iterable<?> elements) {
    for (Object element : elements) {
      if (element instanceof Variable || element instanceof Module) {
        throw new IllegalStateException(
            "'" + path + "' holds parts in " + container + "; hold them in a List or a Map");
      }
    }
  }

  private static void refuse(String path, Record other) {
    for (RecordComponent component : other.getClass().getRecordComponents()) {
      if (isPart(component.getType())) {
        throw new IllegalStateException(
            "'"
                + path
                + "' is a "
                + name(other)
                + ", a record with parts that is no Module; let it implement Module");
      }
    }
  }

  private static boolean isPart(Class<?> type) {
    return type == Variable.class || Module.class.isAssignableFrom(type);
  }

  // ---- reflection

  private static Object read(Component component, Module module) {
    try {
      return component.accessor.invoke(module);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "cannot read '" + component.name + "' of " + module.getClass().getName(), e);
    }
  }

  private static List<Component> components(Class<?> type) {
    if (!type.isRecord()) {
      requireNoParts(type);
      return List.of();
    }
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isPrimitive()) {
        continue;
      }
      Method accessor = component.getAccessor();
      try {
        accessor.setAccessible(true);
      } catch (InaccessibleObjectException e) {
        throw new IllegalStateException(
            "cannot read the parts of "
                + type.getName()
                + "; put 'opens "
                + type.getPackageName()
                + ";' into the module-info of "
                + type.getModule().getName(),
            e);
      }
      Named named = component.getAnnotation(Named.class);
      String name = named == null ? component.getName() : named.value();
      components.add(new Component(name, component.getType(), accessor));
    }
    return List.copyOf(components);
  }

  /// Lambdas and enums may be layers, but without parts.
  private static void requireNoParts(Class<?> type) {
    if (type.isHidden()) {
      for (Field captured : type.getDeclaredFields()) {
        if (isPart(captured.getType()) && !captured.getType().isEnum()) {
          throw new IllegalStateException(
              "a lambda that is a layer uses a "
                  + captured.getType().getSimpleName()
                  + ", whose parameters cannot be found in it; write a record with that component");
        }
      }
    } else if (!Enum.class.isAssignableFrom(type)) {
      throw new IllegalStateException(
          type.getName()
              + " implements Module but is no record, so its parts cannot be found; make it a"
              + " record whose components are its parts");
    }
  }
}
