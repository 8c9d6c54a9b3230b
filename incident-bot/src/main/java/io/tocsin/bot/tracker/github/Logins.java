package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.owner.PersonName;
import io.tocsin.model.ticket.TrackerException;
import java.util.Optional;

/**
 * Persons as owner sources name them, as GitHub's logins. A CODEOWNERS handle is one; whose an
 * author's address is, GitHub knows by their commits in this repository.
 */
final class Logins {
  private final Exchange exchange;
  private final GitHubApi api;

  Logins(Exchange exchange, GitHubApi api) {
    this.exchange = exchange;
    this.api = api;
  }

  /** Empty where it is nobody's, or somebody's to whom no issue can be given. */
  Optional<String> assignable(String person) throws TrackerException {
    Optional<String> login = login(person);
    if (login.isEmpty()) {
      return login;
    }
    return exchange.answerOrNothing(() -> {
      api.assignable(login.get());
      return login.get();
    });
  }

  private Optional<String> login(String person) throws TrackerException {
    PersonName name = PersonName.of(person);
    return switch (name.form()) {
      case HANDLE -> Optional.of(name.words());
      case ADDRESS ->
          exchange
              .answerOrNothing(() -> api.commitsOf(name.words()))
              .flatMap(commits -> commits.path(0).path("author").path("login").asStringOpt());
      case OTHER -> Optional.empty();
    };
  }
}
