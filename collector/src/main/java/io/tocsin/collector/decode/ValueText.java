package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

/** OTLP values as people read them: text as it is, lists and maps as JSON, bytes in base64. */
public final class ValueText {
  /** Fields of AnyValue, ArrayValue and KeyValueList. */
  private static final int TEXT = 1 << 3 | 2;

  private static final int BOOL = 2 << 3;
  private static final int INT = 3 << 3;
  private static final int DOUBLE = 4 << 3 | 1;
  private static final int ARRAY = 5 << 3 | 2;
  private static final int MAP = 6 << 3 | 2;
  private static final int BYTES = 7 << 3 | 2;
  private static final int ITEM = 1 << 3 | 2;

  /** The pipeline leaves at most 100 levels of values. */
  private static final int DEEPEST = 200;

  private ValueText() {}

  /** What a value holds: the last of its fields that is known; tag 0 for nothing. */
  private record Content(int tag, long number, byte[] bytes, int from, int to) {
    static Content of(byte[] bytes, int from, int to) throws WireException {
      Content content = new Content(0, 0, bytes, from, from);
      Fields fields = new Fields(bytes, from, to);
      while (fields.next()) {
        switch (fields.tag()) {
          case TEXT, BOOL, INT, DOUBLE, ARRAY, MAP, BYTES ->
              content =
                  new Content(fields.tag(), fields.number(), bytes, fields.start(), fields.end());
          default -> {}
        }
      }
      return content;
    }

    String text() {
      return new String(bytes, from, to - from, UTF_8);
    }
  }

  public static String of(AnyValue value) {
    byte[] bytes = value.toByteArray();
    return of(new EncodedValue(bytes, 0, bytes.length));
  }

  /** An IllegalArgumentException where the value cannot be read. */
  static String of(EncodedValue value) {
    if (value.from() == value.to()) {
      return "";
    }
    if (isPlain(value)) {
      int text = value.from() + 2;
      return new String(value.bytes(), text, value.to() - text, UTF_8);
    }
    try {
      return of(Content.of(value.bytes(), value.from(), value.to()));
    } catch (WireException e) {
      throw new IllegalArgumentException("a value that cannot be read", e);
    }
  }

  /** The same for a text that comes again and again. */
  static String of(EncodedValue value, Names names) {
    return isPlain(value) ? names.of(value.bytes(), value.from() + 2, value.to()) : of(value);
  }

  /** A text of less than 128 bytes, as nearly every value is written. */
  private static boolean isPlain(EncodedValue value) {
    int size = value.to() - value.from();
    return size >= 2
        && value.bytes()[value.from()] == TEXT
        && value.bytes()[value.from() + 1] == size - 2;
  }

  private static String of(Content content) throws WireException {
    return switch (content.tag()) {
      case TEXT -> content.text();
      case BOOL -> Boolean.toString(content.number() != 0);
      case INT -> Long.toString(content.number());
      case DOUBLE -> Double.toString(Double.longBitsToDouble(content.number()));
      case BYTES ->
          Base64.getEncoder()
              .encodeToString(Arrays.copyOfRange(content.bytes(), content.from(), content.to()));
      case ARRAY, MAP -> json(content);
      default -> "";
    };
  }

  private static String json(Content content) throws WireException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setLenient(true);
      json.setHtmlSafe(false);
      write(content, json, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString();
  }

  private static void write(Content content, JsonWriter json, int depth)
      throws IOException, WireException {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a value of more than " + DEEPEST + " levels");
    }
    switch (content.tag()) {
      case BOOL -> json.value(content.number() != 0);
      case INT -> json.value(content.number());
      case DOUBLE -> json.value(Double.longBitsToDouble(content.number()));
      case ARRAY -> array(content, json, depth);
      case MAP -> map(content, json, depth);
      case 0 -> json.nullValue();
      default -> json.value(of(content));
    }
  }

  private static void array(Content content, JsonWriter json, int depth)
      throws IOException, WireException {
    json.beginArray();
    Fields items = new Fields(content.bytes(), content.from(), content.to());
    while (items.next()) {
      if (items.tag() == ITEM) {
        write(Content.of(content.bytes(), items.start(), items.end()), json, depth + 1);
      }
    }
    json.endArray();
  }

  private static void map(Content content, JsonWriter json, int depth)
      throws IOException, WireException {
    json.beginObject();
    Fields members = new Fields(content.bytes(), content.from(), content.to());
    while (members.next()) {
      if (members.tag() == ITEM) {
        Pair member = Pair.of(content.bytes(), members.start(), members.end());
        json.name(member.key());
        write(Content.of(member.bytes(), member.valueFrom(), member.valueTo()), json, depth + 1);
      }
    }
    json.endObject();
  }
}
