package io.tocsin.web.assembly;

import java.util.List;

/**
 * What a running server is made for.
 *
 * @param commits how often the document store does
 * @param sweep how often the bot and what mutes look by themselves
 * @param flags of its JVM
 */
record Pace(String commits, String sweep, List<String> flags) {
  /** Starts soon and commits often, so that kills fall into commits. */
  static final Pace OFTEN_STARTED = new Pace("200ms", "1s", List.of());

  /** As people run it: compiled well, with the default of commits. */
  static final Pace MUCH_SENT = new Pace("5s", "1s", List.of("-XX:TieredStopAtLevel=4"));

  /** With little memory, compiled well. */
  static Pace small(int heapMib) {
    return new Pace("5s", "5s", List.of("-Xmx" + heapMib + "m", "-XX:TieredStopAtLevel=4"));
  }
}
