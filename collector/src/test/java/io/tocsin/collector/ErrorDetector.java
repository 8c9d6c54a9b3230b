package io.tocsin.collector;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A signal for each log record with an exception; for tests of the way to detectors. */
public final class ErrorDetector implements Detector {
  @Override
  public String name() {
    return "error";
  }

  @Override
  public List<Signal> detect(Observation observation) {
    return observation.logs().stream()
        .filter(log -> log.error() != null)
        .map(log -> signal(observation, log))
        .toList();
  }

  private Signal signal(Observation observation, LogRecord log) {
    String type = String.valueOf(log.error().type());
    Fingerprint key =
        new Fingerprint("v1:" + HexFormat.of().toHexDigits(type.hashCode()).repeat(4));
    AccountRef account = log.business().account();
    return new Signal(
        SignalId.of(
            observation.epoch(), observation.position(), name(), log.source().environment(), key),
        log.tenant(),
        name(),
        key,
        log.source(),
        1,
        log.eventNanos(),
        log.eventNanos(),
        log.observedNanos(),
        log.id(),
        log.traceId(),
        account == null ? null : account.token(),
        account == null ? Set.of() : Set.copyOf(account.tokens()),
        Set.of(),
        log.loadTest(),
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            type,
            "",
            type,
            null,
            null,
            "",
            log.error().uncaught(),
            null,
            null,
            null,
            List.of()),
        "the record has an exception");
  }
}
