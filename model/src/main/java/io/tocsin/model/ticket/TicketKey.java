package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Identity of a ticket before it has one: a label that every tracker can hold and find, {@code
 * tocsin-} + 26 base32 characters (RFC 4648, lower case) of SHA-256 over tenant, environment, fault
 * and episode.
 */
public record TicketKey(String label) {
  private static final Pattern VALID = Pattern.compile("tocsin-[a-z2-7]{26}");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int CHARACTERS = 26;

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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new TicketKey("tocsin-" + base32(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder(CHARACTERS);
    for (int bit = 0; text.length() < CHARACTERS; bit += 5) {
      int pair = (bytes[bit / 8] & 0xff) << 8 | bytes[bit / 8 + 1] & 0xff;
      text.append(BASE32.charAt(pair >> (11 - bit % 8) & 31));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return label;
  }
}
