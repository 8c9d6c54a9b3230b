package io.tocsin.model.log;

/** The OTLP request that a payload is. */
public enum TelemetryKind {
  LOGS,
  TRACES,
  METRICS,
  PROFILES
}
