package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Opens issues without what Redmine refuses of them and a ticket can lack. A 422 did nothing, so
 * another try can make no second issue; its sentences are in the language of the token's user, so
 * which of them means a field shows when they are fewer without it.
 *
 * @param stale told of each 422: what is known of the project may be so no more
 */
record IssueCreation(Exchange exchange, RedmineApi api, RedmineConfig config, Runnable stale) {
  private sealed interface Answer {
    record Created(JsonNode issue) implements Answer {}

    record Refused(List<String> errors, TrackerException because) implements Answer {}
  }

  /** The new issue. */
  JsonNode create(IssueFields issue, SendBy sendBy) throws TrackerException {
    Answer answer = attempt(issue, sendBy);
    for (String field : IssueFields.OPTIONAL) {
      if (answer instanceof Answer.Refused refused) {
        answer = without(field, issue, refused, sendBy);
      }
    }
    if (answer instanceof Answer.Refused refused) {
      answer = filled(issue, refused, sendBy);
    }
    return switch (answer) {
      case Answer.Created created -> created.issue();
      case Answer.Refused refused -> throw refused.because();
    };
  }

  private Answer attempt(IssueFields issue, SendBy sendBy) throws TrackerException {
    return exchange.answer(
        () -> new Answer.Created(api.create(sendBy, issue.body()).path("issue")),
        (body, refused) -> {
          stale.run();
          return new Answer.Refused(Errors.of(body), refused);
        });
  }

  private Answer without(String field, IssueFields issue, Answer.Refused before, SendBy sendBy)
      throws TrackerException {
    Object value = issue.remove(field);
    if (value == null) {
      return before;
    }
    Answer answer = attempt(issue, sendBy);
    List<String> gone = new ArrayList<>(before.errors());
    if (answer instanceof Answer.Refused refused) {
      gone.removeAll(refused.errors());
    }
    if (gone.isEmpty()) {
      issue.put(field, value);
      return before;
    }
    issue.leaveOut(String.join("; ", gone));
    return answer;
  }

  /** With any value of custom fields that are required and that the settings do not name. */
  private Answer filled(IssueFields issue, Answer.Refused refused, SendBy sendBy)
      throws TrackerException {
    Optional<CustomFields> known =
        CustomFields.read(exchange, api, config.project(), issue.tracker());
    if (known.isEmpty()) {
      String said =
          "Redmine refuses the first issue of tracker "
              + config.tracker()
              + " and tells only administrators of its fields; check fields of bot.redmine";
      return new Answer.Refused(refused.errors(), waits(said, refused.because()));
    }
    List<JsonNode> fields = known.get().meant(refused.errors());
    if (fields.isEmpty()) {
      return refused;
    }
    for (JsonNode field : fields) {
      Object any =
          config.fields().containsKey(CustomFields.id(field)) ? null : CustomFields.anyValue(field);
      if (any == null) {
        return new Answer.Refused(refused.errors(), waits(fields, refused.because()));
      }
      issue.putCustom(CustomFields.id(field), any);
      issue.leaveOut(
          CustomFields.told(field)
              + " is required and not in fields of bot.redmine: it got any value, "
              + any);
    }
    return attempt(issue, sendBy) instanceof Answer.Created created
        ? created
        : new Answer.Refused(refused.errors(), waits(fields, refused.because()));
  }

  private static TrackerException waits(List<JsonNode> fields, TrackerException refused) {
    return waits(
        "Redmine wants custom fields, or other values of them, in fields of bot.redmine: "
            + fields.stream().map(CustomFields::told).collect(Collectors.joining(", ")),
        refused);
  }

  /** What is wrong with the settings is so for every ticket, until somebody has put it right. */
  private static TrackerException waits(String said, TrackerException refused) {
    return new TrackerException(
        Outcome.NOT_NOW, said + " (" + refused.getMessage() + ")", null, refused);
  }
}
