package io.tocsin.collector.receiver.filelog.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/** Frames as Log4j2's JsonLayout writes them, an array of objects or texts, to a Java trace. */
final class JsonFrames {
  /** What cannot be read stays JSON text. */
  byte[] render(byte[] bytes, int from, int to) {
    String json = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    try {
      if (!(JsonParser.parseString(json) instanceof JsonArray array)) {
        return json.getBytes(StandardCharsets.UTF_8);
      }
      StringBuilder trace = new StringBuilder();
      for (JsonElement element : array) {
        trace.append(element.isJsonObject() ? frame(element.getAsJsonObject()) : line(element));
      }
      return trace.toString().getBytes(StandardCharsets.UTF_8);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String frame(JsonObject frame) {
    String file = text(frame, "file", "fileName");
    String line = text(frame, "line", "lineNumber");
    String place = file.isEmpty() ? "Unknown Source" : line.isEmpty() ? file : file + ':' + line;
    return "\tat %s.%s(%s)%n"
        .formatted(text(frame, "class", "className"), text(frame, "method", "methodName"), place)
        .replace("\r\n", "\n");
  }

  private static String line(JsonElement element) {
    return element.isJsonPrimitive() ? element.getAsString() + '\n' : element.toString() + '\n';
  }

  private static String text(JsonObject frame, String name, String otherName) {
    JsonElement value = frame.has(name) ? frame.get(name) : frame.get(otherName);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }
}
