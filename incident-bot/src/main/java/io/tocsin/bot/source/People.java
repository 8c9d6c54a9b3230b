package io.tocsin.bot.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which authors can be asked, and how they are written. Pure. */
public final class People {
  private static final Pattern GITHUB_PRIVATE =
      Pattern.compile("(?:\\d+\\+)?([^@]+)@users\\.noreply\\.github\\.com");
  private static final Pattern NO_REPLY = Pattern.compile("(?i)(no|do-?not)[-_.]?reply@.*");
  private static final Pattern BOT =
      Pattern.compile(
          "(?i)(.*\\[bot\\].*|(dependabot|renovate|github-actions|jenkins|gitlab-ci)\\b.*"
              + "|.*[-_ .]bot)");

  private final List<String> left;

  /**
   * @param left addresses or names of people who are not there any more; case does not count
   */
  public People(List<String> left) {
    this.left = left.stream().map(person -> person.toLowerCase(Locale.ROOT)).toList();
  }

  /** Why it makes no sense to ask that person; empty where it does. */
  public Optional<String> objection(Mailmap.Person person) {
    String address = person.address().toLowerCase(Locale.ROOT);
    if (BOT.matcher(person.name()).matches() || address.contains("[bot]")) {
      return Optional.of("a bot");
    }
    if (NO_REPLY.matcher(address).matches() || address.indexOf('@') < 0) {
      return Optional.of("an address that nobody reads");
    }
    return left.contains(address) || left.contains(person.name().toLowerCase(Locale.ROOT))
        ? Optional.of("has left")
        : Optional.empty();
  }

  /** "Name &lt;address&gt;", or "@name" behind GitHub's private addresses. */
  public static String written(Mailmap.Person person) {
    Matcher github = GITHUB_PRIVATE.matcher(person.address());
    return github.matches() ? '@' + github.group(1) : person.name() + " <" + person.address() + '>';
  }
}
