package io.tocsin.collector.decode;

import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.model.telemetry.Source;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who sent it. */
final class ResourceDecoder {
  /** OpenTelemetry resource semantic conventions, "Service": the name where none is set. */
  private static final String UNKNOWN = "unknown_service";

  private final DecodeConfig config;

  ResourceDecoder(DecodeConfig config) {
    this.config = config;
  }

  /**
   * @param kept attributes that every record of the resource gets
   */
  record Decoded(Source source, Map<String, String> kept) {}

  Decoded decode(Resource resource) {
    Attributes attributes = new Attributes(resource.getAttributesList(), config);
    Map<String, String> kept = new LinkedHashMap<>();
    for (String key : config.resourceAttributes()) {
      String value = attributes.peek(key);
      if (value != null) {
        kept.put(key, value);
      }
    }
    String service = attributes.take("service.name");
    String environment =
        attributes.takeFirst("deployment.environment.name", "deployment.environment");
    return new Decoded(
        new Source(
            service == null ? UNKNOWN : service,
            attributes.take("service.version"),
            attributes.takeFirst("service.instance.id", "host.name"),
            environment == null ? "" : environment,
            attributes.takeFirst("site", "cloud.availability_zone")),
        kept);
  }
}
