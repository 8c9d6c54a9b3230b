package io.tocsin.bot.tracker.builtin.server;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.AttachmentStore;
import io.tocsin.model.ticket.TicketStore;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in tracker, meant for a process of its own: the bot reaches it over HTTP only. */
public final class BuiltInTrackerServer implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltInTrackerServer.class);

  /**
   * Longer than the 30 s for which the JDK's client keeps an idle connection: else a create meets a
   * connection that is being closed, and nobody knows whether it was done.
   */
  private static final Duration IDLE = Duration.ofSeconds(90);

  /** Clients keep connections open; a stop does not wait for them. */
  private static final Duration IDLE_AT_STOP = Duration.ofMillis(50);

  private static final Duration STOP = Duration.ofSeconds(2);

  private final TrackerServerConfig config;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param token that every request must bear
   */
  public BuiltInTrackerServer(
      TrackerServerConfig config,
      TicketStore store,
      AttachmentStore attachments,
      Secret token,
      InstantSource clock) {
    if (token.reveal().isBlank()) {
      throw new IllegalArgumentException("tracker: no token (expected: at least 1 character)");
    }
    this.config = config;
    QueuedThreadPool threads = new QueuedThreadPool(config.maxThreads(), 4);
    threads.setName("tocsin-tracker");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(config.maxConnections(), connector));
    server.setStopTimeout(STOP.toMillis());
    server.setHandler(
        new TrackerHandler(
            new TicketRoutes(
                store,
                new AttachmentRoutes(attachments, config.maxAttachments(), clock),
                this::urlPrefix,
                clock),
            token,
            config,
            config.faults() ? new FaultInjection() : null));
  }

  @Override
  public void start() {
    try {
      server.start();
    } catch (Exception e) { // as declared by Jetty
      throw new IllegalStateException(
          "tracker: cannot listen on " + config.host() + ':' + config.port() + ": " + e, e);
    }
    LOG.info("Tracker listens on {}", address());
    if (config.faults()) {
      LOG.warn("Tracker takes orders to fail through /api/v1/faults");
    }
  }

  /** The port it listens on, once started. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public Health health() {
    return server.isStarted()
        ? Health.up("listens on " + address())
        : Health.down("not started, or stopped");
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // as declared by Jetty
      LOG.warn("Tracker did not stop cleanly", e);
    }
  }

  private String address() {
    return "http://" + config.host() + ':' + port();
  }

  private String urlPrefix() {
    String base = config.publicUrl();
    return base == null
        ? address() + TicketRoutes.TICKETS + '/'
        : base.endsWith("/") ? base : base + '/';
  }
}
