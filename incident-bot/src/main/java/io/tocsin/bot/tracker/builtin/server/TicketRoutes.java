package io.tocsin.bot.tracker.builtin.server;

import io.tocsin.bot.tracker.builtin.TicketJson;
import io.tocsin.bot.tracker.builtin.TicketJson.Problem;
import io.tocsin.bot.tracker.builtin.TicketJson.TicketList;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * {@code POST /api/v1/tickets}, {@code GET /api/v1/tickets?key=&changed_since=&offset=&limit=},
 * {@code GET} and {@code PATCH /api/v1/tickets/{id}}. No idempotency: a draft sent twice becomes
 * two tickets.
 */
final class TicketRoutes {
  static final String TICKETS = "/api/v1/tickets";
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final String CALLER = "api";

  /** One request, as far as the routes care. */
  record Call(
      String method, String path, Map<String, String> query, String mediaType, byte[] body) {
    boolean creates() {
      return method.equals("POST") && path.equals(TICKETS);
    }

    boolean writes() {
      return creates() || method.equals("PATCH") || attaches();
    }

    boolean attaches() {
      return method.equals("PUT") && path.startsWith(TICKETS);
    }

    boolean searchesByKey() {
      return method.equals("GET") && path.equals(TICKETS) && query.containsKey("key");
    }
  }

  record Answer(int status, Object body) {
    static Answer problem(int status, String error) {
      return new Answer(status, new Problem(error, null));
    }
  }

  private final TicketStore store;
  private final AttachmentRoutes attachments;
  private final Supplier<String> urlPrefix;
  private final InstantSource clock;

  TicketRoutes(
      TicketStore store,
      AttachmentRoutes attachments,
      Supplier<String> urlPrefix,
      InstantSource clock) {
    this.store = store;
    this.attachments = attachments;
    this.urlPrefix = urlPrefix;
    this.clock = clock;
  }

  /**
   * @param stale a search by key does not see tickets younger than this
   */
  Answer answer(Call call, Duration stale) {
    try {
      Optional<Answer> attached = attachments.answer(call);
      if (attached.isPresent()) {
        return attached.get();
      }
      if (call.path().equals(TICKETS)) {
        return switch (call.method()) {
          case "POST" -> create(TicketJson.MAPPER.readValue(call.body(), TicketDraft.class));
          case "GET" -> list(call.query(), stale);
          default -> Answer.problem(405, "expected: GET or POST");
        };
      }
      if (call.path().startsWith(TICKETS + '/')) {
        String id = call.path().substring(TICKETS.length() + 1);
        return switch (call.method()) {
          case "GET" -> found(store.read(id));
          case "PATCH" -> change(id, TicketJson.MAPPER.readValue(call.body(), TicketChange.class));
          default -> Answer.problem(405, "expected: GET or PATCH");
        };
      }
      return Answer.problem(404, "no such path");
    } catch (JacksonException e) {
      return Answer.problem(400, "the body is not what was expected: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return Answer.problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer create(TicketDraft draft) {
    Map<String, String> problems = DraftRules.problems(draft);
    return problems.isEmpty()
        ? new Answer(201, store.open(draft, urlPrefix.get(), clock.instant()))
        : new Answer(400, new Problem("the draft does not fit", problems));
  }

  private Answer list(Map<String, String> query, Duration stale) {
    int offset = number(query, "offset", 0, 0, Integer.MAX_VALUE);
    int limit = number(query, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    String label = query.get("key");
    String since = query.get("changed_since");
    if (since != null) {
      Page<Ticket> changed =
          store.tickets(TicketFilter.changedSince(instant("changed_since", since)), offset, limit);
      return new Answer(200, new TicketList(changed.total(), changed.items()));
    }
    if (label == null) {
      Page<Ticket> all = store.tickets(TicketFilter.ALL, offset, limit);
      return new Answer(200, new TicketList(all.total(), all.items()));
    }
    Page<Ticket> ofKey = store.tickets(TicketFilter.ofKey(new TicketKey(label)), offset, limit);
    Instant indexedUpTo = clock.instant().minus(stale);
    List<Ticket> indexed =
        ofKey.items().stream().filter(t -> !t.createdAt().isAfter(indexedUpTo)).toList();
    return new Answer(
        200, new TicketList(stale.isZero() ? ofKey.total() : indexed.size(), indexed));
  }

  private Answer change(String id, TicketChange change) {
    Integer priority = change.priority();
    if (priority != null && (priority < 1 || priority > 4)) {
      return Answer.problem(400, "priority: " + priority + " (expected: 1 to 4)");
    }
    String body = change.body();
    return body != null && body.length() > DraftRules.MAX_BODY
        ? new Answer(
            400,
            new Problem(
                "the change does not fit", Map.of("body", "expected: at most 32,767 characters")))
        : found(store.change(id, change, CALLER, clock.instant()));
  }

  private static Answer found(Optional<?> something) {
    return something
        .map(body -> new Answer(200, body))
        .orElseGet(() -> Answer.problem(404, "no such ticket"));
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + ": " + text + " (expected: an instant such as 2026-11-29T06:00:00Z)", e);
    }
  }

  private static int number(Map<String, String> query, String name, int absent, int min, int max) {
    String text = query.get(name);
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below, as any other value that does not fit
    }
    throw new IllegalArgumentException(
        name + ": " + text + " (expected: " + min + " to " + max + ")");
  }
}
