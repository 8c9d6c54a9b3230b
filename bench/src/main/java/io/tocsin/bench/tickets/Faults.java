package io.tocsin.bench.tickets;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Faults that each need one ticket, and the keys that those must have. */
final class Faults {
  static final TenantId TENANT = new TenantId("default");
  private static final String ENVIRONMENT = "prod";

  private Faults() {}

  static Signal signal(long n, Instant now) {
    Fingerprint fingerprint = fingerprint(n);
    Position position = new Position(0, n);
    long nanos = EpochNanos.of(now);
    return new Signal(
        SignalId.of(1, position, "exception", ENVIRONMENT, fingerprint),
        TENANT,
        "exception",
        fingerprint,
        new Source("payments", "1.4.2", "pod-1", ENVIRONMENT, null),
        1,
        nanos,
        nanos,
        nanos,
        new RecordId(1, position, 0),
        null,
        "acct_" + n,
        Set.of("acct_" + n),
        Set.of(),
        false,
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            "java.lang.IllegalStateException",
            "refund " + n + " cannot be settled",
            "java.lang.IllegalStateException",
            new Frame("com.bank.pay.Refunds", "settle" + n, "Refunds.java", 42),
            "first own frame of the root cause",
            "java.lang.IllegalStateException: refund\n\tat com.bank.pay.Refunds.settle"
                + n
                + "(Refunds.java:42)",
            false,
            null,
            "POST /refunds",
            null,
            List.of("type", "own frames")),
        "logged as ERROR");
  }

  private static Fingerprint fingerprint(long n) {
    return new Fingerprint("v1:%032x".formatted(n));
  }

  static Set<String> keys(int count) {
    return LongStream.range(0, count)
        .mapToObj(
            n -> new FaultRef(FaultRef.idOf(TENANT, fingerprint(n)), TENANT, 1, Instant.EPOCH))
        .map(fault -> TicketKey.of(TENANT, ENVIRONMENT, fault, 1).label())
        .collect(Collectors.toSet());
  }
}
