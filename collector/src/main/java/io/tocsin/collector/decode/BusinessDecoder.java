package io.tocsin.collector.decode;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bank calls it, from the attributes that the pipeline put on. */
final class BusinessDecoder {
  private BusinessDecoder() {}

  static Business decode(Attributes attributes) {
    Business business =
        new Business(
            account(attributes),
            attributes.take(TelemetryAttributes.TENANT_CODE),
            attributes.take(TelemetryAttributes.OPERATION_ID),
            attributes.take(TelemetryAttributes.BUSINESS_CODE),
            attributes.take(TelemetryAttributes.RISK_LEVEL),
            attributes.take(TelemetryAttributes.SLI),
            messageIds(attributes),
            attributes.take(TelemetryAttributes.UNIT),
            attributes.take(TelemetryAttributes.ZONE));
    return business.equals(Business.NONE) ? Business.NONE : business;
  }

  private static List<String> messageIds(Attributes attributes) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < TelemetryAttributes.MAX_MESSAGE_IDS; i++) {
      String id = attributes.take(TelemetryAttributes.messageId(i));
      if (id != null && !ids.contains(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static @Nullable AccountRef account(Attributes attributes) {
    String tokens = attributes.take(TelemetryAttributes.ACCOUNT_TOKENS);
    String encrypted = attributes.take(TelemetryAttributes.ACCOUNT_ENCRYPTED);
    String because = attributes.take(TelemetryAttributes.ACCOUNT_BECAUSE);
    return tokens == null
        ? null
        : new AccountRef(
            List.of(tokens.split(",", -1)), encrypted, because == null ? "attribute" : because);
  }
}
