package io.tocsin.collector.tls;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of one endpoint. Their files are looked at again and again: new ones count for
 * connections made from then on, those that are open go on; bad ones are told in the health, and
 * the old ones stay.
 */
public final class Certificates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration SOON = Duration.ofDays(7);

  private final String where;
  private final @Nullable Path certFile;
  private final @Nullable Path keyFile;
  private final @Nullable Path caFile;
  private final String caKey;
  private final Duration reloadInterval;
  private final InstantSource clock;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trust;
  private volatile @Nullable ScheduledExecutorService timer;
  private volatile @Nullable String problem;
  private volatile Instant expires = Instant.MAX;
  private final AtomicLong failures = new AtomicLong();

  /**
   * @param where full key of the {@code tls} section, for messages
   */
  public static Certificates ofServer(String where, TlsConfig config, InstantSource clock) {
    return new Certificates(
        where,
        config.certFile(),
        config.keyFile(),
        config.clientCaFile(),
        "client_ca_file",
        Verification.CERTIFICATE_ONLY_VERIFICATION,
        config.reloadInterval(),
        clock);
  }

  /** As ofServer; the server's name is checked too. */
  public static Certificates ofClient(String where, ClientTlsConfig config, InstantSource clock) {
    return new Certificates(
        where,
        config.certFile(),
        config.keyFile(),
        config.caFile(),
        "ca_file",
        Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION,
        config.reloadInterval(),
        clock);
  }

  private Certificates(
      String where,
      @Nullable Path certFile,
      @Nullable Path keyFile,
      @Nullable Path caFile,
      String caKey,
      Verification verification,
      Duration reloadInterval,
      InstantSource clock) {
    this.where = where;
    this.certFile = certFile;
    this.keyFile = keyFile;
    this.caFile = caFile;
    this.caKey = caKey;
    this.reloadInterval = reloadInterval;
    this.clock = clock;
    try {
      this.trust = AdvancedTlsX509TrustManager.newBuilder().setVerification(verification).build();
    } catch (CertificateException e) {
      throw new IllegalStateException("an empty trust manager needs nothing", e);
    }
  }

  /** Reads the files; one that cannot be used is an {@link InvalidSettingException}. */
  public void start() {
    load();
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("certificates").unstarted(task));
    long millis = reloadInterval.toMillis();
    started.scheduleWithFixedDelay(this::reload, millis, millis, TimeUnit.MILLISECONDS);
    timer = started;
  }

  private void reload() {
    try {
      load();
      problem = null;
    } catch (RuntimeException e) {
      if (problem == null) {
        LOG.error("the certificates stay as they were: {}", e.getMessage());
      }
      failures.incrementAndGet();
      problem = e.getMessage();
    }
  }

  /** Everything is read before anything is changed. */
  private void load() {
    try {
      Path ca = caFile;
      X509Certificate[] trusted = ca == null ? null : PemFiles.certificates(caKey, ca);
      Path certificate = certFile;
      Path key = keyFile;
      if (certificate != null && key != null) {
        X509Certificate[] chain = PemFiles.certificates("cert_file", certificate);
        PrivateKey secret = PemFiles.privateKey("key_file", key);
        if (!PemFiles.belongTogether(secret, chain[0])) {
          throw new InvalidSettingException("key_file", key, "the key of " + certificate);
        }
        keys.updateIdentityCredentials(chain, secret);
        expires = chain[0].getNotAfter().toInstant();
      }
      if (trusted != null) {
        trust.updateTrustCredentials(trusted);
      }
    } catch (InvalidSettingException e) {
      throw e.within(where);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidSettingException(
          where, String.valueOf(e.getMessage()), "certificates that the JDK takes");
    }
  }

  /** Whether the other side must show a certificate, or be signed by one of ours. */
  public boolean trustsOwnRoots() {
    return caFile != null;
  }

  public boolean hasIdentity() {
    return certFile != null;
  }

  public KeyManager keyManager() {
    return keys;
  }

  public TrustManager trustManager() {
    return trust;
  }

  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          hasIdentity() ? new KeyManager[] {keys} : null,
          trustsOwnRoots() ? new TrustManager[] {trust} : null,
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** {@code health}, or what is wrong with the certificates where that is worse. */
  public Health shownIn(Health health) {
    if (health.state() != Health.State.UP) {
      return health;
    }
    String failed = problem;
    if (failed != null) {
      return Health.degraded("the certificates stay as they were: " + failed);
    }
    Instant now = clock.instant();
    if (expires.isBefore(now)) {
      return Health.degraded("the certificate in " + certFile + " expired at " + expires);
    }
    if (Duration.between(now, expires).compareTo(SOON) < 0) {
      return Health.degraded("the certificate in " + certFile + " expires at " + expires);
    }
    return health;
  }

  public List<Sample> samples() {
    Map<String, String> labels = Map.of("endpoint", where);
    Sample failed =
        Sample.counter(
            "tocsin_tls_reload_failures_total",
            "How often certificate files could not be used, so that the old ones stayed.",
            labels,
            failures.get());
    return hasIdentity()
        ? List.of(
            failed,
            Sample.gauge(
                "tocsin_tls_certificate_expiry_timestamp_seconds",
                "When the certificate in use ends, in seconds since 1970.",
                labels,
                expires.getEpochSecond()))
        : List.of(failed);
  }

  @Override
  public void close() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      running.shutdownNow();
    }
  }
}
