package io.tocsin.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Writes what Tocsin is started with: its config and a fresh secret for each door. */
final class ServerConfig {
  static final String TENANT = "bank";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ServerConfig() {}

  /** The secrets that the demo itself shows at a door. */
  record Secrets(String ingest, String api) {}

  static Secrets write(RunFolder folder, Ports ports) throws IOException {
    Secrets secrets = new Secrets(secret(folder, "ingest"), secret(folder, "api"));
    Files.writeString(folder.config(), yaml(folder, ports));
    return secrets;
  }

  /** Paths are quoted as in JSON, which YAML reads. */
  static String yaml(RunFolder folder, Ports ports) {
    return """
    data: %s
    tenants:
      - id: %s
        ingest_token: {file: %s}
        api_token: {file: %s}
        keys: %s
    web:
      endpoint: 127.0.0.1:%d
      console:
        public_url: %s
    collector:
      receivers:
        otlp:
          protocols:
            grpc:
              endpoint: 127.0.0.1:%d
            http:
              endpoint: 127.0.0.1:%d
    tracker:
      server:
        port: %d
    bot:
      latency:
        window: 5s
      tracker:
        url: %s
      codeowners:
        cache_folder: %s
        repositories:
          - service: "*"
            git: %s
    """
        .formatted(
            quoted(folder.data()),
            TENANT,
            quoted(folder.secret("ingest")),
            quoted(folder.secret("api")),
            quoted(folder.keys()),
            ports.web(),
            Ports.url(ports.web()),
            ports.otlpGrpc(),
            ports.otlp(),
            ports.tracker(),
            Ports.url(ports.tracker()),
            quoted(folder.mirrors()),
            quoted("file://" + folder.repository()));
  }

  private static String quoted(Object path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String secret(RunFolder folder, String name) throws IOException {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Path file = folder.secret(name);
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + '\n');
    return text;
  }
}
