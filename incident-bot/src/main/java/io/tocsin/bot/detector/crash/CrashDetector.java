package io.tocsin.bot.detector.crash;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.LogRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One signal for each fatal error of a JVM: a record of the event {@code jvm.crash}, of whatever
 * age, since a report may come at the dead JVM's next start only. The same death reported in one
 * batch twice is told once.
 */
public final class CrashDetector implements Detector {
  static final String NAME = "crash";
  static final String EVENT = "jvm.crash";

  private final OwnCode own;

  public CrashDetector(OwnCode own) {
    this.own = own;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Signal> detect(Observation observation) {
    Map<Deaths.Key, Deaths> found = new LinkedHashMap<>();
    for (LogRecord record : observation.logs()) {
      if (EVENT.equals(record.eventName())) {
        Death death = Death.of(record, own);
        found.computeIfAbsent(Deaths.Key.of(record, death), k -> new Deaths(k, death)).add(record);
      }
    }
    return found.values().stream().map(deaths -> deaths.signal(observation)).toList();
  }
}
