package io.tocsin.bot.exchange;

import java.time.Duration;

/** The settings of a tracker, as far as the filer must know them. */
public interface TrackerConfig {
  /** How long one request may take, connecting included. */
  Duration requestTimeout();

  /** How long a ticket just filed may be missing from the tracker's search. */
  Duration indexLag();
}
