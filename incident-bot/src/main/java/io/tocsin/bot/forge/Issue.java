package io.tocsin.bot.forge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue as its forge shows it.
 *
 * @param number within the project
 * @param assignee login of the first
 */
public record Issue(
    String number,
    String url,
    boolean closed,
    String title,
    String body,
    List<String> labels,
    @Nullable String assignee,
    Instant createdAt) {
  public Issue {
    labels = List.copyOf(labels);
  }
}
