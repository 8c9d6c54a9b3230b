package io.tocsin.collector.tls;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code tls} of something that listens; names as in the OpenTelemetry Collector. */
public record TlsConfig(
    @Setting(doc = "Certificate in PEM, followed by those up to the root that clients lack.")
        Path certFile,
    @Setting(doc = "Its private key, PKCS#8 in PEM (`BEGIN PRIVATE KEY`).") Path keyFile,
    @Setting(
            doc =
                "Certificates in PEM; only clients that show a certificate signed by one of them"
                    + " are let in.")
        @Nullable Path clientCaFile,
    @Setting(
            doc =
                "How often the files are looked at; new ones count for new connections, bad ones"
                    + " not at all.",
            def = "1m")
        Duration reloadInterval) {
  private static final Duration LONGEST = Duration.ofDays(1);

  public TlsConfig {
    requireInterval(reloadInterval);
  }

  static void requireInterval(Duration reloadInterval) {
    if (reloadInterval.toMillis() < 1 || reloadInterval.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("reload_interval", reloadInterval, "1ms to 1d");
    }
  }
}
