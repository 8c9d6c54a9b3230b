package io.tocsin.bot.alert;

import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.fault.AlertLabels;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes of what was sent what may be kept: masked, within limits, with its service and fault. */
final class Hearing {
  private static final String UNKNOWN = "unknown_service";
  private static final List<String> INSTANCE = List.of("instance", "pod", "host", "hostname");
  private static final List<String> VERSION = List.of("version", "service_version");
  private static final int MAX_NAME = 256;
  private static final int FINGERPRINT_PREFIX = 3;

  private final AlertConfig config;
  private final UnaryOperator<String> mask;
  private final Set<String> notCounted;

  /**
   * @param mask masks a text
   */
  Hearing(AlertConfig config, UnaryOperator<String> mask) {
    this.config = config;
    this.mask = mask;
    this.notCounted = new HashSet<>(config.ignoredLabels());
    notCounted.addAll(config.sharedLabels());
    notCounted.addAll(config.environmentLabels());
  }

  /**
   * @param sender whose ids are ids
   */
  HeardAlert hear(SentAlert sent, String sender, Instant now) throws UnreadableAlertsException {
    if (sent.labels().size() > config.maxLabels()
        || sent.annotations().size() > config.maxLabels()) {
      throw new UnreadableAlertsException(
          "labels, annotations (expected: at most " + config.maxLabels() + " of each)");
    }
    Map<String, String> labels = masked(sent.labels(), config.maxLabelChars());
    if (labels.isEmpty()) {
      throw new UnreadableAlertsException("labels (expected: at least one that is not empty)");
    }
    Grouping fault = AlertLabels.grouping(labels, notCounted);
    Instant end = sent.endsAt();
    return new HeardAlert(
        sent.id() == null
            ? key(labels)
            : hash(Map.of("sender", sender, "id", mask.apply(sent.id()))),
        labels,
        masked(sent.annotations(), config.maxAnnotationChars()),
        link(sent.link()),
        fault,
        source(labels),
        sent.startsAt(),
        end,
        sent.resolved() || end != null && !end.isAfter(now));
  }

  /** Of an alert that its labels tell apart. */
  String key(Map<String, String> labels) {
    Map<String, String> telling = new TreeMap<>(labels);
    telling.keySet().removeAll(config.ignoredLabels());
    return hash(telling);
  }

  private static String hash(Map<String, String> told) {
    return AlertLabels.grouping(told, Set.of()).fingerprint().value().substring(FINGERPRINT_PREFIX);
  }

  private Source source(Map<String, String> labels) {
    String service = first(labels, config.serviceLabels());
    String environment = first(labels, config.environmentLabels());
    return new Source(
        service == null ? UNKNOWN : service,
        first(labels, VERSION),
        first(labels, INSTANCE),
        environment == null ? "" : environment,
        null);
  }

  private static @Nullable String first(Map<String, String> labels, List<String> names) {
    return names.stream().filter(labels::containsKey).findFirst().map(labels::get).orElse(null);
  }

  /**
   * Masked with the name before it, since a name such as {@code password} says more than its value.
   */
  private Map<String, String> masked(Map<String, String> sent, int maxChars) {
    Map<String, String> texts = new TreeMap<>();
    sent.forEach((name, value) -> {
      String start = cut(visible(name), MAX_NAME) + '=';
      String masked = mask.apply(start + visible(value));
      if (!value.isBlank()) {
        texts.put(
            start.substring(0, start.length() - 1),
            cut(masked.startsWith(start) ? masked.substring(start.length()) : masked, maxChars));
      }
    });
    return texts;
  }

  /** An expression stands in it, with labels' values. */
  private @Nullable String link(@Nullable String sent) {
    return sent == null ? null : cut(mask.apply(visible(sent)), config.maxLabelChars());
  }

  /** Without what PostgreSQL cannot store and no tracker shows. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
  }

  /** After it was masked: half of a secret is not known for one. */
  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splits ? maxChars - 1 : maxChars);
  }

  /** What people call it. */
  static String name(Map<String, String> labels) {
    return labels.getOrDefault(Alert.NAME, "alert");
  }
}
