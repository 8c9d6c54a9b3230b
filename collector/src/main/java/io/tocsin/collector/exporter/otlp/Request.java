package io.tocsin.collector.exporter.otlp;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request for a back-end: batches of one tenant and kind.
 *
 * @param records that it holds
 * @param payload an encoded Export…ServiceRequest
 */
record Request(TenantId tenant, TelemetryKind kind, long records, byte[] payload) {
  private record Group(TenantId tenant, TelemetryKind kind) {}

  /** In the order of the log within each tenant and kind; what is not wanted is left out. */
  static List<Request> of(List<LogEntry> entries, OtlpExporterConfig config) {
    Map<Group, List<Batch>> groups = new LinkedHashMap<>();
    for (LogEntry entry : entries) {
      Batch batch = entry.batch();
      boolean wanted =
          config.signals().contains(batch.kind())
              && (config.tenants().isEmpty() || config.tenants().contains(batch.tenant().value()));
      if (wanted) {
        groups
            .computeIfAbsent(new Group(batch.tenant(), batch.kind()), unused -> new ArrayList<>())
            .add(batch);
      }
    }
    List<Request> requests = new ArrayList<>();
    groups.forEach(
        (group, batches) -> requests.addAll(merged(group, batches, config.maxRequestBytes())));
    return requests;
  }

  /**
   * Encoded messages one behind the other are the merger of both, and these hold one repeated field
   * each. Profiles hold a dictionary too, to which their numbers point, so they go alone.
   */
  private static List<Request> merged(Group group, List<Batch> batches, int maxBytes) {
    List<Request> requests = new ArrayList<>();
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    long records = 0;
    for (Batch batch : batches) {
      boolean alone = group.kind() == TelemetryKind.PROFILES;
      boolean full = (long) payload.size() + batch.payload().length > maxBytes;
      if (payload.size() > 0 && (alone || full)) {
        requests.add(new Request(group.tenant(), group.kind(), records, payload.toByteArray()));
        payload.reset();
        records = 0;
      }
      payload.writeBytes(batch.payload());
      records += batch.records();
    }
    requests.add(new Request(group.tenant(), group.kind(), records, payload.toByteArray()));
    return requests;
  }
}
