package io.tocsin.model.ticket;

import java.util.regex.Pattern;

/**
 * A file for a ticket. Masked, as all that leaves for a tracker.
 *
 * @param name bears the key of the act that attaches it, so that a ticket shows whether it has it
 * @param mediaType such as "text/plain"
 * @param bytes not to be changed
 * @param url where people find it in Tocsin: for trackers that take no files
 */
public record Attachment(String name, String mediaType, byte[] bytes, String url) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,120}\\.[a-z0-9]{1,8}");

  public Attachment {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name of an attachment: " + name);
    }
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** {@code log-excerpt-tocsin-….txt} of {@code log-excerpt.txt}. */
  public static String named(String file, TicketKey act) {
    int dot = file.lastIndexOf('.');
    return file.substring(0, dot) + '-' + act.label() + file.substring(dot);
  }

  public boolean isText() {
    return mediaType.equals("text/plain") || mediaType.equals("application/json");
  }
}
