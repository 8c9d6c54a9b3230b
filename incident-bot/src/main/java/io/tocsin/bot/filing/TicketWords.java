package io.tocsin.bot.filing;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What templates may name, for one ticket. Empty for what is not known. All values are safe: texts
 * from outside are plain words, whatever markup they contain.
 */
final class TicketWords {
  private static final int MAX_WORDS = 1_000;

  /** For titles and bodies. */
  static final Set<String> NAMES =
      Set.of(
          "incident",
          "link",
          "title",
          "headline",
          "what",
          "kind",
          "type",
          "message",
          "service",
          "version",
          "environment",
          "instance",
          "operation",
          "error_code",
          "revision",
          "culprit",
          "culprit_because",
          "team",
          "person",
          "owner_because",
          "priority",
          "priority_because",
          "first_seen",
          "last_seen",
          "occurrences",
          "accounts",
          "tenants",
          "trace",
          "account",
          "key");

  /** Parts of the built-in text, for bodies: markdown with line ends. */
  static final Set<String> PARTS = Set.of("facts", "cause", "stack", "log", "grouping");

  private final Map<String, String> words = new LinkedHashMap<>();
  private final UnaryOperator<String> safe;

  private TicketWords(UnaryOperator<String> safe) {
    this.safe = safe;
  }

  /** Of a title: one line, so without the parts. */
  static Map<String, String> ofTitle(TicketText text) {
    return new TicketWords(words -> Markdown.line(words, MAX_WORDS)).with(text).words;
  }

  static Map<String, String> ofBody(TicketText text) {
    TicketWords words =
        new TicketWords(value -> Markdown.words(value, MAX_WORDS)).with(text).withParts(text);
    return words.words;
  }

  private TicketWords with(TicketText text) {
    Incident incident = text.incident();
    FaultFacts facts = incident.facts();
    Frame culprit = facts.culprit();
    Owner owner = incident.owner();
    put("incident", incident.name());
    words.put("link", text.link());
    put("title", text.title());
    put("headline", text.headline());
    put("what", Headline.what(facts, incident.source().service(), Locale.ENGLISH));
    put("kind", facts.kind().name().toLowerCase(Locale.ROOT));
    put("type", facts.type());
    put("message", facts.message());
    put("service", incident.source().service());
    put("version", incident.lastVersion());
    put("environment", incident.source().environment());
    put("instance", incident.source().instance());
    put("operation", facts.operation());
    put("error_code", facts.errorCode());
    put("revision", facts.revision());
    put("culprit", culprit == null ? null : culprit.toString());
    put("culprit_because", facts.culpritBecause());
    put("team", owner == null ? null : owner.team());
    put("person", owner == null ? null : owner.person());
    put(
        "owner_because",
        owner == null || owner.because().isEmpty() ? null : owner.because().getFirst());
    put("priority", "P" + text.priority().value());
    put("priority_because", text.priority().because());
    put("first_seen", TicketText.TIME.format(incident.firstSeen()));
    put("last_seen", TicketText.TIME.format(incident.lastSeen()));
    put("occurrences", Long.toString(incident.blast().occurrences()));
    put("accounts", Long.toString(incident.blast().accounts()));
    put("tenants", Long.toString(incident.blast().tenantCodes()));
    put("trace", incident.traceId());
    put("account", incident.account());
    put("key", incident.ticketKey() == null ? null : incident.ticketKey().label());
    return this;
  }

  private TicketWords withParts(TicketText text) {
    words.put("facts", text.factsPart());
    words.put("cause", text.causePart());
    words.put("stack", text.stackPart());
    words.put("log", text.logPart());
    words.put("grouping", text.groupingPart());
    return this;
  }

  private void put(String name, @Nullable String value) {
    words.put(name, value == null ? "" : safe.apply(value));
  }
}
