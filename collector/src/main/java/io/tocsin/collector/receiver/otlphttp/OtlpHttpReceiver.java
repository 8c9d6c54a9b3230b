package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for OTLP over HTTP/1.1. */
public final class OtlpHttpReceiver implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpHttpReceiver.class);
  private static final String ENDPOINT_KEY = "collector.receivers.otlp.protocols.http.endpoint";

  private final OtlpHttpConfig config;
  private final MemoryBudget budget;
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
      OtlpHttpConfig config, IngestTokens tokens, Intake intake, Ledger ledger) {
    this.config = config;
    this.budget = new MemoryBudget(config.maxInFlightBytes());
    this.threads = new QueuedThreadPool(config.maxThreads(), Math.min(4, config.maxThreads()));
    threads.setName("otlp-http");
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
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

  /** An address that cannot be listened on is an {@link InvalidSettingException}. */
  @Override
  public void start() {
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
    return Health.up("OTLP/HTTP listens on " + address());
  }

  /** Takes no new requests and waits for those under way, at most the stop timeout. */
  @Override
  public void close() {
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
    return samples;
  }

  private void warnOfPlainText() {
    if (!config.address().isLoopback()) {
      LOG.warn(
          "OTLP/HTTP listens on {} without TLS: tokens and telemetry can be read on the way",
          config.endpoint());
    }
  }
}
