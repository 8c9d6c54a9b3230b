package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.latency.LatencyWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Latencies in memory. */
public final class MemoryLatencies implements LatencyStore, LatencyWatch {
  private final List<LatencyWindow> windows = new ArrayList<>();
  private final List<LatencyState> states = new CopyOnWriteArrayList<>();

  @Override
  public synchronized void write(List<LatencyWindow> more) {
    windows.addAll(more);
  }

  public void think(LatencyState state) {
    states.add(state);
  }

  @Override
  public synchronized List<LatencyWindow> windows(LatencyQuery query) {
    List<LatencyWindow> found =
        windows.stream()
            .filter(w -> w.tenant().equals(query.tenant()))
            .filter(w -> fits(query.service(), w.service()))
            .filter(w -> fits(query.environment(), w.environment()))
            .filter(w -> fits(query.operation(), w.operation()))
            .filter(w -> !w.start().isBefore(query.from()) && w.start().isBefore(query.to()))
            .sorted(Comparator.comparing(LatencyWindow::start))
            .toList();
    return found.subList(Math.max(0, found.size() - query.limit()), found.size());
  }

  private static boolean fits(@Nullable String wanted, String is) {
    return wanted == null || wanted.equals(is);
  }

  @Override
  public List<LatencyState> states(TenantId tenant) {
    return states.stream().filter(s -> s.tenant().equals(tenant)).toList();
  }
}
