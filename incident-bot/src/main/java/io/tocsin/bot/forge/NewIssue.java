package io.tocsin.bot.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue to be opened.
 *
 * @param body markdown that mentions nobody
 * @param assignee as {@link Forge#assignable} gave it
 */
public record NewIssue(String title, String body, List<String> labels, @Nullable String assignee) {
  public NewIssue {
    labels = List.copyOf(labels);
  }
}
