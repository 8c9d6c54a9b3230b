package io.tocsin.collector.tls;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code tls} of something that connects; names as in the OpenTelemetry Collector. */
public record ClientTlsConfig(
    @Setting(
            doc =
                "Certificates in PEM, one of which must have signed the server's. Without it:"
                    + " those that the JDK trusts.")
        @Nullable Path caFile,
    @Setting(doc = "Certificate in PEM to show to a server that asks for one.")
        @Nullable Path certFile,
    @Setting(doc = "Its private key, PKCS#8 in PEM.") @Nullable Path keyFile,
    @Setting(doc = "How often the files are looked at.", def = "1m") Duration reloadInterval) {
  public ClientTlsConfig {
    if ((certFile == null) != (keyFile == null)) {
      throw new InvalidSettingException(
          certFile == null ? "cert_file" : "key_file", "missing", "both of them, or none");
    }
    TlsConfig.requireInterval(reloadInterval);
  }
}
