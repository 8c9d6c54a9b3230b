package io.tocsin.model.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tracker is asked to open. Masked text and tokens only.
 *
 * @param title one line, at most 255 characters
 * @param body markdown, at most 32,767 characters
 * @param team who must act, as the owner source names it
 * @param assignee person; null to leave it to the team
 * @param priority 1 (highest) to 4
 * @param labels besides the key
 * @param component part of the system, as the tracker calls it; null where nobody has said one
 * @param service which may have a component of its name; null where it is of many
 */
public record TicketDraft(
    TicketKey key,
    String title,
    String body,
    @Nullable String team,
    @Nullable String assignee,
    int priority,
    List<String> labels,
    @Nullable String component,
    @Nullable String service) {
  public TicketDraft {
    labels = List.copyOf(labels);
  }

  /** Of no service in particular. */
  public TicketDraft(
      TicketKey key,
      String title,
      String body,
      @Nullable String team,
      @Nullable String assignee,
      int priority,
      List<String> labels,
      @Nullable String component) {
    this(key, title, body, team, assignee, priority, labels, component, null);
  }

  /** Without a component. */
  public TicketDraft(
      TicketKey key,
      String title,
      String body,
      @Nullable String team,
      @Nullable String assignee,
      int priority,
      List<String> labels) {
    this(key, title, body, team, assignee, priority, labels, null);
  }
}
