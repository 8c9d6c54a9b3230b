package io.tocsin.storage.lucene;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record class as bytes. For each component that is there: two bytes that stand for its name, the
 * length of its value, the value. Whoever reads passes over names that it does not know and takes
 * null, empty, zero or false for missing ones, so a noun may gain and lose components; renaming one
 * loses it.
 *
 * <p>Values: text in UTF-8, enums by name, numbers in eight bytes (big-endian), records in this
 * form, lists and maps of texts as lengths and texts. Lengths are varints as protobuf's.
 */
final class RecordForm<T> {
  /** Length of a record that is written before it is known: a varint of a fixed width. */
  private static final int NESTED_LENGTH_BYTES = 4;

  private static final int NESTED_LENGTH_LIMIT = 1 << 7 * NESTED_LENGTH_BYTES;
  private static final int NAME_BYTES = 2;

  private final Component[] components;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final MethodHandle constructor;

  private enum Kind {
    TEXT,
    NUMBER,
    SMALL_NUMBER,
    FLAG,
    OPTIONAL_FLAG,
    ENUM,
    TEXTS,
    TEXT_BY_TEXT,
    RECORD
  }

  /**
   * @param form of a RECORD; null for all others
   */
  private record Component(
      int name, Kind kind, Class<?> type, MethodHandle accessor, @Nullable RecordForm<?> form) {}

  RecordForm(Class<T> type) {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    RecordComponent[] all = type.getRecordComponents();
    components = new Component[all.length];
    Class<?>[] types = new Class<?>[all.length];
    try {
      for (int i = 0; i < all.length; i++) {
        types[i] = all[i].getType();
        Kind kind = kindOf(types[i]);
        int name = all[i].getName().hashCode() * 0x9e3779b1 >>> Integer.SIZE - 8 * NAME_BYTES;
        components[i] =
            new Component(
                name,
                kind,
                types[i],
                lookup
                    .unreflect(all[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)),
                kind == Kind.RECORD ? new RecordForm<>(types[i]) : null);
        if (places.put(name, i) != null) {
          throw new IllegalArgumentException(
              type + ": " + all[i].getName() + " (expected: a name with another hash)");
        }
      }
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, all.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " (expected: a public record)", e);
    }
  }

  private static Kind kindOf(Class<?> type) {
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == long.class) {
      return Kind.NUMBER;
    }
    if (type == int.class) {
      return Kind.SMALL_NUMBER;
    }
    if (type == boolean.class) {
      return Kind.FLAG;
    }
    if (type == Boolean.class) {
      return Kind.OPTIONAL_FLAG;
    }
    if (type.isEnum()) {
      return Kind.ENUM;
    }
    if (type == List.class) {
      return Kind.TEXTS;
    }
    if (type == Map.class) {
      return Kind.TEXT_BY_TEXT;
    }
    if (type.isRecord()) {
      return Kind.RECORD;
    }
    throw new IllegalArgumentException("no form for " + type);
  }

  /** Appends; grows the buffer where it must. */
  void write(T record, ByteSink out) {
    writeObject(record, out);
  }

  private void writeObject(Object record, ByteSink out) {
    for (Component component : components) {
      Object value = get(component, record);
      if (value != null) {
        write(component, value, out);
      }
    }
  }

  private static @Nullable Object get(Component component, Object record) {
    try {
      return (Object) component.accessor.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("accessors of records throw nothing checked", e);
    }
  }

  private static void write(Component component, Object value, ByteSink out) {
    switch (component.kind) {
      case TEXT -> text(component.name, (String) value, out);
      case ENUM -> text(component.name, ((Enum<?>) value).name(), out);
      case NUMBER -> number(component.name, (Long) value, out);
      case SMALL_NUMBER -> number(component.name, (Integer) value, out);
      case FLAG -> {
        if ((Boolean) value) {
          out.name(component.name).varint(0);
        }
      }
      case OPTIONAL_FLAG -> out.name(component.name).varint(1).one((Boolean) value ? 1 : 0);
      case TEXTS -> {
        List<?> texts = (List<?>) value;
        if (!texts.isEmpty()) {
          int begin = out.name(component.name).open(NESTED_LENGTH_BYTES);
          texts.forEach(text -> out.text((String) text));
          close(begin, out);
        }
      }
      case TEXT_BY_TEXT -> {
        Map<?, ?> texts = (Map<?, ?>) value;
        if (!texts.isEmpty()) {
          int begin = out.name(component.name).open(NESTED_LENGTH_BYTES);
          texts.forEach((key, text) -> out.text((String) key).text((String) text));
          close(begin, out);
        }
      }
      case RECORD -> {
        RecordForm<?> form = component.form;
        if (form != null) {
          int begin = out.name(component.name).open(NESTED_LENGTH_BYTES);
          form.writeObject(value, out);
          close(begin, out);
        }
      }
    }
  }

  private static void text(int name, String text, ByteSink out) {
    out.name(name).text(text);
  }

  private static void number(int name, long value, ByteSink out) {
    if (value != 0) {
      out.name(name).varint(Long.BYTES).number(value);
    }
  }

  private static void close(int begin, ByteSink out) {
    int length = out.size() - begin;
    if (length >= NESTED_LENGTH_LIMIT) {
      throw new IllegalArgumentException("record of " + length + " bytes");
    }
    out.fixedVarint(begin - NESTED_LENGTH_BYTES, length, NESTED_LENGTH_BYTES);
  }

  /** Anything that {@link #write} did not write is an IOException. */
  T read(ByteBuffer in) throws IOException {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = missing(components[i].kind);
    }
    try {
      while (in.hasRemaining()) {
        int name = in.getShort() & 0xffff;
        int length = varint(in);
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        Integer place = places.get(name);
        if (place != null) {
          values[place] = value(components[place], value);
        }
      }
      @SuppressWarnings("unchecked")
      T record = (T) (Object) constructor.invokeExact(values);
      return record;
    } catch (IOException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("a stored record is damaged: " + e, e);
    }
  }

  private static @Nullable Object missing(Kind kind) {
    return switch (kind) {
      case TEXT, OPTIONAL_FLAG, ENUM, RECORD -> null;
      case NUMBER -> 0L;
      case SMALL_NUMBER -> 0;
      case FLAG -> false;
      case TEXTS -> List.of();
      case TEXT_BY_TEXT -> Map.of();
    };
  }

  private static @Nullable Object value(Component component, ByteBuffer in) throws IOException {
    return switch (component.kind) {
      case TEXT -> text(in, in.remaining());
      case ENUM -> constant(component.type, text(in, in.remaining()));
      case NUMBER -> in.getLong();
      case SMALL_NUMBER -> (int) in.getLong();
      case FLAG -> true;
      case OPTIONAL_FLAG -> in.get() == 1;
      case TEXTS -> {
        List<String> texts = new ArrayList<>();
        while (in.hasRemaining()) {
          texts.add(text(in, varint(in)));
        }
        yield texts;
      }
      case TEXT_BY_TEXT -> {
        Map<String, String> texts = new HashMap<>();
        while (in.hasRemaining()) {
          String key = text(in, varint(in));
          texts.put(key, text(in, varint(in)));
        }
        yield texts;
      }
      case RECORD -> component.form == null ? null : component.form.read(in);
    };
  }

  private static @Nullable Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    return null;
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int varint(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int b = in.get();
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
