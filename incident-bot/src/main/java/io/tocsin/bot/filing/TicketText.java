package io.tocsin.bot.filing;

import io.tocsin.bot.priority.Priority;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says: the sentence, the facts with their reasons, the stack with the owner's own
 * frames, and the log lines of the trace. Within what the common trackers take (Jira: title 255,
 * description 32,767 UTF-16 units). Pure but for what {@code source} looks up.
 *
 * @param traceLines oldest first; empty where none are searchable yet
 * @param timeline of the incident: what explains it stands there
 * @param link to the incident's page
 * @param source where the culprit's line and commits can be seen
 */
record TicketText(
    Incident incident,
    Priority priority,
    List<LogRecord> traceLines,
    List<TimelineEvent> timeline,
    String link,
    OwnCode own,
    SourceLinks source) {
  static final int MAX_TITLE = 255;
  private static final int MAX_BODY = 32_767;

  /** What a tracker's markup may write around blocks and headings more than Markdown does. */
  private static final int MARKUP = 500;

  private static final int MAX_LOG_LINE = 400;
  private static final int MAX_LOG_LINES = 8_000;
  private static final int MAX_REASONS = 10;
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** "[prod] NullPointerException in RefundService.settle on POST /refunds: message". */
  String title() {
    FaultFacts facts = incident.facts();
    String environment = incident.source().environment();
    String what = Headline.what(facts, incident.source().service(), Locale.ENGLISH);
    String message = facts.message().isBlank() ? "" : ": " + measured(facts);
    return Markdown.line(
        (environment.isEmpty() ? "" : '[' + environment + "] ") + what + message, MAX_TITLE);
  }

  /** Without the version of a slowdown, which the title has said already. */
  private static String measured(FaultFacts facts) {
    return facts.kind() != FaultFacts.Kind.SLOWDOWN
        ? facts.message()
        : Slowdown.parse(facts.message())
            .map(slower ->
                new Slowdown(slower.quantile(), slower.before(), slower.after(), null).toString())
            .orElse(facts.message());
  }

  /** The built-in one, sealed. */
  String body() {
    return sealed(builtIn());
  }

  String builtIn() {
    return "**"
        + Markdown.words(headline())
        + "**\n\n"
        + factsPart()
        + section("What explains it", causePart())
        + section(
            incident.facts().kind() == FaultFacts.Kind.CRASH
                ? "Stack of the thread that died"
                : "Stack trace, own frames",
            stackPart())
        + section("Log lines of the trace", logPart())
        + section("Why this is one fault", groupingPart());
  }

  private static String section(String heading, String part) {
    return part.isEmpty() ? "" : "\n### " + heading + '\n' + part;
  }

  String sealed(String words) {
    return sealed(words, incident.ticketKey());
  }

  /** Any words with the key and the seal behind them, cut to what trackers take. */
  static String sealed(String words, @Nullable TicketKey key) {
    return TextSeal.seal(Markdown.cutAsWritten(words, room(key)) + end(key));
  }

  /** For words, as {@link Markdown#written} counts them. */
  static int room(@Nullable TicketKey key) {
    return MAX_BODY - MARKUP - Markdown.written(end(key)) - TextSeal.LENGTH;
  }

  private static String end(@Nullable TicketKey key) {
    return "\nFiled by Tocsin. Key: " + (key == null ? "none" : key.label()) + ". ";
  }

  String headline() {
    return Headline.of(incident, incident.lastSeen(), ZoneOffset.UTC, Locale.ENGLISH) + " UTC";
  }

  String factsPart() {
    StringBuilder part = new StringBuilder(1_024);
    facts(part);
    cameBack(part);
    return part.toString();
  }

  String causePart() {
    return CauseText.of(timeline, this::commitLink);
  }

  String stackPart() {
    String stack = incident.facts().stack();
    return stack.isBlank() ? "" : Markdown.block(StackText.of(stack, own));
  }

  String logPart() {
    return traceLines.isEmpty() ? "" : Markdown.block(logLines());
  }

  String groupingPart() {
    StringBuilder part = new StringBuilder();
    incident.facts().groupedBecause().stream()
        .limit(MAX_REASONS)
        .forEach(because -> part.append("- ").append(Markdown.words(because)).append('\n'));
    return part.toString();
  }

  private void facts(StringBuilder body) {
    FaultFacts facts = incident.facts();
    body.append("- **Incident:** [")
        .append(incident.name())
        .append("](")
        .append(link)
        .append(")\n");
    if (!facts.message().isBlank()) {
      fact(body, "Message", facts.message());
    }
    fact(body, "Service", serviceText());
    if (facts.operation() != null) {
      fact(body, "Operation", facts.operation());
    }
    Frame culprit = facts.culprit();
    if (culprit != null) {
      fact(
          body,
          "Culprit",
          Markdown.linked(Markdown.code(culprit.toString()), lineLink(culprit)),
          facts.culpritBecause());
    }
    owner(body);
    fact(body, "Priority", Markdown.code("" + priority.value()), priority.because());
    fact(body, "First seen", TIME.format(incident.firstSeen()));
    fact(body, "Last seen", TIME.format(incident.lastSeen()));
    if (incident.traceId() != null) {
      fact(body, "Trace", incident.traceId());
    }
    if (incident.account() != null) {
      fact(body, "Account", incident.account());
    }
    traceLines.stream()
        .map(line -> line.business().tenantCode())
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(code -> fact(body, "Tenant code", code));
    if (facts.errorCode() != null) {
      fact(body, "Error code", facts.errorCode());
    }
    if (facts.revision() != null) {
      String link = commitLink(facts.revision());
      fact(body, "Commit", Markdown.linked(Markdown.code(facts.revision()), link), null);
    }
  }

  /** Where the fault had a ticket before that is closed too long to be reopened. */
  private void cameBack(StringBuilder body) {
    timeline.stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.OPENED)
        .map(TimelineEvent::details)
        .filter(details -> details.containsKey("ticket"))
        .findFirst()
        .ifPresent(before ->
            fact(
                body,
                "Back after",
                Markdown.linked(
                    Markdown.words(before.getOrDefault("ticket", "")), before.get("url")),
                before.get("before")));
  }

  private @Nullable String lineLink(Frame frame) {
    return source
        .lines(
            incident.tenant(),
            incident.source().service(),
            incident.facts().revision(),
            List.of(frame))
        .get(frame);
  }

  private @Nullable String commitLink(String commit) {
    return source.commit(incident.tenant(), incident.source().service(), commit).orElse(null);
  }

  private void owner(StringBuilder body) {
    Owner owner = incident.owner();
    if (owner == null) {
      body.append("- **Owner:** unknown: no source of ownership names one\n");
      return;
    }
    String who = owner.person() == null ? owner.team() : owner.team() + ", " + owner.person();
    fact(
        body,
        "Owner",
        Markdown.code(who),
        owner.because().isEmpty() ? null : owner.because().getFirst());
    owner.because().stream()
        .skip(1)
        .limit(MAX_REASONS)
        .forEach(because -> body.append("  - ").append(Markdown.words(because)).append('\n'));
  }

  private String serviceText() {
    String version = incident.lastVersion() == null ? "" : ' ' + incident.lastVersion();
    String environment = incident.source().environment();
    return incident.source().service()
        + version
        + (environment.isEmpty() ? "" : ", " + environment);
  }

  private String logLines() {
    StringBuilder lines = new StringBuilder();
    for (LogRecord line : traceLines) {
      String text =
          TIME.format(Instant.ofEpochSecond(0, line.eventNanos()))
              + ' '
              + line.severity()
              + ' '
              + line.source().service()
              + ' '
              + (line.logger() == null ? "" : line.logger() + " - ")
              + line.message();
      lines.append(Markdown.line(text, MAX_LOG_LINE)).append('\n');
    }
    return Markdown.cut(lines.toString(), MAX_LOG_LINES);
  }

  private static void fact(StringBuilder body, String name, String value) {
    fact(body, name, Markdown.code(value), null);
  }

  /**
   * @param value as Markdown
   */
  private static void fact(
      StringBuilder body, String name, String value, @Nullable String because) {
    body.append("- **").append(name).append(":** ").append(value);
    if (because != null) {
      body.append(": ").append(Markdown.words(because));
    }
    body.append('\n');
  }
}
