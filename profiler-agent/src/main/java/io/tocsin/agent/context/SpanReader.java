package io.tocsin.agent.context;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reads trace and span id out of a context, by reflection: there are as many OpenTelemetry APIs in
 * a JVM as class loaders that hold one.
 */
final class SpanReader {
  private final Method fromContextOrNull;
  private final Method getSpanContext;
  private final Method isValid;
  private final Method getTraceId;
  private final Method getSpanId;

  /**
   * @param prefix of the API's packages, ending in "io.opentelemetry."
   */
  SpanReader(@Nullable ClassLoader loader, String prefix) throws ReflectiveOperationException {
    Class<?> context = Class.forName(prefix + "context.Context", false, loader);
    Class<?> span = Class.forName(prefix + "api.trace.Span", false, loader);
    Class<?> spanContext = Class.forName(prefix + "api.trace.SpanContext", false, loader);
    this.fromContextOrNull = span.getMethod("fromContextOrNull", context);
    this.getSpanContext = span.getMethod("getSpanContext");
    this.isValid = spanContext.getMethod("isValid");
    this.getTraceId = spanContext.getMethod("getTraceId");
    this.getSpanId = spanContext.getMethod("getSpanId");
  }

  /**
   * @return null without a span, or with one that has no valid ids
   */
  @Nullable Recalled read(Object context, long ageNanos) throws ReflectiveOperationException {
    Object span = fromContextOrNull.invoke(null, context);
    if (span == null) {
      return null;
    }
    Object ids = getSpanContext.invoke(span);
    if (!Boolean.TRUE.equals(isValid.invoke(ids))) {
      return null;
    }
    return new Recalled((String) getTraceId.invoke(ids), (String) getSpanId.invoke(ids), ageNanos);
  }
}
