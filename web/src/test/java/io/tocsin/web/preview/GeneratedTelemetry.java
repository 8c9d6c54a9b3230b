package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records and spans from a seed. */
final class GeneratedTelemetry {
  private final TenantId tenant;
  private final AccountTokens tokens;
  private final AccountCipher cipher;
  private final Random random;
  private long offset;

  GeneratedTelemetry(TenantId tenant, AccountTokens tokens, AccountCipher cipher, Random random) {
    this.tenant = tenant;
    this.tokens = tokens;
    this.cipher = cipher;
    this.random = random;
  }

  String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  List<String> spanIds(int count) {
    return Stream.generate(() -> hex(8)).limit(count).toList();
  }

  AccountRef account(String rawId) {
    return new AccountRef(
        tokens.tokensOf(rawId), cipher.encrypt(rawId), "attribute account_id of the record");
  }

  Business business(AccountRef account, int n) {
    return new Business(account, "T" + (100 + n % 9), "op-" + n, "BIZ" + n % 5, null);
  }

  LogRecord log(
      Instant at,
      Severity severity,
      Source source,
      @Nullable String traceId,
      @Nullable String spanId,
      Business business,
      String message,
      @Nullable ErrorInfo error) {
    return new LogRecord(
        new RecordId(1, new Position(0, offset++), 0),
        tenant,
        nanos(at),
        nanos(at) + 3_000_000,
        severity,
        severity.name(),
        source,
        traceId,
        spanId,
        business,
        "com.bank." + source.service().replace('-', '.') + ".Flow",
        null,
        "exec-" + random.nextInt(1, 9),
        message,
        null,
        error,
        error == null ? null : "jvm.exception.uncaught",
        false,
        Map.of("http.route", "/v1/" + source.service(), "region", "r" + random.nextInt(3)));
  }

  /** A request over three services: the innermost fails. */
  List<Span> spans(
      Instant at, List<Source> sources, String traceId, List<String> ids, Business business) {
    List<Span> spans = new ArrayList<>();
    String parent = null;
    long start = nanos(at);
    long length = 40_000_000L + random.nextInt(300_000_000);
    for (int depth = 0; depth < ids.size(); depth++) {
      Source source = sources.get(Math.min(depth / 2, sources.size() - 1));
      String id = ids.get(depth);
      boolean failed = depth == 5;
      spans.add(
          new Span(
              new RecordId(1, new Position(1, offset++), depth),
              tenant,
              start,
              start + length,
              start + length + 1_000_000,
              source,
              traceId,
              id,
              parent,
              depth % 2 == 0 ? "POST /v1/" + source.service() : "Flow.step" + depth,
              depth % 2 == 0 ? Span.Kind.SERVER : Span.Kind.INTERNAL,
              failed,
              null,
              business,
              "exec-1",
              31,
              false,
              Map.of()));
      parent = id;
      start += length / 9;
      length = length * 6 / 10;
    }
    return spans;
  }

  static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
