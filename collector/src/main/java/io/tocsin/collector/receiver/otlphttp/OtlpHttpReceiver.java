package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.Endpoint;
import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.access.IngestTokens;
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
  private static final String KEY = "collector.receivers.otlp.protocols.http";

  private final OtlpHttpConfig config;
  private final MemoryBudget budget;
  private final Endpoint endpoint;
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
    this.endpoint = new Endpoint("OTLP/HTTP", KEY, config.address(), config.tls(), clock);
    this.budget = new MemoryBudget(config.maxInFlightBytes());
    this.threads = new QueuedThreadPool(config.maxThreads(), Math.min(4, config.maxThreads()));
    threads.setName("otlp-http");
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, connections(http, endpoint.certificates()));
    connector.setHost(endpoint.address().host());
    connector.setPort(endpoint.address().port());
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

  /** An address that cannot be listened on is an InvalidSettingException. */
  @Override
  public void start() {
    endpoint.start();
    try {
      connector.open();
    } catch (IOException e) {
      throw endpoint.notFree(e);
    }
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the OTLP/HTTP receiver did not start", e);
    }
    endpoint.opened(address());
  }

  /** Where it listens: the real port where the setting asked for port 0. */
  public ListenAddress address() {
    return endpoint.address().at(connector.getLocalPort());
  }

  @Override
  public Health health() {
    if (!server.isStarted() || !connector.isOpen()) {
      return endpoint.down();
    }
    if (threads.getIdleThreads() == 0 && threads.getQueueSize() > 0) {
      return endpoint.busy(config.maxThreads(), threads.getQueueSize());
    }
    return endpoint.up(address());
  }

  /** Takes no new requests and waits for those under way, at most the stop timeout. */
  @Override
  public void close() {
    endpoint.close();
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
    samples.addAll(endpoint.samples());
    return samples;
  }
}
