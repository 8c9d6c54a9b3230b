package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.collector.tls.TlsConfig;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for OTLP over HTTP/1.1. */
public final class OtlpHttpReceiver implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpHttpReceiver.class);
  private static final String ENDPOINT_KEY = "collector.receivers.otlp.protocols.http.endpoint";

  private static final String TLS_KEY = "collector.receivers.otlp.protocols.http.tls";

  private final OtlpHttpConfig config;
  private final MemoryBudget budget;
  private final @Nullable Certificates certificates;
  private final CounterFamily requests =
      new CounterFamily(
          "tocsin_receiver_otlp_http_requests_total",
          "OTLP/HTTP requests by what became of them.",
          "tenant",
          "kind",
          "outcome");
  private final QueuedThreadPool threads;
  private final Server server;
  private final ServerConnector connector;

  public OtlpHttpReceiver(
      OtlpHttpConfig config,
      IngestTokens tokens,
      Intake intake,
      Ledger ledger,
      InstantSource clock) {
    this.config = config;
    TlsConfig tls = config.tls();
    this.certificates = tls == null ? null : Certificates.ofServer(TLS_KEY, tls, clock);
    this.budget = new MemoryBudget(config.maxInFlightBytes());
    this.threads = new QueuedThreadPool(config.maxThreads(), Math.min(4, config.maxThreads()));
    threads.setName("otlp-http");
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, connections(http, certificates));
    connector.setHost(config.address().host());
    connector.setPort(config.address().port());
    connector.setIdleTimeout(config.idleTimeout().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(config.maxConnections(), server));
    server.setErrorHandler(new StatusErrorHandler());
    server.setStopTimeout(config.stopTimeout().toMillis());
    server.setHandler(
        new GracefulHandler(new ExportHandler(config, tokens, intake, ledger, budget, requests)));
  }

  private static ConnectionFactory[] connections(
      HttpConfiguration http, @Nullable Certificates certificates) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (certificates == null) {
      return new ConnectionFactory[] {plain};
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificates.context());
    tls.setNeedClientAuth(certificates.trustsOwnRoots());
    return new ConnectionFactory[] {new SslConnectionFactory(tls, plain.getProtocol()), plain};
  }

  /** An address that cannot be listened on is an {@link InvalidSettingException}. */
  @Override
  public void start() {
    if (certificates != null) {
      certificates.start();
    }
    try {
      connector.open();
    } catch (IOException e) {
      throw new InvalidSettingException(
          ENDPOINT_KEY, config.endpoint(), "an address that is free on this machine: " + reason(e));
    }
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the OTLP/HTTP receiver did not start", e);
    }
    warnOfPlainText();
    LOG.info("OTLP/HTTP on {}", address());
  }

  /** Jetty's own message only repeats the address. */
  private static @Nullable String reason(IOException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  /** Where it listens: the real port where the setting asked for port 0. */
  public ListenAddress address() {
    return config.address().at(connector.getLocalPort());
  }

  @Override
  public Health health() {
    if (!server.isStarted() || !connector.isOpen()) {
      return Health.down("OTLP/HTTP is not listening on " + config.endpoint());
    }
    if (threads.getIdleThreads() == 0 && threads.getQueueSize() > 0) {
      return Health.degraded(
          "all %d threads of OTLP/HTTP are busy and %d tasks wait (max_threads)"
              .formatted(config.maxThreads(), threads.getQueueSize()));
    }
    Health up =
        Health.up("OTLP/HTTP listens on " + address() + (certificates == null ? "" : " by TLS"));
    return certificates == null ? up : certificates.shownIn(up);
  }

  /** Takes no new requests and waits for those under way, at most the stop timeout. */
  @Override
  public void close() {
    if (certificates != null) {
      certificates.close();
    }
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the OTLP/HTTP receiver did not stop cleanly", e);
    }
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(requests.samples());
    samples.add(
        Sample.gauge(
            "tocsin_receiver_otlp_http_held_bytes",
            "Memory that requests under way hold.",
            Map.of(),
            budget.held()));
    if (certificates != null) {
      samples.addAll(certificates.samples());
    }
    return samples;
  }

  private void warnOfPlainText() {
    if (certificates == null && !config.address().isLoopback()) {
      LOG.warn(
          "OTLP/HTTP listens on {} without TLS: tokens and telemetry can be read on the way",
          config.endpoint());
    }
  }
}
