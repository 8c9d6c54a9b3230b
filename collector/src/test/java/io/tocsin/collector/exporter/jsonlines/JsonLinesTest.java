package io.tocsin.collector.exporter.jsonlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static final LogRecord FULL =
      new LogRecord(
          new RecordId(7, new Position(0, 0), 0),
          new TenantId("retail"),
          1_795_255_200_123_456_789L,
          1_795_255_200_200_000_000L,
          Severity.ERROR,
          "SEVERE",
          new Source("ledger", "1.4.2", "ledger-7", "prod", "zone-b"),
          "5b8efff798038103d269b633813fc60c",
          "eee19b7ec3c1b174",
          new Business(
              new AccountRef(List.of("acct_a"), "v1.k.AAAA", "attribute account_id"),
              "CORP-9",
              "op-1",
              "TRANSFER",
              "high"),
          "bank.Ledger",
          "bank.Ledger.settle",
          "worker-1",
          "settlement \"failed\"\nfor good",
          null,
          new ErrorInfo(
              ErrorInfo.Tier.INFRASTRUCTURE,
              "DATABASE_TIMEOUT",
              "java.sql.SQLTimeoutException",
              "no answer",
              "java.sql.SQLTimeoutException: no answer\n\tat bank.Ledger.settle(Ledger.java:9)",
              true,
              false),
          null,
          false,
          Map.of("order", "17"));

  @Test
  void format_usesTheNamesOfTheNormalisedDocument() {
    assertThat(JsonLines.format(FULL))
        .isEqualTo(
            """
            {"@timestamp":"2026-11-21T10:00:00.123456789Z",\
            "observed_timestamp":"2026-11-21T10:00:00.200Z",\
            "level":"ERROR","service":"ledger","instance":"ledger-7","environment":"prod",\
            "site":"zone-b","trace_id":"5b8efff798038103d269b633813fc60c",\
            "span_id":"eee19b7ec3c1b174","op_id":"op-1","tenant_code":"CORP-9",\
            "account_id":"acct_a","account_enc":"v1.k.AAAA","biz_code":"TRANSFER",\
            "risk_level":"high","logger":"bank.Ledger","caller":"bank.Ledger.settle",\
            "thread":"worker-1","message":"settlement \\"failed\\"\\nfor good",\
            "error.kind":"infrastructure","error.code":"DATABASE_TIMEOUT",\
            "error.type":"java.sql.SQLTimeoutException","error.stack":\
            "java.sql.SQLTimeoutException: no answer\\n\\tat bank.Ledger.settle(Ledger.java:9)",\
            "error.retryable":true,"attributes.order":"17"}\
            """);
  }

  @Test
  void format_keepsTheRequiredNamesWhereNothingIsKnown() {
    LogRecord bare =
        new LogRecord(
            FULL.id(),
            FULL.tenant(),
            0,
            0,
            Severity.INFO,
            "INFO",
            new Source("ledger", null, null, "", null),
            null,
            null,
            Business.NONE,
            null,
            null,
            null,
            "ready",
            null,
            null,
            "app.ready",
            true,
            Map.of());

    assertThat(JsonLines.format(bare))
        .isEqualTo(
            """
            {"@timestamp":"1970-01-01T00:00:00Z","observed_timestamp":"1970-01-01T00:00:00Z",\
            "level":"INFO","service":"ledger","site":null,"trace_id":null,"span_id":null,\
            "op_id":null,"tenant_code":null,"account_id":null,"caller":null,"message":"ready",\
            "error.code":null,"error.stack":null,"attributes.event.name":"app.ready",\
            "attributes.load_test":"true"}\
            """);
  }

  @Test
  void format_duringAKeyRotation_listsBothTokens() {
    LogRecord rotated =
        FULL.withAccount(new AccountRef(List.of("acct_old", "acct_new"), null, "attribute"));

    assertThat(JsonLines.format(rotated)).contains("\"account_id\":[\"acct_old\",\"acct_new\"]");
  }
}
