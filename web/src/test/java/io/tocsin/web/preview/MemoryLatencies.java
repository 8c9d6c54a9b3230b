package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.latency.LatencyWindow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Latencies, and what is thought of them, in lists. */
public final class MemoryLatencies implements LatencyStore, LatencyWatch {
  private final List<LatencyWindow> windows = new CopyOnWriteArrayList<>();
  private final List<LatencyState> states = new CopyOnWriteArrayList<>();

  @Override
  public void write(List<LatencyWindow> written) {
    windows.addAll(written);
  }

  @Override
  public List<LatencyWindow> windows(LatencyQuery query) {
    return windows.stream()
        .filter(window -> window.tenant().equals(query.tenant()))
        .filter(window -> query.service() == null || query.service().equals(window.service()))
        .filter(window -> query.operation() == null || query.operation().equals(window.operation()))
        .filter(
            window -> !window.start().isBefore(query.from()) && window.start().isBefore(query.to()))
        .toList();
  }

  public void think(LatencyState state) {
    states.add(state);
  }

  @Override
  public List<LatencyState> states(TenantId tenant) {
    return states.stream().filter(state -> state.tenant().equals(tenant)).toList();
  }
}
