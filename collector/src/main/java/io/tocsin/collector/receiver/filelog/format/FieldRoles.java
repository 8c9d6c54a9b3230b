package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.text.SliceMap;
import io.tocsin.collector.text.Slices;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names under which fields are written: of logstash-logback-encoder, Logback's JsonEncoder,
 * Log4j2's JsonLayout and JsonTemplateLayout, ECS, GELF, OpenTelemetry's own, and the usual short
 * ones. Nested objects have dotted names.
 */
final class FieldRoles {
  private static final Map<Role, List<String>> NAMES =
      Map.ofEntries(
          Map.entry(
              Role.TIMESTAMP,
              List.of("@timestamp", "timestamp", "time", "ts", "timeMillis", "date")),
          Map.entry(Role.EPOCH_SECONDS, List.of("instant.epochSecond")),
          Map.entry(Role.NANO_OF_SECOND, List.of("instant.nanoOfSecond", "nanoseconds")),
          Map.entry(
              Role.SEVERITY,
              List.of("level", "severity", "log.level", "lvl", "loglevel", "_level_name")),
          Map.entry(Role.MESSAGE, List.of("message", "msg", "short_message")),
          Map.entry(
              Role.LOGGER,
              List.of("logger_name", "logger", "loggerName", "log.logger", "_log_logger")),
          Map.entry(
              Role.THREAD,
              List.of(
                  "thread_name",
                  "thread",
                  "threadName",
                  "thread.name",
                  "process.thread.name",
                  "_process_thread_name")),
          Map.entry(
              Role.TRACE_ID, List.of("trace_id", "traceId", "trace.id", "traceID", "traceid")),
          Map.entry(Role.SPAN_ID, List.of("span_id", "spanId", "span.id", "spanID", "spanid")),
          Map.entry(Role.TRACE_FLAGS, List.of("trace_flags", "traceFlags")),
          Map.entry(
              Role.STACK_TRACE,
              List.of(
                  "stack_trace",
                  "stackTrace",
                  "stacktrace",
                  "error.stack_trace",
                  "exception.stacktrace",
                  "thrown.extendedStackTrace",
                  "_error_stack_trace")),
          Map.entry(
              Role.EXCEPTION_TYPE,
              List.of(
                  "error.type",
                  "exception.type",
                  "exception_class",
                  "thrown.name",
                  "throwable.className",
                  "_error_type")),
          Map.entry(
              Role.EXCEPTION_MESSAGE,
              List.of(
                  "error.message",
                  "exception.message",
                  "exception_message",
                  "thrown.message",
                  "throwable.message",
                  "_error_message")),
          Map.entry(Role.CLASS, List.of("caller_class_name", "source.class", "code.namespace")),
          Map.entry(
              Role.METHOD,
              List.of(
                  "caller_method_name", "source.method", "code.function", "log.origin.function")),
          Map.entry(
              Role.FILE,
              List.of("caller_file_name", "source.file", "code.filepath", "log.origin.file.name")),
          Map.entry(
              Role.LINE,
              List.of("caller_line_number", "source.line", "code.lineno", "log.origin.file.line")),
          Map.entry(Role.EVENT_NAME, List.of("event.name")),
          Map.entry(
              Role.IGNORE,
              List.of(
                  "@version",
                  "level_value",
                  "levelInt",
                  "ecs.version",
                  "version",
                  "endOfBatch",
                  "loggerFqcn",
                  "threadPriority",
                  "thrown.commonElementCount",
                  "thrown.localizedMessage",
                  "sequenceNumber")));

  /** What frameworks put before the keys of the MDC. */
  private static final List<byte[]> PREFIXES =
      List.of(bytes("mdc."), bytes("contextMap."), bytes("labels."), bytes("MDC."));

  private final SliceMap<Role> roles;

  /**
   * @param own names of the user's to roles; they win
   */
  FieldRoles(Map<String, Role> own) {
    Map<String, Role> all = new HashMap<>();
    NAMES.forEach((role, names) -> names.forEach(name -> all.put(name, role)));
    all.putAll(own);
    roles = new SliceMap<>(all);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Nullable Role of(byte[] bytes, int from, int to) {
    return roles.get(bytes, from, to);
  }

  /** Where the key begins behind a prefix of the MDC's. */
  static int keyStart(byte[] bytes, int from, int to) {
    int first = bytes[from];
    if (first != 'm' && first != 'c' && first != 'l' && first != 'M') {
      return from;
    }
    for (byte[] prefix : PREFIXES) {
      if (to - from > prefix.length && Slices.startsWith(bytes, from, to, prefix)) {
        return from + prefix.length;
      }
    }
    return from;
  }
}
