package io.tocsin.collector.processor.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.BatchCursor;
import java.util.List;
import java.util.Locale;

/** What a rule puts on a record, as bytes. */
record Verdict(ErrorRule rule, List<Entry> entries) {
  /** An attribute. */
  record Entry(byte[] name, byte[] text) {}

  static Verdict of(ErrorRule rule, String because) {
    return new Verdict(
        rule,
        List.of(
            entry(TelemetryAttributes.ERROR_KIND, lower(rule.tier())),
            entry(TelemetryAttributes.ERROR_CODE, rule.code()),
            entry(TelemetryAttributes.ERROR_RETRYABLE, String.valueOf(rule.retryable())),
            entry(TelemetryAttributes.ERROR_COMPENSATE, String.valueOf(rule.compensate())),
            entry(TelemetryAttributes.ERROR_ALERT, lower(rule.alert())),
            entry(TelemetryAttributes.ERROR_REACTION, lower(rule.reaction())),
            entry(TelemetryAttributes.ERROR_BECAUSE, "pack " + rule.pack() + ": " + because)));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Entry entry(String name, String text) {
    return new Entry(name.getBytes(UTF_8), text.getBytes(UTF_8));
  }

  void put(BatchCursor batch, int record) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      batch.put(record, entry.name(), entry.text(), entry.text().length);
    }
  }
}
