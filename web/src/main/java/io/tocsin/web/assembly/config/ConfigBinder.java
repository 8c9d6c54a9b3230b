package io.tocsin.web.assembly.config;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes config records of a YAML tree. Every key must be a component of its record; what is absent
 * takes the default of its {@link Setting}. Errors name the whole key, its value and what was
 * expected.
 */
final class ConfigBinder {
  <R extends Record> R bind(Class<R> type, Map<String, Object> tree) {
    return type.cast(record(type, tree, ""));
  }

  private Object record(Class<?> type, Object node, String path) {
    Map<?, ?> tree = mapAt(node, path);
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknownKeys(components, tree, path);
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = keyOf(components[i]);
      types[i] = components[i].getType();
      values[i] = component(components[i], tree.get(key), join(path, key));
    }
    return construct(type, types, values, path);
  }

  private static Object construct(
      Class<?> type, Class<?>[] types, @Nullable Object[] values, String path) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSettingException invalid) {
        throw path.isEmpty() ? invalid : invalid.within(path);
      }
      throw new IllegalStateException(type + " does not check its values properly", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a usable config record", e);
    }
  }

  private @Nullable Object component(
      RecordComponent component, @Nullable Object node, String path) {
    Setting setting = settingOf(component);
    Class<?> raw = component.getType();
    if (node != null) {
      return value(component.getGenericType(), node, path);
    }
    if (!setting.def().isEmpty()) {
      return value(component.getGenericType(), new YamlScalar(setting.def()).parsed(), path);
    }
    if (isNullable(component)) {
      return null;
    }
    if (raw.isRecord() && raw != Secret.class) {
      return record(raw, Map.of(), path);
    }
    if (raw == List.class) {
      return List.of();
    }
    if (raw == Map.class) {
      return Map.of();
    }
    throw new InvalidSettingException(path, "missing", ScalarSettings.describe(raw));
  }

  private Object value(Type type, Object node, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(generic.getActualTypeArguments()[0], node, path)
          : map(generic.getActualTypeArguments()[1], node, path);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Secret.class) {
      return secret(node, path);
    }
    if (raw.isRecord()) {
      return record(raw, node, path);
    }
    if (node instanceof Map || node instanceof List) {
      throw new InvalidSettingException(path, node, "a " + ScalarSettings.describe(raw));
    }
    Object converted = ScalarSettings.convert(raw, String.valueOf(node), path);
    if (converted == null) {
      throw new IllegalStateException(
          path + " has the type " + raw + ", which no setting may have");
    }
    return converted;
  }

  private List<Object> list(Type elementType, Object node, String path) {
    if (!(node instanceof List<?> elements)) {
      throw new InvalidSettingException(path, node, "a list");
    }
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      result.add(value(elementType, elements.get(i), path + '[' + i + ']'));
    }
    return List.copyOf(result);
  }

  private Map<String, Object> map(Type valueType, Object node, String path) {
    Map<String, Object> result = new LinkedHashMap<>();
    mapAt(node, path)
        .forEach((key, value) ->
            result.put(
                String.valueOf(key), value(valueType, value, join(path, String.valueOf(key)))));
    return result;
  }

  private static Secret secret(Object node, String path) {
    if (!(node instanceof Map<?, ?> map)) {
      return new Secret(String.valueOf(node));
    }
    if (!map.keySet().equals(Set.of("file"))) {
      throw new InvalidSettingException(path, map.keySet(), "a text, or {file: PATH}");
    }
    Path file = Path.of(String.valueOf(map.get("file")));
    try {
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new InvalidSettingException(path + ".file", file, "a readable file");
    }
  }

  private static void refuseUnknownKeys(RecordComponent[] components, Map<?, ?> tree, String path) {
    Set<String> known = new TreeSet<>();
    Arrays.stream(components).forEach(component -> known.add(keyOf(component)));
    for (Object key : tree.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw new InvalidSettingException(
            join(path, String.valueOf(key)), "unknown key", "one of " + String.join(", ", known));
      }
    }
  }

  private static Map<?, ?> mapAt(Object node, String path) {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidSettingException(path, node, "a map of keys");
  }

  static Setting settingOf(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(
          component.getDeclaringRecord().getName()
              + '.'
              + component.getName()
              + " has no @Setting");
    }
    return setting;
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** {@code maxLineBytes} is written {@code max_line_bytes}. */
  static String keyOf(RecordComponent component) {
    return component
        .getName()
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }
}
