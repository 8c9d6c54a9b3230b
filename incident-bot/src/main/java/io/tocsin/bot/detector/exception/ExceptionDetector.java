package io.tocsin.bot.detector.exception;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One signal for each fault in each environment of a batch. A fault is an exception that ended its
 * thread, or one that was logged as ERROR or worse. A deadline that passed and a call that was
 * cancelled are warnings, unless they ended a thread. Spans make no signals: what they record and
 * nobody logs was handled, and what was logged would count twice.
 */
public final class ExceptionDetector implements Detector {
  static final String NAME = "exception";
  private static final String UNCAUGHT = "jvm.exception.uncaught";

  /** A fatal error of a JVM: it has a detector of its own. */
  private static final String CRASH = "jvm.crash";

  /** Codes of the error model that say that somebody stopped waiting. */
  private static final Set<String> GIVEN_UP = Set.of("DEADLINE_EXCEEDED", "CALL_CANCELLED");

  private final OwnCode own;

  public ExceptionDetector(OwnCode own) {
    this.own = own;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Signal> detect(Observation observation) {
    Map<Occurrences.Key, Occurrences> found = new LinkedHashMap<>();
    for (LogRecord record : observation.logs()) {
      ErrorInfo error = record.error();
      if (error != null && isFault(record, error)) {
        Exceptional exceptional = Exceptional.of(record, error, isUncaught(record, error), own);
        found
            .computeIfAbsent(
                Occurrences.Key.of(record, exceptional.grouping().fingerprint()),
                key -> new Occurrences(key, record, exceptional))
            .add(record);
      }
    }
    return found.values().stream().map(some -> some.signal(observation)).toList();
  }

  private static boolean isFault(LogRecord record, ErrorInfo error) {
    if (error.type() == null && error.stack() == null || CRASH.equals(record.eventName())) {
      return false;
    }
    return isUncaught(record, error)
        || record.severity().atLeast(Severity.ERROR)
            && (error.code() == null || !GIVEN_UP.contains(error.code()));
  }

  private static boolean isUncaught(LogRecord record, ErrorInfo error) {
    return error.uncaught() || UNCAUGHT.equals(record.eventName());
  }
}
