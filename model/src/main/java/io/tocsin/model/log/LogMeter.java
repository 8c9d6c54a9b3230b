package io.tocsin.model.log;

/** The log's own counts. Safe for many threads, cheap enough to call every second. */
public interface LogMeter {
  LogStatus status();
}
