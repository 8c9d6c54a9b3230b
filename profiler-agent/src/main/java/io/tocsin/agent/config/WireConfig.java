package io.tocsin.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where events go and how patiently. Fields are documented in the module's README. */
public final class WireConfig {
  private static final String LOGS_PATH = "/v1/logs";
  private static final String PROFILES_PATH = "/v1development/profiles";
  private static final int MAX_PORT = 65_535;

  public final URI endpoint;
  public final Map<String, String> headers;
  public final @Nullable String tokenFile;
  public final @Nullable String certificateFile;
  public final int queueMaxRecords;
  public final int queueMaxBytes;
  public final int connectTimeoutMillis;
  public final int requestTimeoutMillis;
  public final int flushTimeoutMillis;
  public final int retryFirstMillis;
  public final int retryMaxMillis;
  public final int refusedPauseMillis;

  WireConfig(Settings settings) throws BadSettingException {
    endpoint = endpoint(settings);
    headers = headers(settings);
    tokenFile = settings.own("token_file");
    String certificate = settings.otel("otel.exporter.otlp.logs.certificate");
    certificateFile =
        certificate == null ? settings.otel("otel.exporter.otlp.certificate") : certificate;
    queueMaxRecords = settings.number("queue_max_records", 256, 1, 100_000);
    queueMaxBytes = settings.number("queue_max_bytes", 4 << 20, 1 << 16, 1 << 30);
    connectTimeoutMillis = settings.number("connect_timeout_ms", 2_000, 10, 60_000);
    requestTimeoutMillis = settings.number("request_timeout_ms", 10_000, 10, 120_000);
    flushTimeoutMillis = settings.number("flush_timeout_ms", 1_000, 0, 60_000);
    retryFirstMillis = settings.number("retry_first_ms", 1_000, 10, 600_000);
    retryMaxMillis = settings.number("retry_max_ms", 30_000, 10, 3_600_000);
    refusedPauseMillis = settings.number("refused_pause_ms", 30_000, 10, 3_600_000);
  }

  private static URI endpoint(Settings settings) throws BadSettingException {
    String own = settings.own("endpoint");
    if (own != null) {
      return withPath(check(Settings.PREFIX + "endpoint", own));
    }
    warnOfGrpc(settings);
    String logs = settings.otel("otel.exporter.otlp.logs.endpoint");
    if (logs != null) {
      return check("otel.exporter.otlp.logs.endpoint", logs);
    }
    String all = settings.otel("otel.exporter.otlp.endpoint");
    return withPath(
        check("otel.exporter.otlp.endpoint", all == null ? "http://localhost:4318" : all));
  }

  /** Beside the logs, on the same server, by the same token. */
  public URI profilesEndpoint() {
    String logs = endpoint.toString();
    if (logs.endsWith(LOGS_PATH)) {
      return URI.create(logs.substring(0, logs.length() - LOGS_PATH.length()) + PROFILES_PATH);
    }
    return endpoint.resolve(PROFILES_PATH);
  }

  private static void warnOfGrpc(Settings settings) {
    String logs = settings.otel("otel.exporter.otlp.logs.protocol");
    String protocol = logs == null ? settings.otel("otel.exporter.otlp.protocol") : logs;
    if ("grpc".equals(protocol)) {
      settings.problem(
          "otel.exporter.otlp.protocol is grpc, which this agent does not speak:"
              + " name the HTTP port in tocsin.agent.endpoint");
    }
  }

  private static URI withPath(URI base) {
    String text = base.toString();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return trimmed.endsWith(LOGS_PATH) ? base : URI.create(trimmed + LOGS_PATH);
  }

  private static URI check(String key, String value) throws BadSettingException {
    try {
      URI uri = new URI(value);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && isPort(uri.getPort())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, as any other address that cannot be used.
    }
    throw new BadSettingException(key + ": " + value + " (expected: http://host:port or https)");
  }

  private static boolean isPort(int port) {
    boolean isLeftToTheScheme = port == -1;
    return isLeftToTheScheme || (port >= 1 && port <= MAX_PORT);
  }

  private static Map<String, String> headers(Settings settings) throws BadSettingException {
    Map<String, String> headers = new LinkedHashMap<String, String>();
    String logs = settings.otel("otel.exporter.otlp.logs.headers");
    String both = logs == null ? settings.otel("otel.exporter.otlp.headers") : logs;
    for (Map.Entry<String, String> each : KeyValueList.parse(both).entrySet()) {
      headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue());
    }
    String token = settings.own("token");
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    for (Map.Entry<String, String> each : headers.entrySet()) {
      // The value is a secret: it stays out of the message.
      if (!printable(each.getKey()) || !printable(each.getValue())) {
        throw new BadSettingException(
            "header " + each.getKey().replaceAll("[^a-z0-9-]", "?") + " (expected: plain ASCII)");
      }
    }
    return headers;
  }

  private static boolean printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
