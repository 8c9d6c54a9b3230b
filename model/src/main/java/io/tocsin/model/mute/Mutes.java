package io.tocsin.model.mute;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import java.util.List;
import java.util.Map;

/** Says what is mute, and why. */
public interface Mutes {
  /** Nothing is mute. */
  Mutes NONE =
      new Mutes() {
        @Override
        public List<Muting> on(Incident incident) {
          return List.of();
        }

        @Override
        public Map<String, String> labels(Incident incident) {
          return Map.of();
        }

        @Override
        public boolean match(List<Matcher> matchers, Map<String, String> labels) {
          return false;
        }
      };

  /** All that mutes it now, what lasts longest first; what people decided about it is not asked. */
  List<Muting> on(Incident incident);

  /** As {@link #on} says it of each of a tenant's incidents, in their order, as of one moment. */
  default List<List<Muting>> onEach(TenantId tenant, List<Incident> incidents) {
    return incidents.stream().map(this::on).toList();
  }

  /** What matchers see of it. */
  Map<String, String> labels(Incident incident);

  /**
   * Whether all match. A regular expression that RE2 does not take is an IllegalArgumentException.
   */
  boolean match(List<Matcher> matchers, Map<String, String> labels);
}
