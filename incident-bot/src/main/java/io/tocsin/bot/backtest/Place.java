package io.tocsin.bot.backtest;

import io.tocsin.model.incident.Incident;
import java.util.UUID;

/** Where episodes follow one another: one fault in one environment. */
record Place(UUID fault, String environment) {
  static Place of(Incident incident) {
    return new Place(incident.fault().id(), incident.source().environment());
  }
}
