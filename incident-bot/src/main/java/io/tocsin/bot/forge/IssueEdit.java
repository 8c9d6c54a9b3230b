package io.tocsin.bot.forge;

import org.jspecify.annotations.Nullable;

/** Null leaves a field as it is; doing it twice changes nothing more. */
public record IssueEdit(
    @Nullable String body,
    @Nullable Boolean closed,
    @Nullable String assignee,
    @Nullable String addLabel,
    @Nullable String removeLabel) {
  static IssueEdit close() {
    return new IssueEdit(null, true, null, null, null);
  }

  boolean isEmpty() {
    return body == null && closed == null && assignee == null && addLabel == null;
  }
}
