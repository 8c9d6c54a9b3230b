package io.tocsin.crash;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last collections, from the ring of heap events: each has a line before and one after. */
final class GcHistory {
  private static final Pattern EVENT =
      Pattern.compile("Event: (\\d+)\\.(\\d{3})\\d* GC heap (before|after).*");

  private int collections;
  private long longestMillis;
  private long totalMillis;

  GcHistory(CrashText text) {
    long before = Numbers.UNKNOWN;
    for (Line line : text.in(Section.EVENTS)) {
      Matcher event = EVENT.matcher(line.text());
      if (!event.matches()) {
        continue;
      }
      long millis = Numbers.decimal(event.group(1) + event.group(2));
      if (event.group(3).equals("before")) {
        before = millis;
      } else if (before != Numbers.UNKNOWN && millis >= before) {
        collections++;
        longestMillis = Math.max(longestMillis, millis - before);
        totalMillis += millis - before;
        before = Numbers.UNKNOWN;
      }
    }
  }

  /**
   * @param elapsed the JVM's life, of which the ring may hold only the end
   */
  void addTo(FactMap facts, Optional<Duration> elapsed) {
    if (collections > 0) {
      facts.number("garbageCollectionsRecorded", collections);
      facts.number("garbageCollectionDurationMax", longestMillis);
      facts.number("garbageCollectionDurationTotal", totalMillis);
      long life = elapsed.isPresent() ? elapsed.get().toMillis() : 0;
      if (life > totalMillis) {
        facts.number(
            "garbageCollectionThroughput", Math.round(100.0 * (life - totalMillis) / life));
      }
    }
  }
}
