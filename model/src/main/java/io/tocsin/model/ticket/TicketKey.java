package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.fault.FaultRef;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Identity of a ticket before it has one: a label that every tracker can hold and find, {@code
 * tocsin-} + an {@link EffectKey} over tenant, environment, fault and episode.
 */
public record TicketKey(String label) {
  private static final String PREFIX = "tocsin-";
  private static final Pattern VALID = Pattern.compile("tocsin-[a-z2-7]{26}");

  public TicketKey {
    if (!isLabel(label)) {
      throw new IllegalArgumentException(
          "ticket key: " + label + " (expected: tocsin- and 26 base32 characters)");
    }
  }

  /** Whether a label that a tracker shows is a key. */
  public static boolean isLabel(String label) {
    return VALID.matcher(label).matches();
  }

  public static TicketKey of(TenantId tenant, String environment, FaultRef fault, int episode) {
    return hashed(tenant + "|" + environment + '|' + fault.id() + '|' + episode);
  }

  /** Of the ticket that stands for a team's others of an hour. */
  static TicketKey ofUmbrella(TenantId tenant, String team, Instant hour) {
    return hashed(tenant + "|umbrella|" + team + '|' + hour);
  }

  /** Of something that is done to a ticket. */
  static TicketKey ofAct(TicketKey ticket, String kind, String which) {
    return hashed(ticket.label() + '|' + kind + '|' + which);
  }

  private static TicketKey hashed(String text) {
    return new TicketKey(PREFIX + EffectKey.of(text));
  }

  @Override
  public String toString() {
    return label;
  }
}
