package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketReading;
import io.tocsin.model.ticket.TicketThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents from a seed: domain words put together, nothing that ever happened. */
final class GeneratedIncidents {
  private static final List<String> DOMAINS =
      List.of("Transfer", "Ledger", "Card", "Loan", "Quote", "Limit", "Statement");
  private static final List<String> PARTS = List.of("Service", "Client", "Repository", "Policy");
  private static final List<String> METHODS =
      List.of("book", "reserve", "price", "confirm", "load", "lambda$route$3");
  private static final List<String> TYPES =
      List.of(
          "java.lang.NullPointerException",
          "com.bank.limit.control.CounterpartyLimitExceededException",
          "java.sql.SQLTransientConnectionException",
          "java.util.concurrent.TimeoutException",
          "java.lang.IllegalStateException");
  private static final List<String> MESSAGES =
      List.of(
          "Cannot invoke \"Tariff.rate()\" because \"tariff\" is null",
          "expected state RESERVED",
          "HikariPool-1 - Connection is not available, request timed out after 30000ms",
          "",
          "limit of the day is used up");

  private static final String REFUSAL = "400: field team is required on this screen";

  private final TenantId tenant;
  private final Random random;
  private final Instant now;

  GeneratedIncidents(TenantId tenant, Random random, Instant now) {
    this.tenant = tenant;
    this.random = random;
    this.now = now;
  }

  Incident incident(int number, @Nullable String traceId, @Nullable String account) {
    int kind = number % TYPES.size();
    String domain = DOMAINS.get(number % DOMAINS.size());
    String className =
        "com.bank."
            + domain.toLowerCase(java.util.Locale.ROOT)
            + "."
            + domain
            + PARTS.get(number % PARTS.size());
    Frame culprit =
        new Frame(
            className,
            METHODS.get(number % METHODS.size()),
            className.substring(className.lastIndexOf('.') + 1) + ".java",
            40 + number % 200);
    Instant opened = now.minus(Duration.ofSeconds(200L + number * 45L + random.nextInt(20)));
    Incident.State state = state(number);
    FaultRef fault =
        new FaultRef(new UUID(number, random.nextLong()), tenant, 2_000 + number, opened);
    Source source = source(domain, number);
    return new Incident(
        new UUID(7_000 + number, random.nextLong()),
        number,
        tenant,
        fault,
        1 + number % 3,
        state,
        source,
        number % 4 == 0 ? "2." + number % 9 + ".1" : source.version(),
        facts(kind, culprit, number),
        new RecordId(1, new Position(0, number), 0),
        traceId,
        account,
        opened,
        opened.minusMillis(140),
        opened.plusSeconds(Math.min(190, random.nextInt(4_000))),
        number % 6 == 5 ? null : owner(domain),
        state == Incident.State.OPEN ? null : "responder",
        number % 17 == 4
            ? new Mute(now.plus(Duration.ofHours(3)), "planned work on the core", "responder")
            : null,
        number % 9 == 8 ? null : TicketKey.of(tenant, source.environment(), fault, 1),
        new BlastRadius(
            1 + random.nextInt(4_000), random.nextInt(900), 1 + number % 4, number % 23 == 0),
        3);
  }

  private static Incident.State state(int number) {
    return number % 3 == 0
        ? Incident.State.ACKNOWLEDGED
        : number % 5 == 4 ? Incident.State.CLOSED : Incident.State.OPEN;
  }

  Source source(String domain, int number) {
    return new Source(
        domain.toLowerCase(java.util.Locale.ROOT) + "-service",
        "2." + number % 9 + ".0",
        domain.toLowerCase(java.util.Locale.ROOT) + "-7d9c-" + number % 4,
        number % 7 == 6 ? "staging" : "production",
        null);
  }

