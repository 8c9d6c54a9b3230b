package io.tocsin.agent.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The resource under which everything is sent: what the user set, then what can be found out. */
final class ResourceAttributes {
  private ResourceAttributes() {}

  static Map<String, Object> of(
      Settings settings,
      Map<String, String> properties,
      Map<String, String> environment,
      String agentVersion) {
    Map<String, Object> resource =
        new LinkedHashMap<String, Object>(
            KeyValueList.parse(settings.otel("otel.resource.attributes")));
    String named = settings.otel("otel.service.name");
    if (named != null) {
      resource.put("service.name", named);
    }
    String jar = ThisJvm.jarName(properties.get("sun.java.command"));
    putIfMissing(resource, "service.name", jar == null ? "unknown_service:java" : jar);
    putIfMissing(resource, "service.instance.id", UUID.randomUUID().toString());
    putIfMissing(resource, "host.name", ThisJvm.hostName(environment));
    resource.put("process.pid", ThisJvm.pid());
    putIfMissing(resource, "process.runtime.name", properties.get("java.runtime.name"));
    putIfMissing(resource, "process.runtime.version", properties.get("java.runtime.version"));
    resource.put("telemetry.distro.name", "tocsin");
    resource.put("telemetry.distro.version", agentVersion);
    return resource;
  }

  private static void putIfMissing(
      Map<String, Object> resource, String key, @Nullable String value) {
    if (value != null && !value.isEmpty() && !resource.containsKey(key)) {
      resource.put(key, value);
    }
  }
}
