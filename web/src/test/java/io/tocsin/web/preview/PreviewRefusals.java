package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketAct.Kind;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What was to be done to tickets later, and web hooks that nobody could read. */
public final class PreviewRefusals {
  private final Instant now;

  PreviewRefusals(Instant now) {
    this.now = now;
  }

  /** On a ticket that is filed: some done, some refused, one under way. */
  void later(TicketEntry ticket, MemoryTickets tickets) {
    put(ticket, Kind.EVIDENCE, EffectState.CONFIRMED, 1, "3 attached: each once", tickets);
    put(ticket, Kind.RECURRENCE, EffectState.CONFIRMED, 2, "seen 40 times more", tickets);
    put(
        ticket,
        Kind.CLOSE,
        EffectState.REFUSED,
        1,
        "HTTP 400: the workflow has no way from In Review to Done",
        tickets);
    put(ticket, Kind.LINK, EffectState.REFUSED, 3, "HTTP 403: no right to link issues", tickets);
    put(ticket, Kind.PRIORITY, EffectState.INTENT, 0, "more accounts are affected", tickets);
  }

  private void put(
      TicketEntry ticket,
      Kind kind,
      EffectState state,
      int attempts,
      String because,
      MemoryTickets tickets) {
    Instant at = ticket.createdAt().plusSeconds(20 + 20L * kind.ordinal());
    tickets.put(
        new TicketEntry(
            TicketAct.on(ticket.key(), kind, "1", Map.of()),
            ticket.tenant(),
            ticket.incident(),
            new Effect(state, attempts, at, at, 1, null, null, attempts == 0 ? null : at, because),
            null,
            null,
            null,
            null),
        null);
  }

  /** Web hooks in two formats; the first came last. */
  void intake(TenantId tenant, int count, EffectLedger effects) {
    String[] formats = {"grafana", "datadog"};
    for (int i = count; i > 0; i--) {
      Instant at = now.minus(Duration.ofMinutes(7L * i));
      refuse(
          tenant,
          formats[i % formats.length],
          EffectKey.of(tenant + "|" + i),
          at,
          i % 2 == 0 ? "alerts: no array" : "startsAt: yesterday (expected: RFC 3339)",
          effects);
    }
  }

  public static void refuse(
      TenantId tenant,
      String format,
      EffectKey key,
      Instant at,
      String because,
      EffectLedger effects) {
    KeyedEffect begun =
        effects.begin(
            new EffectLedger.Wanted(
                tenant,
                "intake/" + format,
                key,
                "preview",
                at.plusSeconds(10),
                at.plus(Duration.ofDays(1))),
            at);
    effects.advance(begun.with(begun.effect().settled(EffectState.REFUSED, because), null));
  }
}
