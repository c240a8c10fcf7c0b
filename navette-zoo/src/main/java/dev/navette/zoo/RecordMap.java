// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.data.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records of numbers, booleans, texts, enums and lists of them, as maps and back.
final class RecordMap {
  private RecordMap() {}

  /// The components by name; enums as their names in lower case.
  static Map<String, Object> toMap(Record source) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (RecordComponent component : source.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(source);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + component + " of " + source, e);
      }
      map.put(component.getName(), value instanceof Enum<?> e ? label(e) : value);
    }
    return Collections.unmodifiableMap(map);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A record of these components.
  ///
  /// @param what names the record in messages
  /// @throws IllegalArgumentException if a component is missing, unknown or of another type, or the
  ///   record refuses it
  static <R> R fromMap(Class<R> type, String what, Map<String, ?> map) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : map.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(NearestName.message(what + " component", name, names));
      }
    }
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(what, components[i], map.get(names.get(i)));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make a " + what, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + what, e);
    }
  }

  private static Object value(String what, RecordComponent component, @Nullable Object found) {
    Class<?> type = component.getType();
    Object value = null;
    if (type == int.class) {
      value = whole(found);
    } else if (type == double.class) {
      value = found instanceof Number n ? n.doubleValue() : null;
    } else if (type == boolean.class) {
      value = found instanceof Boolean ? found : null;
    } else if (type == String.class) {
      value = found instanceof String ? found : null;
    } else if (type.isEnum()) {
      value = constant(type, found);
    } else if (type == List.class) {
      value = found instanceof List<?> list ? list(component.getGenericType(), list) : null;
    }
    if (value == null) {
      throw new IllegalArgumentException(
          what
              + ": '"
              + component.getName()
              + "' is "
              + (found == null ? "missing" : found + ", which is no " + type.getSimpleName()));
    }
    return value;
  }

  private static @Nullable Integer whole(@Nullable Object found) {
    return found instanceof Number n && n.doubleValue() == n.intValue() ? n.intValue() : null;
  }

  private static @Nullable Object constant(Class<?> type, @Nullable Object found) {
    List<String> known = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      if (constant instanceof Enum<?> e) {
        known.add(label(e));
        if (label(e).equals(found)) {
          return constant;
        }
      }
    }
    if (found instanceof String name) {
      String what = type.getSimpleName().toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(NearestName.message(what, name, known));
    }
    return null;
  }

  private static @Nullable List<Object> list(Type generic, List<?> found) {
    boolean whole =
        generic instanceof ParameterizedType p && p.getActualTypeArguments()[0] == Integer.class;
    List<Object> list = new ArrayList<>();
    for (Object element : found) {
      Object value = whole ? whole(element) : element;
      if (value == null) {
        return null;
      }
      list.add(value);
    }
    return List.copyOf(list);
  }
}
