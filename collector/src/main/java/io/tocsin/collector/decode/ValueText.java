package io.tocsin.collector.decode;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;

/** OTLP values as people read them: text as it is, lists and maps as JSON, bytes in base64. */
public final class ValueText {
  private ValueText() {}

  public static String of(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BYTES_VALUE -> base64(value);
      case ARRAY_VALUE, KVLIST_VALUE -> json(value);
      default -> "";
    };
  }

  private static String base64(AnyValue value) {
    return Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
  }

  private static String json(AnyValue value) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setLenient(true);
      json.setHtmlSafe(false);
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString();
  }

  /** Recursion is safe: the pipeline leaves at most 100 levels of values. */
  private static void write(AnyValue value, JsonWriter json) throws IOException {
    switch (value.getValueCase()) {
      case BOOL_VALUE -> json.value(value.getBoolValue());
      case INT_VALUE -> json.value(value.getIntValue());
      case DOUBLE_VALUE -> json.value(value.getDoubleValue());
      case ARRAY_VALUE -> {
        json.beginArray();
        for (AnyValue item : value.getArrayValue().getValuesList()) {
          write(item, json);
        }
        json.endArray();
      }
      case KVLIST_VALUE -> {
        json.beginObject();
        for (KeyValue member : value.getKvlistValue().getValuesList()) {
          json.name(member.getKey());
          write(member.getValue(), json);
        }
        json.endObject();
      }
      case VALUE_NOT_SET -> json.nullValue();
      default -> json.value(of(value));
    }
  }
}