  private FaultFacts facts(int kind, Frame culprit, int number) {
    String type = TYPES.get(kind);
    String wrapper = "org.springframework.transaction.TransactionSystemException";
    boolean wrapped = number % 2 == 0;
    return new FaultFacts(
        FaultFacts.Kind.EXCEPTION,
        type,
        MESSAGES.get(kind),
        wrapped ? wrapper : type,
        culprit,
        "topmost own frame of the root cause " + type.substring(type.lastIndexOf('.') + 1),
        stack(type, MESSAGES.get(kind), wrapped ? wrapper : null, culprit),
        number % 4 == 1,
        kind == 2 ? "DATABASE_TIMEOUT" : kind == 4 ? "LIMIT_EXCEEDED" : null,
        number % 4 == 1 ? "worker-" + number % 8 : "POST /v1/" + number % 8,
        null,
        List.of(
            "counted: root cause " + type,
            "counted: own frame " + culprit.className() + '.' + culprit.method(),
            "not counted: message, because the stack is usable"));
  }

  static String stack(String type, String message, @Nullable String wrapper, Frame culprit) {
    StringBuilder text = new StringBuilder();
    if (wrapper != null) {
      text.append(wrapper).append(": Could not commit\n");
      text.append("\tat org.springframework.transaction.Template.execute(Template.java:140)\n");
      text.append("\tat com.bank.gateway.Entry.handle(Entry.java:58)\n");
      frames(text, "org.apache.catalina.core.Filter.apply(Filter.java:", 14);
      text.append("Caused by: ");
    }
    text.append(type).append(message.isEmpty() ? "" : ": " + message).append('\n');
    frames(text, "java.util.Objects.check(Objects.java:", 2);
    text.append("\tat ").append(culprit).append('\n');
    text.append("\tat com.bank.gateway.Route.call(Route.java:77)\n");
    frames(text, "org.springframework.web.servlet.Dispatch.run(Dispatch.java:", 17);
    frames(text, "org.apache.catalina.core.Valve.invoke(Valve.java:", 9);
    text.append("\tat java.base/java.lang.VirtualThread.run(VirtualThread.java:466)\n");
    if (wrapper != null) {
      text.append("\t... 15 more\n");
    }
    return text.toString();
  }

  private static void frames(StringBuilder text, String start, int count) {
    for (int i = 0; i < count; i++) {
      text.append("\tat ").append(start).append(100 + i).append(")\n");
    }
  }

  private static Owner owner(String domain) {
    String team = "@" + domain.toLowerCase(java.util.Locale.ROOT) + "-core";
    return new Owner(
        team,
        "author-" + domain.length() + " <author-" + domain.length() + "@bank.example>",
        List.of(
            "CODEOWNERS line " + domain.length() + ": /" + domain + "/ " + team,
            "last changed the culprit's line, 3 commits ago"));
  }

  List<TimelineEvent> timeline(Incident i) {
    List<TimelineEvent> events = new ArrayList<>();
    Map<String, String> first =
        i.traceId() == null || i.account() == null
            ? Map.of("type", "Exception")
            : Map.of(
                "type",
                i.facts().type(),
                "operation",
                String.valueOf(i.facts().operation()),
                "trace",
                i.traceId(),
                "account",
                i.account());
    add(events, i, 0, TimelineEvent.Kind.FIRST_SEEN, "tocsin", first, "an ERROR with a stack");
    add(events, i, 132, TimelineEvent.Kind.OPENED, "tocsin", Map.of(), "no fault like it before");
    if (i.owner() != null) {
      add(
          events,
          i,
          171,
          TimelineEvent.Kind.OWNER_FOUND,
          "tocsin",
          Map.of("team", i.owner().team()),
          i.owner().because().getFirst());
    } else {
      add(events, i, 171, TimelineEvent.Kind.OWNER_UNKNOWN, "tocsin", Map.of(), "no line fits");
    }
    if (i.ticketKey() != null && ticketState(i) == EffectState.REFUSED) {
      add(events, i, 309, TimelineEvent.Kind.TICKET_REFUSED, "tocsin", Map.of(), REFUSAL);
    } else if (i.ticketKey() != null && ticketState(i) == EffectState.CONFIRMED) {
      Map<String, String> filed =
          Map.of("ticket", ticketId(i), "url", "http://127.0.0.1/T", "attempts", "1");
      add(events, i, 309, TimelineEvent.Kind.TICKET_FILED, "tocsin", filed, "at the first attempt");
    }
    if (i.assignee() != null) {
      add(events, i, 840_000, TimelineEvent.Kind.ACKNOWLEDGED, "responder", Map.of(), "looking");
    }
    return events;
  }

