package io.tocsin.collector.decode;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bank calls it, from the attributes that the pipeline put on. */
final class BusinessDecoder {
  private final Accounts accounts = new Accounts();

  Business decode(Attributes attributes) {
    Business business =
        new Business(
            account(attributes),
            attributes.takeName(TelemetryAttributes.TENANT_CODE),
            attributes.takeName(TelemetryAttributes.OPERATION_ID),
            attributes.takeName(TelemetryAttributes.BUSINESS_CODE),
            attributes.takeName(TelemetryAttributes.RISK_LEVEL),
            attributes.takeName(TelemetryAttributes.SLI),
            messageIds(attributes),
            attributes.takeName(TelemetryAttributes.UNIT),
            attributes.takeName(TelemetryAttributes.ZONE));
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

  private @Nullable AccountRef account(Attributes attributes) {
    String tokens = attributes.take(TelemetryAttributes.ACCOUNT_TOKENS);
    String encrypted = attributes.take(TelemetryAttributes.ACCOUNT_ENCRYPTED);
    String because = attributes.takeName(TelemetryAttributes.ACCOUNT_BECAUSE);
    return tokens == null
        ? null
        : accounts.of(tokens, encrypted, because == null ? "attribute" : because);
  }
}
