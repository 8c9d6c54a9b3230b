package io.tocsin.bot.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .mailmap} (gitmailmap(5)): an author's other names and addresses. An entry for name and
 * address wins over one for the address alone; case does not count.
 */
public final class Mailmap {
  private static final int MAX_ENTRIES = 100_000;
  private static final Pattern LINE = Pattern.compile("([^<]*)<([^>]*)>(?:([^<]*)<([^>]*)>)?.*");

  /** Who wrote a commit. */
  public record Person(String name, String address) {}

  private record Proper(@Nullable String name, @Nullable String address) {}

  private final Map<String, Proper> entries = new HashMap<>();

  public static Mailmap parse(String text) {
    Mailmap map = new Mailmap();
    text.lines()
        .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
        .limit(MAX_ENTRIES)
        .forEach(map::read);
    return map;
  }

  private void read(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return;
    }
    String properName = orNull(parts.group(1));
    if (parts.group(4) == null) {
      entries.put(key(null, parts.group(2)), new Proper(properName, null));
    } else {
      entries.put(
          key(orNull(parts.group(3)), parts.group(4)), new Proper(properName, parts.group(2)));
    }
  }

  /** Who that is by the map; the same where it says nothing of them. */
  public Person proper(String name, String address) {
    Proper proper = entries.get(key(name, address));
    if (proper == null) {
      proper = entries.get(key(null, address));
    }
    if (proper == null) {
      return new Person(name, address);
    }
    return new Person(
        proper.name() == null ? name : proper.name(),
        proper.address() == null ? address : proper.address().strip());
  }

  private static String key(@Nullable String name, String address) {
    return (name == null ? "" : name.strip().toLowerCase(Locale.ROOT))
        + '\n'
        + address.strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
