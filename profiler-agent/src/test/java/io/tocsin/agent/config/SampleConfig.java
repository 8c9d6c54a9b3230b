package io.tocsin.agent.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests: defaults, with a few keys set. */
public final class SampleConfig {
  private SampleConfig() {}

  public static EvidenceLimits limits(String... keysAndValues) {
    return config(keysAndValues).limits;
  }

  public static WireConfig wire(String... keysAndValues) {
    return config(keysAndValues).wire;
  }

  /** With the setting of OpenTelemetry that names certificates. */
  public static WireConfig wireTrusting(Path certificates, String endpoint) {
    Map<String, String> properties = new HashMap<>();
    properties.put("tocsin.agent.endpoint", endpoint);
    properties.put("otel.exporter.otlp.certificate", certificates.toString());
    return config(properties).wire;
  }

  static AgentConfig config(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put("tocsin.agent." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return config(properties);
  }

  private static AgentConfig config(Map<String, String> properties) {
    try {
      return new AgentConfig(properties, Map.of(), "test");
    } catch (BadSettingException e) {
      throw new AssertionError(e);
    }
  }
}
