package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Attachments of issues: bytes are uploaded first, and one edit then gives them to the issue. */
record IssueFiles(Exchange exchange, RedmineApi api) {
  Set<String> of(String issue) throws TrackerException {
    return exchange.answerOrNothing(() -> api.withFiles(issue)).stream()
        .flatMap(found -> found.path("issue").path("attachments").valueStream())
        .map(file -> file.path("filename").asString(""))
        .collect(Collectors.toSet());
  }

  void add(String issue, List<Attachment> files, SendBy sendBy) throws TrackerException {
    List<Map<String, String>> uploads = new ArrayList<>();
    for (Attachment file : files) {
      // Nobody sees what no issue has: without an answer nothing was done.
      String token =
          exchange
              .ahead(() -> exchange.answer(() -> api.upload(file.name(), file.bytes())))
              .path("upload")
              .path("token")
              .asString("");
      uploads.add(
          Map.of("token", token, "filename", file.name(), "content_type", file.mediaType()));
    }
    exchange.answer(() -> {
      api.edit(sendBy, issue, Map.of("issue", Map.of("uploads", uploads)));
      return issue;
    });
  }
}
