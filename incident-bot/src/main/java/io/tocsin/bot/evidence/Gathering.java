package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;

/** What is done with an incident's evidence once nothing more is looked for. */
@FunctionalInterface
public interface Gathering {
  /**
   * Repeated it does nothing more.
   *
   * @return whether it is done; else it is asked again
   */
  boolean gather(Incident incident);
}
