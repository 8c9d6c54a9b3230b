package io.tocsin.bot.label;

import io.tocsin.model.ticket.TicketKey;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The last line of each comment that Tocsin writes. By it comments of people are told apart, and
 * what was said once is known again. A person who copies the line is taken for Tocsin.
 */
public final class Signature {
  private static final String NAME = "Tocsin";

  /** Trackers with a markup of their own change what is neither letter nor digit. */
  private static final Pattern OURS = Pattern.compile("tocsin(tocsin[a-z2-7]{26})?");

  private Signature() {}

  /**
   * @param markdown what is said
   */
  public static String under(String markdown) {
    return markdown.strip() + "\n\n" + NAME;
  }

  /** So that the act can be known by it. */
  public static String under(String markdown, TicketKey act) {
    return under(markdown) + " `" + act.label() + '`';
  }

  /** Whether Tocsin wrote the comment. */
  public static boolean isOurs(String comment) {
    return OURS.matcher(lastLine(comment)).matches();
  }

  /** Whether the comment was written by that act. */
  public static boolean bears(String comment, TicketKey act) {
    return lastLine(comment).endsWith(letters(act.label()));
  }

  private static String lastLine(String comment) {
    String text = comment.strip();
    return letters(text.substring(text.lastIndexOf('\n') + 1));
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
  }
}