  private static void add(
      List<TimelineEvent> events,
      Incident i,
      long afterMillis,
      TimelineEvent.Kind kind,
      String by,
      Map<String, String> details,
      String because) {
    events.add(
        new TimelineEvent(
            new UUID(i.number(), events.size()),
            i.id(),
            i.firstSeen().plusMillis(afterMillis),
            kind,
            by,
            details,
            because));
  }

  /** Such as "M-12": one tracker serves all tenants. */
  private String ticketId(Incident i) {
    return tenant.value().toUpperCase(java.util.Locale.ROOT).charAt(0) + "-" + i.number();
  }

  private static EffectState ticketState(Incident i) {
    return i.number() % 11 == 7
        ? EffectState.UNKNOWN
        : i.number() % 13 == 5 ? EffectState.REFUSED : EffectState.CONFIRMED;
  }

  TicketEntry entry(Incident i, TicketKey key) {
    EffectState state = ticketState(i);
    boolean confirmed = state == EffectState.CONFIRMED;
    return new TicketEntry(
        TicketAct.file(key),
        tenant,
        i.id(),
        new Effect(
            state,
            confirmed ? 1 : 2,
            i.openedAt().plusMillis(20),
            now.plusSeconds(20),
            2,
            null,
            null,
            i.openedAt().plusMillis(40),
            switch (state) {
              case UNKNOWN -> "no answer within 2000 ms; looking it up before another attempt";
              case REFUSED -> REFUSAL;
              default -> "201 at the first attempt";
            }),
        confirmed ? ticketId(i) : null,
        confirmed ? "http://127.0.0.1:9/tickets/" + ticketId(i) : null,
        null,
        confirmed ? new TicketReading(status(i), null, i.openedAt().plusSeconds(400)) : null);
  }

  private static Ticket.State status(Incident i) {
    return i.number() % 2 == 0 ? Ticket.State.IN_PROGRESS : Ticket.State.OPEN;
  }

  TicketThread thread(Incident i, TicketEntry entry) {
    Owner owner = i.owner();
    return new TicketThread(
        new Ticket(
            String.valueOf(entry.ticketId()),
            entry.key(),
            String.valueOf(entry.ticketUrl()),
            status(i),
            i.facts().type() + " in " + i.facts().culprit(),
            text(i, entry, owner),
            owner == null ? null : owner.team(),
            null,
            2,
            List.of(entry.key().label(), "tocsin"),
            i.openedAt()),
        List.of(
            new TicketComment(i.openedAt().plusSeconds(50), "tocsin", "Seen 40 times more."),
            new TicketComment(i.openedAt().plusSeconds(400), "responder", "Rolling back.")));
  }

  private static String text(Incident i, TicketEntry entry, @Nullable Owner owner) {
    return """
    **%s fails %d times since %s UTC**

    - **Incident:** [%s](http://127.0.0.1:7070/incidents/%s)
    - **Message:** `%s`
    - **Service:** `%s, %s`
    - **Culprit:** `%s`: topmost own frame of the last cause
    - **Owner:** %s
      - the default branch's blame agrees

    ### Stack trace, own frames
    ```
    %s
    ```

    Filed by Tocsin. Key: %s. Text: 0badcafe
    """
        .formatted(
            i.facts().operation(),
            i.blast().occurrences(),
            i.firstSeen(),
            i.name(),
            i.name(),
            i.facts().message(),
            i.source().service(),
            i.source().environment(),
            i.facts().culprit(),
            owner == null ? "unknown: no source of ownership names one" : '`' + owner.team() + '`',
            i.facts().stack().lines().limit(6).collect(Collectors.joining("\n")),
            entry.key());
  }
}
