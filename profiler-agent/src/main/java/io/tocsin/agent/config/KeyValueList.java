package io.tocsin.agent.config;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's {@code key=value,key=value} with percent-encoded values. */
final class KeyValueList {
  private KeyValueList() {}

  /** Entries without a key or an equals sign are left out, as OpenTelemetry does. */
  static Map<String, String> parse(@Nullable String text) {
    Map<String, String> pairs = new LinkedHashMap<String, String>();
    if (text == null) {
      return pairs;
    }
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        pairs.put(each.substring(0, equals).trim(), decode(each.substring(equals + 1).trim()));
      }
    }
    return pairs;
  }

  private static String decode(String value) {
    try {
      // The plus sign stands for itself here, unlike in a web form.
      return URLDecoder.decode(value.replace("+", "%2B"), "UTF-8");
    } catch (IllegalArgumentException e) {
      return value;
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
