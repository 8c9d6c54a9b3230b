package io.tocsin.model.telemetry;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an endpoint is named wherever one is: {@code POST /transfers}. */
public final class Endpoint {
  private static final int MAX_CHARS = 256;

  /** A path's part that is an id: all digits, a UUID, or a long hex number with a digit in it. */
  private static final Pattern ID =
      Pattern.compile(
          "(?<=/)(?:\\d+|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|(?=[a-fA-F]*\\d)[0-9a-fA-F]{12,})(?=[/ ?]|$)");

  private Endpoint() {}

  /** By OpenTelemetry's HTTP conventions; null where the attributes name no route. */
  public static @Nullable String of(Map<String, String> attributes) {
    String route = attributes.get("http.route");
    if (route == null) {
      return null;
    }
    String method = attributes.get("http.request.method");
    return cut(method == null ? route : method + ' ' + route);
  }

  /** Of a span without a route: ids in a path would make an endpoint of each request. */
  static String ofName(String spanName) {
    return cut(ID.matcher(spanName).replaceAll("{id}"));
  }

  private static String cut(String name) {
    return name.length() <= MAX_CHARS ? name : name.substring(0, MAX_CHARS);
  }
}
