package io.tocsin.bench.delay;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Where the time between throw and ticket goes, by the times that Tocsin and the tracker keep. */
final class Steps {
  private static final int PAGE = 100;

  private Steps() {}

  /**
   * @param thrown nanoseconds since 1970, by fault
   */
  static Map<String, Delays> between(
      Map<Integer, Long> thrown, TocsinServer server, Map<Integer, TicketReader.Read> reads)
      throws IOException, InterruptedException {
    Map<Integer, Long> opened = new HashMap<>();
    for (int page = 1, seen = PAGE; seen == PAGE; page++) {
      List<JsonNode> incidents = server.incidents(page, PAGE);
      seen = incidents.size();
      for (JsonNode incident : incidents) {
        int fault = FaultSources.numberIn(incident.get("headline").asString());
        Instant at = Instant.parse(incident.get("opened_at").asString());
        opened.putIfAbsent(fault, TicketReader.nanos(at));
      }
    }
    opened.keySet().retainAll(thrown.keySet());
    Map<Integer, Long> created = times(reads, TicketReader.Read::createdNanos);
    created.keySet().retainAll(thrown.keySet());
    Map<String, Delays> steps = new LinkedHashMap<>();
    steps.put("throw to incident", Delays.between(thrown, opened));
    steps.put("incident to the tracker's ticket", Delays.between(opened, created));
    steps.put("ticket to its being read back", Delays.between(created, readNanos(reads)));
    return steps;
  }

  static Map<Integer, Long> readNanos(Map<Integer, TicketReader.Read> reads) {
    return times(reads, TicketReader.Read::readNanos);
  }

  private static Map<Integer, Long> times(
      Map<Integer, TicketReader.Read> reads, Function<TicketReader.Read, Long> time) {
    return reads.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> time.apply(each.getValue())));
  }
}
