package io.tocsin.storage.contract;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log record with what a test says of it, and sober values for the rest. */
public final class LogSample {
  public static final long EPOCH = 17;
  public static final long NOON = EpochNanos.of(TestClock.NOON);

  private final RecordId id;
  private TenantId tenant = Samples.BANK;
  private long eventNanos = NOON;
  private long observedNanos = NOON;
  private Severity severity = Severity.INFO;
  private String service = "payments";
  private String message = "transfer done";
  private @Nullable String traceId;
  private @Nullable AccountRef account;
  private @Nullable String tenantCode;
  private @Nullable ErrorInfo error;

  private LogSample(RecordId id) {
    this.id = id;
  }

  public static LogSample at(long offset) {
    return at(0, offset, 0);
  }

  public static LogSample at(int partition, long offset, int index) {
    return new LogSample(new RecordId(EPOCH, new Position(partition, offset), index));
  }

  public LogSample tenant(TenantId changed) {
    tenant = changed;
    return this;
  }

  public LogSample event(long nanos) {
    eventNanos = nanos;
    return this;
  }

  public LogSample observed(long nanos) {
    observedNanos = nanos;
    return this;
  }

  public LogSample severity(Severity changed) {
    severity = changed;
    return this;
  }

  public LogSample service(String changed) {
    service = changed;
    return this;
  }

  public LogSample message(String changed) {
    message = changed;
    return this;
  }

  public LogSample trace(String changed) {
    traceId = changed;
    return this;
  }

  public LogSample account(String... tokens) {
    account = new AccountRef(List.of(tokens), "v1.k.cipher", "attribute account_id");
    return this;
  }

  public LogSample tenantCode(String changed) {
    tenantCode = changed;
    return this;
  }

  public LogSample error(@Nullable String code, @Nullable String type, @Nullable String text) {
    error =
        new ErrorInfo(
            ErrorInfo.Tier.INFRASTRUCTURE, code, type, text, type + "\n\tat a.B.c", true, false);
    return this;
  }

  public LogRecord make() {
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severity.name(),
        Samples.source(service),
        traceId,
        traceId == null ? null : "00f067aa0ba902b7",
        new Business(account, tenantCode, "op-1", "TRANSFER", "low"),
        "com.bank.pay.Ledger",
        "com.bank.pay.Ledger.settle",
        "settle-1",
        message,
        null,
        error,
        null,
        false,
        Map.of("k8s.pod.name", "pod-7"));
  }
}
