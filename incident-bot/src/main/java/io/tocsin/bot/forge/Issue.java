package io.tocsin.bot.forge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue as its forge shows it.
 *
 * @param number within the project
 * @param wontFix closed to stay so, whatever happens
 * @param comments how many; 0 where the forge does not say
 * @param assignee login of the first
 */
public record Issue(
    String number,
    String url,
    boolean closed,
    boolean wontFix,
    String title,
    String body,
    List<String> labels,
    @Nullable String assignee,
    Instant createdAt,
    int comments) {
  public Issue {
    labels = List.copyOf(labels);
  }
}
