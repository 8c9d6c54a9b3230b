package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Single incidents for tests. */
public final class PreviewIncidents {
  private PreviewIncidents() {}

  /** Every text that comes from outside is {@code text}. */
  public static Incident saying(String text, TenantId tenant, int number, Instant now) {
    Incident i = open(tenant, number, now);
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            text,
            text,
            text,
            new Frame(text, text, text, 1),
            text,
            "com.bank.E: " + text + "\n\tat com.bank.A.b(A.java:1)",
            true,
            text,
            text,
            text,
            List.of(text));
    return new Incident(
        i.id(),
        i.number(),
        i.tenant(),
        i.fault(),
        i.episode(),
        i.state(),
        new Source(text, text, text, text, text),
        text,
        facts,
        i.sample(),
        null,
        null,
        now,
        now,
        now,
        new Owner(text, text, List.of(text)),
        null,
        null,
        i.ticketKey(),
        i.blast(),
        0);
  }

  /** Number 1 and 2 are open: the first uncaught, the second with a cause. */
  public static Incident open(TenantId tenant, int number, Instant now) {
    return new GeneratedIncidents(tenant, new Random(number), now).incident(number, null, null);
  }
}
