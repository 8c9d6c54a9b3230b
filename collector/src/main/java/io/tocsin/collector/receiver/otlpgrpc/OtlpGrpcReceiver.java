package io.tocsin.collector.receiver.otlpgrpc;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.Credentials;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for OTLP over gRPC. */
public final class OtlpGrpcReceiver implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpcReceiver.class);
  private static final String KEY = "collector.receivers.otlp.protocols.grpc";
  private static final int EVENT_LOOPS = 2;
  private static final int IDLE_SECONDS = 60;

  private final OtlpGrpcConfig config;
  private final IngestTokens tokens;
  private final Intake intake;
  private final Ledger ledger;
  private final MemoryBudget budget;
  private final Endpoint endpoint;
  private final AtomicInteger connections = new AtomicInteger();
  private final CounterFamily requests =
      new CounterFamily(
          "tocsin_receiver_otlp_grpc_requests_total",
          "OTLP/gRPC calls by what became of them.",
          "tenant",
          "kind",
          "outcome");
  private volatile @Nullable Running running;

  /** What a start makes. */
  private record Running(
      Server server,
      EventLoopGroup loops,
      ThreadPoolExecutor workers,
      ScheduledThreadPoolExecutor timer) {
    void close(Duration patience) throws InterruptedException {
      server.shutdown();
      if (!server.awaitTermination(patience.toNanos(), NANOSECONDS)) {
        server.shutdownNow();
        server.awaitTermination(patience.toNanos(), NANOSECONDS);
      }
      timer.shutdownNow();
      workers.shutdown();
      loops.shutdownGracefully(0, patience.toNanos(), NANOSECONDS).await(patience.toMillis());
    }
  }

  public OtlpGrpcReceiver(
      OtlpGrpcConfig config,
      IngestTokens tokens,
      Intake intake,
      Ledger ledger,
      InstantSource clock) {
    this.config = config;
    this.endpoint = new Endpoint("OTLP/gRPC", KEY, config.address(), config.tls(), clock);
    this.tokens = tokens;
    this.intake = intake;
    this.ledger = ledger;
    this.budget = new MemoryBudget(config.maxInFlightBytes());
  }

  /** An address that cannot be listened on is an InvalidSettingException. */
  @Override
  public void start() {
    endpoint.start();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            config.maxThreads(),
            config.maxThreads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("otlp-grpc-"));
    workers.allowCoreThreadTimeOut(true);
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, named("otlp-grpc-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, named("otlp-grpc-loop-"), NioIoHandler.newFactory());
    ExportHandler.Surroundings around =
        new ExportHandler.Surroundings(
            new Credentials(tokens), intake, ledger, budget, requests, timer);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(endpoint.address().resolve(), credentials())
            .channelFactory(() -> new LimitedServerChannel(config.maxConnections(), connections))
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .executor(workers)
            // Inflow has the limit: gRPC's own tells the sender less and logs every message.
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .maxConcurrentCallsPerConnection(config.maxConcurrentStreams())
            .decompressorRegistry(
                DecompressorRegistry.emptyInstance()
                    .with(Codec.Identity.NONE, false)
                    .with(new Codec.Gzip(), true)
                    .with(new ZstdDecompressor(), true))
            .addStreamTracerFactory(new Inflow.Factory(budget, config.maxMessageBytes()))
            .addServices(OtlpServices.of(kind -> new ExportHandler(kind, config, around)));
    keepalive(builder, config.keepalive());
    Server server = builder.build();
    running = new Running(server, loops, workers, timer);
    try {
      server.start();
    } catch (IOException e) {
      throw endpoint.notFree(e);
    }
    endpoint.opened(address());
  }

  private ServerCredentials credentials() {
    Certificates own = endpoint.certificates();
    if (own == null) {
      return InsecureServerCredentials.create();
    }
    TlsServerCredentials.Builder tls =
        TlsServerCredentials.newBuilder().keyManager(own.keyManager());
    if (own.trustsOwnRoots()) {
      tls.trustManager(own.trustManager()).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return tls.build();
  }

  private static void keepalive(NettyServerBuilder builder, OtlpGrpcConfig.Keepalive keepalive) {
    OtlpGrpcConfig.ServerParameters server = keepalive.serverParameters();
    OtlpGrpcConfig.EnforcementPolicy clients = keepalive.enforcementPolicy();
    builder
        .keepAliveTime(server.time().toNanos(), NANOSECONDS)
        .keepAliveTimeout(server.timeout().toNanos(), NANOSECONDS)
        .permitKeepAliveTime(clients.minTime().toNanos(), NANOSECONDS)
        .permitKeepAliveWithoutCalls(clients.permitWithoutStream());
    unlessZero(server.maxConnectionIdle(), builder::maxConnectionIdle);
    unlessZero(server.maxConnectionAge(), builder::maxConnectionAge);
    builder.maxConnectionAgeGrace(server.maxConnectionAgeGrace().toNanos(), NANOSECONDS);
  }

  private static void unlessZero(Duration time, BiConsumer<Long, TimeUnit> setting) {
    if (!time.isZero()) {
      setting.accept(time.toNanos(), NANOSECONDS);
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = Executors.defaultThreadFactory().newThread(task);
      thread.setName(prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Where it listens: the real port where the setting asked for port 0. */
  public ListenAddress address() {
    Running now = running;
    int port = now == null ? -1 : now.server().getPort();
    return port < 0 ? endpoint.address() : endpoint.address().at(port);
  }

  @Override
  public Health health() {
    Running now = running;
    if (now == null || now.server().isShutdown() || now.server().getPort() < 0) {
      return endpoint.down();
    }
    int waiting = now.workers().getQueue().size();
    if (waiting > 0 && now.workers().getActiveCount() >= config.maxThreads()) {
      return endpoint.busy(config.maxThreads(), waiting);
    }
    return endpoint.up(address());
  }

  /** Takes no new calls and waits for those under way, at most the stop timeout. */
  @Override
  public void close() {
    endpoint.close();
    Running now = running;
    if (now == null) {
      return;
    }
    try {
      now.close(config.stopTimeout());
    } catch (InterruptedException e) {
      LOG.warn("the OTLP/gRPC receiver did not stop cleanly", e);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(requests.samples());
    samples.add(
        Sample.gauge(
            "tocsin_receiver_otlp_grpc_held_bytes",
            "Memory that calls under way hold.",
            Map.of(),
            budget.held()));
    samples.add(
        Sample.gauge(
            "tocsin_receiver_otlp_grpc_connections",
            "Connections that are open.",
            Map.of(),
            connections.get()));
    samples.addAll(endpoint.samples());
    return samples;
  }
}
