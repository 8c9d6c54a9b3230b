package io.tocsin.model.latency;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the latency detector thinks of one endpoint now, and why: where it says nothing, too.
 *
 * @param operation empty: the service as a whole
 * @param baseline P90 that it is held against, in nanoseconds; NaN where there is none yet
 * @param current P90 of the newest windows, in nanoseconds
 * @param since when the state began, observed time
 * @param because one sentence
 */
public record LatencyState(
    TenantId tenant,
    String service,
    String environment,
    String operation,
    @Nullable String version,
    State state,
    double baseline,
    double current,
    Instant since,
    String because) {
  public enum State {
    /** Too little is known to hold it against. */
    LEARNING,
    STEADY,
    /** Slower, and not its fault: what it calls is slow. */
    WAITING,
    SLOW
  }
}
