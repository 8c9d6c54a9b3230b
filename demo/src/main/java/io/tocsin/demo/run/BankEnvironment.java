package io.tocsin.demo.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What both agents are told, mostly in the variables that OpenTelemetry's users already set. */
final class BankEnvironment {
  static final String ENVIRONMENT = "demo";

  private BankEnvironment() {}

  /**
   * @param exits folder in which our agent marks that a JVM runs: one of an earlier demo must not
   *     report how that ended
   */
  static Map<String, String> of(
      String service, URI otlp, String token, Version version, Path exits) {
    String logback = "OTEL_INSTRUMENTATION_LOGBACK_APPENDER_EXPERIMENTAL_";
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OTEL_SERVICE_NAME", service);
    variables.put(
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.namespace=bank,service.version=%s,deployment.environment.name=%s,"
                .formatted(version.name(), ENVIRONMENT)
            + "vcs.ref.head.revision="
            + version.revision());
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp.toString());
    variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    variables.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + token);
    variables.put("OTEL_METRICS_EXPORTER", "none");
    variables.put("OTEL_BLRP_SCHEDULE_DELAY", "100");
    // Five seconds by default, as long as one of Tocsin's windows here: every other would be empty.
    variables.put("OTEL_BSP_SCHEDULE_DELAY", "1000");
    // The colour of a load test, which its spans then bear.
    variables.put("OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS", "X-Load-Test");
    variables.put(logback + "CAPTURE_MDC_ATTRIBUTES", "*");
    variables.put(logback + "CAPTURE_CODE_ATTRIBUTES", "true");
    variables.put(logback + "LOG_ATTRIBUTES", "true");
    variables.put("TOCSIN_AGENT_DIR", exits.toString());
    return variables;
  }
}
