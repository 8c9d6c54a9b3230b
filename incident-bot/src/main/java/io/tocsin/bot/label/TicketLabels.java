package io.tocsin.bot.label;

import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's key, its team and its other labels, all as labels of one tracker.
 *
 * @param teamPrefix such as "team:"
 * @param priorities labels of the priorities 1 to 4; empty where the tracker has a field for it
 * @param maxLength in characters; what is longer is cut
 */
public record TicketLabels(String teamPrefix, List<String> priorities, int maxLength) {
  /** On every ticket that Tocsin files. */
  public static final String OURS = "tocsin";

  /** Before the colon. */
  public static final String COMPONENT = "component";

  public TicketLabels {
    priorities = List.copyOf(priorities);
  }

  public List<String> of(TicketDraft draft) {
    return Stream.of(
            Stream.of(draft.key().label()),
            Stream.ofNullable(draft.team()).map(this::ofTeam),
            Stream.ofNullable(draft.component()).map(this::ofComponent),
            priorities.stream().skip(draft.priority() - 1L).limit(1),
            draft.labels().stream().map(this::written))
        .flatMap(labels -> labels)
        .distinct()
        .toList();
  }

  /** Empty where the tracker has a field for it. */
  public Optional<String> ofPriority(int priority) {
    return priorities.stream().skip(priority - 1L).findFirst();
  }

  public String ofTeam(String team) {
    return written(teamPrefix + team);
  }

  /** In the form of the team's: "component:" or, scoped, "component::". */
  private String ofComponent(String component) {
    return written(COMPONENT + teamPrefix.replaceFirst("^team", "") + component);
  }

  /** Some trackers separate labels by white space, others by commas. */
  private String written(String label) {
    String one = label.replaceAll("[\\s,]+", "-");
    return one.substring(0, one.offsetByCodePoints(0, Math.min(maxLength, points(one))));
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  public static Optional<TicketKey> key(List<String> labels) {
    return labels.stream().filter(TicketKey::isLabel).map(TicketKey::new).findFirst();
  }

  public @Nullable String team(List<String> labels) {
    return labels.stream()
        .filter(label -> label.startsWith(teamPrefix))
        .map(label -> label.substring(teamPrefix.length()))
        .findFirst()
        .orElse(null);
  }

  /** 1 to 4; the lowest where no label says it. */
  public int priority(List<String> labels) {
    return labels.stream()
        .mapToInt(priorities::indexOf)
        .filter(index -> index >= 0)
        .map(index -> index + 1)
        .findFirst()
        .orElse(priorities.size());
  }

  public List<String> others(List<String> labels) {
    return labels.stream()
        .filter(label ->
            !TicketKey.isLabel(label)
                && !label.startsWith(teamPrefix)
                && !priorities.contains(label))
        .toList();
  }
}
