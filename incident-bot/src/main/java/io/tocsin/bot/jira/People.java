package io.tocsin.bot.jira;

import io.tocsin.bot.owner.PersonName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Owners as Tocsin names them and users as Jira has them. */
final class People {
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
    String words = PersonName.of(person).words();
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
