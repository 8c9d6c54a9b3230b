package io.tocsin.bot.notice;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a message says of one incident.
 *
 * @param id of the event; the same with each attempt
 * @param sequence place among the incident's events on the channel; 0 outside that order
 * @param attempt from 1
 * @param at when the change was made
 * @param incident as it is; for a machine, as that change left it
 * @param severity by the priority of the incident's ticket
 * @param events that it tells of, in their order
 * @param link to the incident's page
 */
public record Notice(
    UUID id,
    NoticeIntent.Kind kind,
    long sequence,
    int attempt,
    Instant at,
    Incident incident,
    Severity severity,
    List<TimelineEvent> events,
    String link) {
  public Notice {
    events = List.copyOf(events);
  }
}
