package io.tocsin.web.services;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWatch;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the latency detector thinks, in the words of pages. */
@Component
class Paces {
  private final LatencyWatch watch;

  Paces(LatencyWatch watch) {
    this.watch = watch;
  }

  List<LatencyState> of(TenantId tenant) {
    return watch.states(tenant);
  }

  /** The worst of a service's endpoints. */
  static Pace worst(List<LatencyState> states, String service, String environment) {
    return states.stream()
        .filter(s -> s.service().equals(service) && s.environment().equals(environment))
        .max(Comparator.comparing(LatencyState::state))
        .map(Paces::pace)
        .orElse(Pace.NONE);
  }

  static Pace of(List<LatencyState> states, String service, String environment, String operation) {
    return states.stream()
        .filter(s -> s.service().equals(service) && s.operation().equals(operation))
        .filter(s -> environment.isEmpty() || s.environment().equals(environment))
        .max(Comparator.comparing(LatencyState::state))
        .map(Paces::pace)
        .orElse(Pace.NONE);
  }

  private static Pace pace(LatencyState state) {
    return new Pace(state.state().name().toLowerCase(Locale.ROOT), state.because());
  }
}
