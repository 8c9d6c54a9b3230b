package io.tocsin.collector.decode;

import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;
import io.tocsin.model.telemetry.Source;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who sent it. */
final class ResourceDecoder {
  /** OpenTelemetry resource semantic conventions, "Service": the name where none is set. */
  private static final String UNKNOWN = "unknown_service";

  private static final int ATTRIBUTES = 1 << 3 | 2;

  private final DecodeConfig config;
  private final Names names;

  ResourceDecoder(DecodeConfig config, Names names) {
    this.config = config;
    this.names = names;
  }

  /**
   * @param kept attributes that every record of the resource gets
   */
  record Decoded(Source source, Map<String, String> kept) {}

  /** Of an encoded Resource; one without a byte is one that is not there. */
  Decoded decode(byte[] bytes, int from, int to) throws WireException {
    Attributes attributes = new Attributes(config, names);
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      if (fields.tag() == ATTRIBUTES) {
        attributes.add(bytes, fields.start(), fields.end());
      }
    }
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
