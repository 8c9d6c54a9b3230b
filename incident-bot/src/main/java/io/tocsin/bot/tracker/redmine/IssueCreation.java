package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Opens issues without what Redmine refuses of them and a ticket can lack. A 422 did nothing, so
 * another try can make no second issue; its sentences are in the language of the token's user, so
 * which of them means a field shows when they are fewer without it.
 *
 * @param stale told of each 422: what is known of the project may be so no more
 */
record IssueCreation(Exchange exchange, RedmineApi api, RedmineConfig config, Runnable stale) {
  /**
   * @param errors empty where it was created
   * @param refused null where it was created
   */
  private record Attempt(
      JsonNode created, List<String> errors, @Nullable TrackerException refused) {}

  /** The new issue. */
  JsonNode create(IssueFields issue, SendBy sendBy) throws TrackerException {
    Attempt attempt = attempt(issue, sendBy);
    for (String field : IssueFields.OPTIONAL) {
      Object value = attempt.errors().isEmpty() ? null : issue.remove(field);
      if (value != null) {
        Attempt without = attempt(issue, sendBy);
        List<String> gone = new ArrayList<>(attempt.errors());
        gone.removeAll(without.errors());
        if (gone.isEmpty()) {
          issue.put(field, value);
        } else {
          issue.leaveOut(String.join("; ", gone));
          attempt = without;
        }
      }
    }
    TrackerException refused = attempt.refused();
    if (refused != null) {
      throw explained(refused, attempt.errors(), issue.tracker());
    }
    issue.compare(attempt.created());
    return attempt.created();
  }

  private Attempt attempt(IssueFields issue, SendBy sendBy) throws TrackerException {
    return exchange.answer(
        () -> new Attempt(api.create(sendBy, issue.body()).path("issue"), List.of(), null),
        (body, refused) -> {
          stale.run();
          return new Attempt(MissingNode.getInstance(), Errors.of(body), refused);
        });
  }

  /**
   * Values of custom fields come from the settings: one that is missing or wrong is so for every
   * ticket, which waits until somebody has put it right.
   */
  private TrackerException explained(TrackerException refused, List<String> errors, int tracker)
      throws TrackerException {
    Map<String, String> ids = customFields(tracker);
    List<String> toSet =
        errors.stream()
            .flatMap(error -> meant(error, ids.keySet()).stream())
            .map(name -> name + " (\"" + ids.get(name) + "\")")
            .toList();
    return toSet.isEmpty()
        ? refused
        : new TrackerException(
            Outcome.NOT_NOW,
            "Redmine wants custom fields, or other values of them, in fields of bot.redmine: "
                + String.join(", ", toSet)
                + " ("
                + refused.getMessage()
                + ")",
            null,
            refused);
  }

  /** Sentences begin with the field's name. */
  private static Optional<String> meant(String error, Set<String> names) {
    return names.stream().filter(error::startsWith).max(Comparator.comparing(String::length));
  }

  /** Ids by name. Administrators may see the list of all, others those that an issue shows. */
  private Map<String, String> customFields(int tracker) throws TrackerException {
    JsonNode list;
    try {
      list = exchange.answer(api::customFields);
    } catch (TrackerException notAnAdministrators) {
      list =
          exchange
              .ahead(() -> exchange.answer(() -> api.newest(config.project(), tracker)))
              .path("issues")
              .path(0);
    }
    Map<String, String> ids = new LinkedHashMap<>();
    list.path("custom_fields")
        .valueStream()
        .filter(field -> field.path("customized_type").asString("issue").equals("issue"))
        .forEach(field -> ids.put(field.path("name").asString(""), field.path("id").asString("")));
    return ids;
  }
}
