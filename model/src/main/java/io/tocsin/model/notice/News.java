package io.tocsin.model.notice;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import java.util.List;

/**
 * What a delivery tells of: an incident as one change left it, without its stack.
 *
 * @param events of that change, in their order
 */
public record News(Incident incident, List<TimelineEvent> events) {
  public News {
    events = List.copyOf(events);
  }
}
