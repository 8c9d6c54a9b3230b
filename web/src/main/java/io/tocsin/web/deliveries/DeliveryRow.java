package io.tocsin.web.deliveries;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.notice.Delivery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the page draws it.
 *
 * @param incident as the change left it; null for a test
 * @param headline of the incident; empty without one
 */
public record DeliveryRow(Delivery delivery, @Nullable Incident incident, String headline) {
  static DeliveryRow of(Delivery delivery, Locale locale) {
    Incident incident = delivery.news() == null ? null : delivery.news().incident();
    String headline =
        incident == null
            ? ""
            : Headline.what(incident.facts(), incident.source().service(), locale);
    return new DeliveryRow(delivery, incident, headline);
  }

  /** Of the pill's style and words. */
  public String state() {
    return delivery.state().name().toLowerCase(Locale.ROOT);
  }

  public String kind() {
    return delivery.kind().name().toLowerCase(Locale.ROOT);
  }

  public boolean refused() {
    return delivery.state() == EffectState.REFUSED;
  }

  /** Due later, and how long until then is worth a word. */
  public boolean waits() {
    return delivery.state() == EffectState.INTENT && delivery.dueAt().isAfter(delivery.createdAt());
  }

  /** Null where there is no page of what it tells. */
  public @Nullable String path() {
    return incident == null ? null : "/incidents/" + incident.name();
  }
}
