package io.tocsin.collector.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a span event of the profiler is called: a W3C traceparent, or trace id and span id alone.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 */
record SpanTag(String traceId, String spanId) {
  private static final Pattern FORM =
      Pattern.compile("(?:[0-9a-f]{2}-)?([0-9a-f]{32})[-:/]([0-9a-f]{16})(?:-[0-9a-f]{2})?");

  /** Null for any other text. */
  static @Nullable SpanTag of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? new SpanTag(matcher.group(1), matcher.group(2)) : null;
  }
}
