package io.tocsin.bot.detector.exception;

import io.tocsin.model.fault.Culprit;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.fault.Thrown;
import io.tocsin.model.telemetry.Endpoint;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record tells of its exception. */
record Exceptional(StackTrace trace, Grouping grouping, FaultFacts facts, String because) {
  private static final int MAX_STACK = 65_536;
  private static final String UNKNOWN = "unknown";

  static Exceptional of(LogRecord record, ErrorInfo error, boolean uncaught, OwnCode own) {
    StackTrace trace =
        Optional.ofNullable(error.stack())
            .flatMap(StackTrace::parse)
            .orElseGet(() -> withoutStack(error));
    String logger = firstKnown(record.logger(), record.thread());
    Grouping grouping = Grouping.of(trace, own, logger);
    Optional<Culprit> culprit = Culprit.rank(trace, own).stream().findFirst();
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            trace.root().type(),
            trace.root().message(),
            trace.outermost().type(),
            culprit.map(Culprit::frame).orElse(null),
            culprit.map(Culprit::because).orElse(null),
            cut(error.stack() == null ? line(trace.root()) : error.stack()),
            uncaught,
            error.code(),
            operation(record, uncaught),
            record.attributes().get("vcs.ref.head.revision"),
            grouping.because());
    String because =
        uncaught
            ? "nobody caught it: it ended thread " + firstKnown(record.thread(), null)
            : "logged as " + record.severity() + " by " + logger + " with its exception";
    return new Exceptional(trace, grouping, facts, because);
  }

  private static StackTrace withoutStack(ErrorInfo error) {
    String type = error.type() == null ? UNKNOWN : error.type();
    String message = error.message() == null ? "" : error.message();
    return new StackTrace(List.of(new Thrown(type, message, List.of(), 0, List.of())));
  }

  private static String line(Thrown thrown) {
    return thrown.message().isEmpty() ? thrown.type() : thrown.type() + ": " + thrown.message();
  }

  /** A pooled thread's name says nothing of a request; of a worker that died it does. */
  private static @Nullable String operation(LogRecord record, boolean uncaught) {
    String endpoint = Endpoint.of(record.attributes());
    return endpoint == null && uncaught ? record.thread() : endpoint;
  }

  /** The head holds the type, the tail the root cause: the middle goes. */
  private static String cut(String stack) {
    if (stack.length() <= MAX_STACK) {
      return stack;
    }
    int half = MAX_STACK / 2;
    int headEnd = stack.lastIndexOf('\n', half);
    int tailStart = stack.indexOf('\n', stack.length() - half);
    return stack.substring(0, headEnd < 0 ? half : headEnd)
        + "\n"
        + stack.substring(tailStart < 0 ? stack.length() - half : tailStart + 1);
  }

  private static String firstKnown(@Nullable String first, @Nullable String second) {
    return first != null ? first : second != null ? second : UNKNOWN;
  }
}
