package io.tocsin.bot.jira;

import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ticket's key, its team and its other labels, all as labels of the issue. */
final class Labels {
  private static final String TEAM = "team:";

  private Labels() {}

  static List<String> of(TicketDraft draft) {
    return Stream.concat(
            Stream.of(draft.key().label()),
            Stream.concat(
                Stream.ofNullable(draft.team()).map(Labels::ofTeam),
                draft.labels().stream().map(Labels::written)))
        .distinct()
        .toList();
  }

  static String ofTeam(String team) {
    return TEAM + written(team);
  }

  /** Jira's labels have no white space. */
  private static String written(String label) {
    return label.replaceAll("\\s+", "-");
  }

  static Optional<TicketKey> key(List<String> labels) {
    return labels.stream().filter(TicketKey::isLabel).map(TicketKey::new).findFirst();
  }

  static @Nullable String team(List<String> labels) {
    return labels.stream()
        .filter(label -> label.startsWith(TEAM))
        .map(label -> label.substring(TEAM.length()))
        .findFirst()
        .orElse(null);
  }

  static List<String> others(List<String> labels) {
    return labels.stream()
        .filter(label -> !TicketKey.isLabel(label) && !label.startsWith(TEAM))
        .toList();
  }
}
