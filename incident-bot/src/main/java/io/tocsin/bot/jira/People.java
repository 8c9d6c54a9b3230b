package io.tocsin.bot.jira;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Owners as Tocsin names them and users as Jira has them. */
final class People {
  private static final Pattern MAILBOX = Pattern.compile(".*<([^<>]+)>");

  private final Edition edition;
  private final String project;

  People(Edition edition, String project) {
    this.edition = edition;
    this.project = project;
  }

  /**
   * The one user whom the words can only mean; empty where nobody, or several, may be assigned.
   *
   * @param person {@code Name <mail>}, a mail address or {@code @name}
   */
  Optional<JsonNode> find(String person) {
    Matcher mailbox = MAILBOX.matcher(person);
    String words = mailbox.matches() ? mailbox.group(1) : person.replaceFirst("^@", "");
    List<JsonNode> users = edition.assignable(project, words).valueStream().toList();
    return users.stream()
        .filter(user -> user.path("emailAddress").asString("").equalsIgnoreCase(words))
        .findFirst()
        .or(() -> users.size() == 1 ? Optional.of(users.getFirst()) : Optional.empty());
  }

  /** {@code Name <mail>}, or the name where the mail address is not shown. */
  static @Nullable String shown(@Nullable JsonNode user) {
    if (user == null || user.isNull() || user.isMissingNode()) {
      return null;
    }
    String name = user.path("displayName").asString(user.path("name").asString("somebody"));
    String mail = user.path("emailAddress").asString("");
    return mail.isEmpty() ? name : name + " <" + mail + '>';
  }
}
