package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;

/** Looks for what explains one kind of fault. */
interface Inquiry {
  /**
   * @param told what earlier looks have found
   * @param last no look follows: what is there by now is taken, be it better or not
   */
  void look(Incident incident, Told told, boolean last, Findings into);
}
