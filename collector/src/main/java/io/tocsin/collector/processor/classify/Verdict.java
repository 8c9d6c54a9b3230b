package io.tocsin.collector.processor.classify;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.collector.wire.BatchCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule puts on a record, as bytes. */
record Verdict(ErrorRule rule, List<byte[]> attributes) {
  static Verdict of(ErrorRule rule, String because) {
    List<byte[]> attributes =
        new ArrayList<>(
            List.of(
                Attribute.encoded(TelemetryAttributes.ERROR_KIND, lower(rule.tier())),
                Attribute.encoded(TelemetryAttributes.ERROR_CODE, rule.code()),
                Attribute.encoded(
                    TelemetryAttributes.ERROR_RETRYABLE, String.valueOf(rule.retryable())),
                Attribute.encoded(
                    TelemetryAttributes.ERROR_COMPENSATE, String.valueOf(rule.compensate())),
                Attribute.encoded(TelemetryAttributes.ERROR_ALERT, lower(rule.alert())),
                Attribute.encoded(TelemetryAttributes.ERROR_REACTION, lower(rule.reaction())),
                Attribute.encoded(
                    TelemetryAttributes.ERROR_BECAUSE, "pack " + rule.pack() + ": " + because)));
    if (rule.userText() != null) {
      attributes.add(Attribute.encoded(TelemetryAttributes.ERROR_USER_TEXT, rule.userText()));
    }
    return new Verdict(rule, List.copyOf(attributes));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void put(BatchCursor batch, int record) {
    for (int i = 0; i < attributes.size(); i++) {
      batch.puts().addEncoded(record, attributes.get(i));
    }
  }
}
