package io.tocsin.storage.redis;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code storage.redis}. */
public record RedisConfig(
    @Setting(doc = "`redis://HOST:PORT` or `rediss://HOST:PORT` for TLS. No password in it.")
        String url,
    @Setting(doc = "Absent: Redis's default user. Needs a password.") @Nullable String user,
    @Setting(doc = "Absent: none.") @Nullable Secret password,
    @Setting(
            doc =
                "Certificates in PEM, one of which must have signed Redis's. Absent: those that the"
                    + " JDK trusts. Only with `rediss`.")
        @Nullable Path caFile,
    @Setting(doc = "Number of the database. Each installation needs one of its own.", def = "0")
        int database,
    @Setting(doc = "Connections at most.", def = "8") int connections,
    @Setting(doc = "How long connecting, or an answer, may take.", def = "2s")
        Duration requestTimeout) {
  private static final String TLS = "rediss";
  private static final int MAX_PORT = 65_535;

  public RedisConfig {
    requireUrl(url);
    if (user != null && password == null) {
      throw new InvalidSettingException("user", user, "a password with it");
    }
    if (caFile != null && !url.startsWith(TLS + ":")) {
      throw new InvalidSettingException("ca_file", caFile, "a url of rediss:// with it");
    }
    requireRange("database", database, 0, 1_000_000);
    requireRange("connections", connections, 1, 1_000);
    if (requestTimeout.compareTo(Duration.ofMillis(10)) < 0
        || requestTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new InvalidSettingException("request_timeout", requestTimeout, "10ms to 1m");
    }
  }

  private static void requireUrl(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("url", "no URL", "redis://HOST:PORT");
    }
    boolean right =
        ("redis".equals(uri.getScheme()) || TLS.equals(uri.getScheme()))
            && uri.getHost() != null
            && uri.getPort() > 0
            && uri.getPort() <= MAX_PORT
            && uri.getUserInfo() == null
            && (uri.getPath() == null || uri.getPath().isEmpty())
            && uri.getQuery() == null
            && uri.getFragment() == null;
    if (!right) {
      // Perhaps with a password in it: it is not repeated.
      throw new InvalidSettingException(
          "url",
          "another form",
          "redis://HOST:PORT or rediss://HOST:PORT; password and database are settings of their"
              + " own");
    }
  }

  boolean isTls() {
    return TLS.equals(address().getScheme());
  }

  URI address() {
    return URI.create(url);
  }
}
