package io.tocsin.agent.otlp;

import java.util.Collection;
import java.util.Map;

/**
 * An {@code ExportLogsServiceRequest} around records that are encoded already. Everything but the
 * records is the same in each request and is encoded once.
 */
public final class OtlpRequest {
  private static final int RESOURCE_LOGS = 1;
  private static final int RESOURCE = 1;
  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int SCOPE = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int LOG_RECORDS = 2;

  private final ProtoWriter resource = new ProtoWriter();
  private final ProtoWriter scope = new ProtoWriter();

  public OtlpRequest(Map<String, ?> resourceAttributes, String agentVersion) {
    Attributes.write(resource, RESOURCE_ATTRIBUTES, resourceAttributes);
    scope.text(SCOPE_NAME, "io.tocsin.agent").text(SCOPE_VERSION, agentVersion);
  }

  /** No record at all gives an empty request, which a server accepts or refuses like any other. */
  public byte[] around(Collection<byte[]> records) {
    if (records.isEmpty()) {
      return new byte[0];
    }
    ProtoWriter scopeLogs = new ProtoWriter().message(SCOPE, scope);
    for (byte[] each : records) {
      scopeLogs.bytes(LOG_RECORDS, each);
    }
    ProtoWriter resourceLogs =
        new ProtoWriter().message(RESOURCE, resource).message(SCOPE_LOGS, scopeLogs);
    return new ProtoWriter().message(RESOURCE_LOGS, resourceLogs).toBytes();
  }
}
