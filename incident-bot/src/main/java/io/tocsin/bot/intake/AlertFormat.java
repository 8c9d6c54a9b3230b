package io.tocsin.bot.intake;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what one kind of system sends. */
public interface AlertFormat {
  /** As in the address of its web hook: a-z, 0-9 and _. */
  String name();

  /** For people: "Prometheus". */
  String sender();

  /**
   * Whether alerts of this system are sent again and again while they fire. One that is not stays
   * until its end is sent.
   */
  boolean repeats();

  /**
   * The alerts of one request; none where the sender says that it does not know whether they fire.
   */
  List<SentAlert> read(JsonNode body) throws UnreadableAlertsException;
}
