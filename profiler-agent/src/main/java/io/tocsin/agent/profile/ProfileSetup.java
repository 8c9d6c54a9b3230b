package io.tocsin.agent.profile;

import io.tocsin.agent.config.ProfileConfig;
import io.tocsin.agent.config.WireConfig;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.send.BacklogSender;
import io.tocsin.agent.send.OtlpEndpoint;
import io.tocsin.agent.send.Outbox;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What profiling needs of its surroundings; got ready step by step, each of which may fail. */
public final class ProfileSetup {
  private final ProfileConfig config;
  private final WireConfig wire;
  private final Path service;
  private final String jvm;
  private final Outbox first;
  private final OtlpEndpoint endpoint;
  private final Instrumentation instrumentation;
  private final SpanJoin spans;
  private final Notices notices;
  private final CostMeter cost = new CostMeter();
  private final RivalProfilers rivals = new RivalProfilers(Paths.get("/proc/self/maps"));

  private @Nullable CutFolder folder;
  private @Nullable NativeProfiler profiler;
  private @Nullable SampledSpans sampled;

  /**
   * @param service folder of this service's profiles
   * @param jvm name of this JVM, unique among those of the service
   * @param first what is sent before any profile
   */
  public ProfileSetup(
      ProfileConfig config,
      WireConfig wire,
      Path service,
      String jvm,
      Outbox first,
      OtlpEndpoint endpoint,
      Instrumentation instrumentation,
      SpanJoin spans,
      Notices notices) {
    this.config = config;
    this.wire = wire;
    this.service = service;
    this.jvm = jvm;
    this.first = first;
    this.endpoint = endpoint;
    this.instrumentation = instrumentation;
    this.spans = spans;
    this.notices = notices;
  }

  RivalProfilers rivals() {
    return rivals;
  }

  SpanJoin spans() {
    return spans;
  }

  OtlpEndpoint endpoint() {
    return endpoint;
  }

  CutFolder folder() {
    return ready(folder);
  }

  Recorder recorder() {
    return ready(profiler).recorder();
  }

  CostMeter cost() {
    return cost;
  }

  void openFolder() throws IOException {
    folder =
        CutFolder.open(
            new PrivateFolder(service).make(), jvm, config.diskMaxBytes, config.memoryMaxBytes);
    String path = folder.recording().toString();
    if (path.indexOf(',') >= 0 || path.indexOf('%') >= 0) {
      throw new IOException("tocsin.agent.dir: " + path + " (expected: no comma, no percent sign)");
    }
  }

  /** Begins with what dead JVMs of this service left. */
  void startSending() {
    final BacklogSender sending = new BacklogSender(wire, first, folder(), endpoint, notices);
    Runnable counted =
        new Runnable() {
          @Override
          public void run() {
            cost.senderIsThisThread();
            sending.run();
          }
        };
    Thread thread = new Thread(null, counted, "tocsin-profile-sender");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  void loadProfiler() throws IOException {
    refuseRivals();
    List<PrivateFolder> folders = new ArrayList<PrivateFolder>();
    folders.add(new PrivateFolder(service.resolveSibling("native")));
    String own =
        "tocsin-agent-native-" + System.getProperty("user.name", "").replaceAll("\\W", "_");
    for (Path each :
        new Path[] {
          config.temporary, Paths.get("/var/tmp"), Paths.get("/dev/shm"), Paths.get("/run")
        }) {
      folders.add(new PrivateFolder(each.resolve(own)));
    }
    profiler = NativeProfiler.load(instrumentation, folders, notices);
    sampled = config.spans ? new SampledSpans(config.spansMaxPerCut) : null;
  }

  /** A recording runs: scopes on sampled threads are written into it. */
  void startSpans() {
    if (sampled != null) {
      sampled.reset();
      spans.to(sampled);
    }
  }

  /**
   * @throws IOException where another profiler is at work in this process
   */
  void refuseRivals() throws IOException {
    String rival = rivals.find(profiler == null ? null : profiler.library());
    if (rival != null) {
      throw new IOException("another profiler is in this process, " + rival);
    }
  }

  private static <T> T ready(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("not set up");
    }
    return part;
  }
}
