package io.tocsin.bot.jira;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.FileParts;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Attachments of issues. All files of one call are one request. */
record IssueFiles(Exchange exchange, JiraApi api) {
  Set<String> of(String issue) throws TrackerException {
    return exchange.answerOrNothing(() -> api.issue(issue, "attachment")).stream()
        .flatMap(found -> found.path("fields").path("attachment").valueStream())
        .map(file -> file.path("filename").asString(""))
        .collect(Collectors.toSet());
  }

  void add(String issue, List<Attachment> files, SendBy sendBy) throws TrackerException {
    Optional<String> done =
        exchange.answerOrNothing(() -> {
          api.attach(sendBy, issue, FileParts.of("file", files));
          return issue;
        });
    if (done.isEmpty()) {
      throw new TrackerException(
          Outcome.REFUSED,
          "Jira takes no attachments here: they are disabled, or the issue is gone",
          null,
          null);
    }
  }
}
