package io.tocsin.model.metric;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One value of one series at the time of asking.
 *
 * @param name as Prometheus wants it: {@code tocsin_}, unit last, counters end in {@code _total}
 * @param help one sentence, the same for every sample of that name
 * @param labels bounded in number: tenants, reasons, parts; never ids or text from outside
 */
public record Sample(
    String name, String help, Type type, Map<String, String> labels, double value) {
  public enum Type {
    COUNTER,
    GAUGE
  }

  public Sample {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  public static Sample counter(String name, String help, Map<String, String> labels, double value) {
    return new Sample(name, help, Type.COUNTER, labels, value);
  }

  public static Sample gauge(String name, String help, Map<String, String> labels, double value) {
    return new Sample(name, help, Type.GAUGE, labels, value);
  }
}
