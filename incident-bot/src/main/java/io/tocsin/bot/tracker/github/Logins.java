package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.TrackerException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Persons as owner sources name them, as GitHub's logins. A CODEOWNERS handle is one; whose an
 * author's address is, GitHub knows by their commits in this repository.
 */
final class Logins {
  private static final Pattern HANDLE = Pattern.compile("@([A-Za-z0-9-]+)");
  private static final Pattern ADDRESS = Pattern.compile("(?:.*<)?([^<>@\\s]+@[^<>@\\s]+?)>?");

  private final Exchange exchange;
  private final GitHubApi api;

  Logins(Exchange exchange, GitHubApi api) {
    this.exchange = exchange;
    this.api = api;
  }

  /** Empty where it is nobody's, or somebody's to whom no issue can be given. */
  Optional<String> assignable(@Nullable String person) throws TrackerException {
    if (person == null) {
      return Optional.empty();
    }
    Optional<String> login = login(person);
    if (login.isEmpty()) {
      return login;
    }
    return exchange.ahead(() ->
        exchange.answerOrNothing(() -> {
          api.assignable(login.get());
          return login.get();
        }));
  }

  private Optional<String> login(String person) throws TrackerException {
    Matcher handle = HANDLE.matcher(person);
    if (handle.matches()) {
      return Optional.of(handle.group(1));
    }
    Matcher address = ADDRESS.matcher(person);
    if (!address.matches()) {
      return Optional.empty();
    }
    return exchange
        .ahead(() -> exchange.answerOrNothing(() -> api.commitsOf(address.group(1))))
        .flatMap(commits -> commits.path(0).path("author").path("login").asStringOpt());
  }
}
