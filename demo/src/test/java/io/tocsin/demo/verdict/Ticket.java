package io.tocsin.demo.verdict;

import io.tocsin.demo.watch.SeenEvent;
import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ticket and its incident, right at first and then changed field by field. */
final class Ticket {
  private final Expected expected;
  private final Map<String, String> fields = new HashMap<>();

  private Ticket(Expected expected) {
    this.expected = expected;
    with("id", "T-" + expected.number());
    with("team", expected.team());
    with("person", expected.author().name());
    with("kind", expected.kind());
    with("culprit", expected.method());
    switch (expected) {
      case Expected.Exception exception -> {
        with("trace", exception.traceId());
        with("account", exception.account());
        with("text", exception.method() + ' ' + exception.traceId() + ' ' + exception.account());
      }
      case Expected.Crash crash -> {
        with("service", crash.service());
        with("diagnosis", "It read memory that was not its own.");
        with("profile", "2026-01-05T10:00:00Z");
        with("text", crash.method());
      }
      case Expected.Slowdown slowdown -> {
        with("service", slowdown.service());
        with("operation", slowdown.operation());
        with("compared", slowdown.method());
        with("commit", slowdown.commit());
        with("author", slowdown.author().address());
        with("text", slowdown.method() + ' ' + slowdown.commit());
      }
    }
  }

  static Ticket rightFor(Expected expected) {
    return new Ticket(expected);
  }

  Expected expected() {
    return expected;
  }

  Ticket id(String id) {
    return with("id", id);
  }

  Ticket with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  Ticket without(String field) {
    fields.remove(field);
    return this;
  }

  Found found() {
    return new Found(
        new SeenTicket(
            fields.getOrDefault("id", ""),
            "tocsin-a",
            "http://tracker/1",
            "It broke",
            fields.getOrDefault("text", ""),
            fields.get("team"),
            fields.get("person")),
        new SeenIncident(
            "TOC-1",
            fields.getOrDefault("kind", ""),
            "tocsin-a",
            fields.get("service"),
            fields.get("operation"),
            fields.get("trace"),
            fields.get("account"),
            fields.get("culprit"),
            fields.get("team"),
            fields.get("person"),
            List.of(),
            timeline()));
  }

  private List<SeenEvent> timeline() {
    List<SeenEvent> events = new ArrayList<>();
    if (fields.containsKey("diagnosis")) {
      events.add(new SeenEvent("diagnosed", Map.of("sentence", fields.get("diagnosis")), ""));
    }
    if (fields.containsKey("profile")) {
      events.add(new SeenEvent("profile_found", Map.of("to", fields.get("profile")), ""));
    }
    if (fields.containsKey("compared")) {
      String method = fields.get("compared");
      int dot = method.lastIndexOf('.');
      events.add(
          new SeenEvent(
              "profile_compared",
              Map.of("class", method.substring(0, dot), "method", method.substring(dot + 1)),
              ""));
    }
    if (fields.containsKey("author")) {
      Map<String, String> details = new HashMap<>(Map.of("author", fields.get("author")));
      if (fields.containsKey("commit")) {
        details.put("commit", fields.get("commit"));
      }
      events.add(new SeenEvent("suspect_commit", details, ""));
    }
    return events;
  }
}
