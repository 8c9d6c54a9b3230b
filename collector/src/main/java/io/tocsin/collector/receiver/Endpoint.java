package io.tocsin.collector.receiver;

import io.tocsin.collector.tls.Certificates;
import io.tocsin.collector.tls.TlsConfig;
import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a receiver listens, by which certificates, and what there is to say of it. */
public final class Endpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final String what;
  private final String key;
  private final ListenAddress address;
  private final @Nullable Certificates certificates;

  /**
   * @param what listens: "OTLP/gRPC"
   * @param key full key of the section that has {@code endpoint} and {@code tls}
   */
  public Endpoint(
      String what,
      String key,
      ListenAddress address,
      @Nullable TlsConfig tls,
      InstantSource clock) {
    this.what = what;
    this.key = key;
    this.address = address;
    this.certificates = tls == null ? null : Certificates.ofServer(key + ".tls", tls, clock);
  }

  public ListenAddress address() {
    return address;
  }

  /** Null for plain text. */
  public @Nullable Certificates certificates() {
    return certificates;
  }

  /** Reads the certificates, and again when they change; bad ones are a setting's fault. */
  public void start() {
    if (certificates != null) {
      certificates.start();
    }
  }

  /** Servers' own messages only repeat the address; why stands behind them. */
  public InvalidSettingException notFree(IOException e) {
    String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new InvalidSettingException(
        key + ".endpoint", address, "an address that is free on this machine: " + why);
  }

  /**
   * @param real with the port that the system chose, where the setting left it to it
   */
  public void opened(ListenAddress real) {
    if (certificates == null && !address.isLoopback()) {
      LOG.warn(
          "{} listens on {} without TLS: tokens and telemetry can be read on the way", what, real);
    }
    LOG.info("{} on {}", what, real);
  }

  public Health down() {
    return Health.down(what + " is not listening on " + address);
  }

  /** All threads work, and tasks wait. */
  public Health busy(int threads, int waiting) {
    return Health.degraded(
        "all %d threads of %s are busy and %d tasks wait (max_threads)"
            .formatted(threads, what, waiting));
  }

  public Health up(ListenAddress real) {
    Health up = Health.up(what + " listens on " + real + (certificates == null ? "" : " by TLS"));
    return certificates == null ? up : certificates.shownIn(up);
  }

  /** Of the certificates, where it has them. */
  public List<Sample> samples() {
    return certificates == null ? List.of() : certificates.samples();
  }

  @Override
  public void close() {
    if (certificates != null) {
      certificates.close();
    }
  }
}
