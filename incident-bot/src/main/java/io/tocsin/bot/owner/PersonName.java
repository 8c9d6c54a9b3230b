package io.tocsin.bot.owner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person as sources of ownership write one: {@code @handle} as in CODEOWNERS, {@code Name <mail>}
 * as git does, or a mail address alone.
 *
 * @param words the handle without its mark, or the address; else all of it
 */
public record PersonName(Form form, String words) {
  /** What the words are. */
  public enum Form {
    HANDLE,
    ADDRESS,
    OTHER
  }

  private static final Pattern HANDLE = Pattern.compile("@([\\w.-]+)");
  private static final Pattern MAILBOX = Pattern.compile(".*<([^<>]+)>");
  private static final Pattern ADDRESS = Pattern.compile("[^<>@\\s]+@[^<>@\\s]+");

  public static PersonName of(String person) {
    Matcher handle = HANDLE.matcher(person);
    if (handle.matches()) {
      return new PersonName(Form.HANDLE, handle.group(1));
    }
    Matcher mailbox = MAILBOX.matcher(person);
    String words = mailbox.matches() ? mailbox.group(1) : person;
    return new PersonName(ADDRESS.matcher(words).matches() ? Form.ADDRESS : Form.OTHER, words);
  }
}
