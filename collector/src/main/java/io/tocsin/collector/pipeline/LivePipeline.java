package io.tocsin.collector.pipeline;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;

/**
 * A pipeline in whose place another can be put at any time. Requests under way end in the one they
 * began in.
 */
public final class LivePipeline implements Pipeline {
  private volatile Pipeline current;

  public LivePipeline(Pipeline first) {
    current = first;
  }

  public void replace(Pipeline next) {
    current = next;
  }

  @Override
  public Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException {
    return current.process(tenant, kind, payload, observedNanos);
  }
}
