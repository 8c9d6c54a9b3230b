package io.tocsin.bot.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Null leaves a field as it is; doing it twice changes nothing more. */
public record IssueEdit(
    @Nullable String body,
    @Nullable Boolean closed,
    @Nullable String assignee,
    List<String> addLabels,
    List<String> removeLabels) {
  public IssueEdit {
    addLabels = List.copyOf(addLabels);
    removeLabels = List.copyOf(removeLabels);
  }

  static IssueEdit close() {
    return new IssueEdit(null, true, null, List.of(), List.of());
  }

  boolean isEmpty() {
    return body == null && closed == null && assignee == null && addLabels.isEmpty();
  }
}
