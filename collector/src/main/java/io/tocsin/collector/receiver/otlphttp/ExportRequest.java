package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RequestDigest;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;

/**
 * What the headers of an acceptable request say, and what to do once its body is there.
 *
 * @param path as asked for, part of the digest
 */
record ExportRequest(
    TenantId tenant, TelemetryKind kind, String path, MediaType type, ContentCoding coding) {
  /** Returns once the log has it on disk. */
  Answer take(byte[] sent, OtlpHttpConfig config, MemoryBudget.Share share, Intake intake)
      throws RefusedRequestException {
    byte[] decoded = coding.decode(sent, config.maxDecompressedBodySize(), share);
    byte[] payload = decoded;
    if (type == MediaType.JSON) {
      share.hold((long) OtlpHttpConfig.JSON_WEIGHT * decoded.length);
      payload = JsonRequests.toProtobuf(kind, decoded);
    }
    share.hold((long) MemoryBudget.weightOf(kind) * payload.length);
    return Answer.taken(
        type, kind, intake.take(tenant, kind, RequestDigest.of(path, sent), payload));
  }
}
