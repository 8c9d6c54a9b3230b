package io.tocsin.bot.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert as its sender tells it, not masked yet.
 *
 * @param id by which its sender tells its end; null where the labels do
 * @param labels what it is told apart by; {@code alertname} is its name
 * @param annotations what is said of it
 * @param link to where the sender shows it; null where it does not say
 * @param startsAt null where the sender does not say
 * @param endsAt when it is over unless it is sent again, or when it ended; null where the sender
 *     does not say
 * @param resolved the sender says so, whatever {@code endsAt} is
 */
public record SentAlert(
    @Nullable String id,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String link,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    boolean resolved) {
  public SentAlert {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
