package io.tocsin.bot.filing;

import io.tocsin.bot.template.TemplateException;
import io.tocsin.bot.template.TextTemplate;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Title and text of tickets as the settings have them. Where a template cannot be used the built-in
 * text takes its place, and the ticket says so: a ticket with another text is better than none.
 */
public final class TicketTemplates implements MetricSource {
  private static final int MAX_REASON = 300;
  private static final String FAILED = "it failed when it was filled in";

  private final @Nullable TextTemplate title;
  private final @Nullable TextTemplate body;
  private final @Nullable String trouble;
  private final LongAdder failures = new LongAdder();

  private TicketTemplates(
      @Nullable TextTemplate title, @Nullable TextTemplate body, @Nullable String trouble) {
    this.title = title;
    this.body = body;
    this.trouble = trouble;
  }

  public static TicketTemplates of(TemplateConfig config) {
    StringBuilder trouble = new StringBuilder();
    Set<String> ofBodies = new HashSet<>(TicketWords.NAMES);
    ofBodies.addAll(TicketWords.PARTS);
    TextTemplate title = compiled("title", config.title(), TicketWords.NAMES, trouble);
    TextTemplate body = compiled("body", config.body(), ofBodies, trouble);
    return new TicketTemplates(title, body, trouble.isEmpty() ? null : trouble.toString());
  }

  private static @Nullable TextTemplate compiled(
      String setting, @Nullable String source, Collection<String> names, StringBuilder trouble) {
    if (source == null) {
      return null;
    }
    try {
      return TextTemplate.of(source, Set.copyOf(names));
    } catch (TemplateException e) {
      trouble
          .append(trouble.isEmpty() ? "" : "; ")
          .append("bot.ticket_template.")
          .append(setting)
          .append(": ")
          .append(Markdown.line(String.valueOf(e.getMessage()), MAX_REASON));
      return null;
    }
  }

  /** Why a template cannot be used; empty where all can, or none is set. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  String title(TicketText text) {
    return title == null
        ? text.title()
        : filledIn(title, TicketWords.ofTitle(text))
            .map(words -> Markdown.line(words, TicketText.MAX_TITLE))
            .filter(words -> !words.isEmpty())
            .orElseGet(text::title);
  }

  /** Sealed. */
  String body(TicketText text) {
    Optional<String> own =
        body == null ? Optional.empty() : filledIn(body, TicketWords.ofBody(text));
    String words = own.filter(filled -> !filled.isBlank()).map(String::strip).orElse("");
    if (words.isEmpty()) {
      words = text.builtIn();
    }
    String because = trouble != null ? trouble : body != null && own.isEmpty() ? FAILED : null;
    String whole = words.endsWith("\n") ? words : words + '\n';
    if (because == null) {
      return text.sealed(whole);
    }
    String note = note(because);
    int room = TicketText.room(text.incident().ticketKey()) - Markdown.written(note);
    return text.sealed(Markdown.cutAsWritten(whole, room) + note);
  }

  private static String note(String because) {
    return "\n\n### Not as the settings have it\nBuilt-in text stands for a template that could not"
        + " be used: "
        + Markdown.words(because, MAX_REASON)
        + '\n';
  }

  private Optional<String> filledIn(TextTemplate template, Map<String, String> words) {
    try {
      return Optional.of(Markdown.clean(template.filledIn(words)));
    } catch (TemplateException e) {
      failures.increment();
      return Optional.empty();
    }
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.gauge(
            "tocsin_ticket_template_broken",
            "1 where a template of the settings cannot be used.",
            Map.of(),
            trouble == null ? 0 : 1),
        Sample.counter(
            "tocsin_ticket_template_failures_total",
            "Templates that failed when they were filled in.",
            Map.of(),
            failures.sum()));
  }
}
