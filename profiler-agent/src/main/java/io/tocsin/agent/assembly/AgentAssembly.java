package io.tocsin.agent.assembly;

import io.tocsin.agent.config.AgentConfig;
import io.tocsin.agent.config.BadSettingException;
import io.tocsin.agent.context.ContextStorageWatch;
import io.tocsin.agent.context.LastContexts;
import io.tocsin.agent.context.ScopeMarks;
import io.tocsin.agent.crash.FatalErrorLogs;
import io.tocsin.agent.exit.ExitWatch;
import io.tocsin.agent.mdc.LastMdc;
import io.tocsin.agent.mdc.MdcWatch;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.OtlpRequest;
import io.tocsin.agent.profile.Profiles;
import io.tocsin.agent.send.OtlpEndpoint;
import io.tocsin.agent.send.Outbox;
import io.tocsin.agent.send.Sender;
import io.tocsin.agent.uncaught.CrashReporter;
import io.tocsin.agent.uncaught.UncaughtWatch;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Builds the agent out of its parts and starts it. Called once, by name, from the visible part. */
public final class AgentAssembly {
  private AgentAssembly() {}

  /**
   * @param version of the agent
   * @param arguments what stands after the equals sign of the flag; not used
   */
  public static void start(
      String version, @Nullable String arguments, Instrumentation instrumentation)
      throws BadSettingException {
    AgentConfig config = AgentConfig.read(System.getProperties(), System.getenv(), version);
    Notices notices = new Notices();
    tellProblems(config, arguments, notices);
    if (!config.enabled) {
      return;
    }
    int maxAge = config.limits.lastContextMaxAgeMillis;
    LastContexts contexts = new LastContexts(maxAge);
    LastMdc mdc = new LastMdc(config.limits.mdcMaxEntries, maxAge);
    Outbox outbox = new Outbox(config.wire.queueMaxRecords, config.wire.queueMaxBytes);
    OtlpEndpoint endpoint = new OtlpEndpoint(config.wire, version);
    OtlpRequest request = new OtlpRequest(config.resource, version);
    Sender sender = new Sender(config.wire, outbox, endpoint, request, notices);
    CrashReporter reporter = new CrashReporter(config.limits, contexts, mdc, outbox, notices);
    UncaughtWatch uncaught = new UncaughtWatch(reporter);
    MdcWatch mdcWatch = config.watchMdc ? new MdcWatch(mdc) : null;
    ExitWatch exits =
        config.dir == null
            ? null
            : new ExitWatch(
                config.dir,
                config.resource,
                version,
                config.wire.queueMaxBytes,
                new FatalErrorLogs(config.limits, notices),
                outbox,
                notices);

    Profiling profiling = Profiling.of(config, version, outbox, instrumentation, notices);
    watchLoading(config, instrumentation, contexts, mdcWatch, profiling, notices);
    uncaught.install();
    int tick = config.tickMillis;
    daemon("tocsin-sender", sender).start();
    daemon("tocsin-tick", new Tick(tick, uncaught, mdcWatch, exits, endpoint, reporter, notices))
        .start();
    if (profiling != null) {
      profiling.start();
    }
    Runtime.getRuntime()
        .addShutdownHook(
            daemon("tocsin-farewell", new Farewell(exits, sender, config.wire.flushTimeoutMillis)));
  }

  private static void watchLoading(
      AgentConfig config,
      Instrumentation instrumentation,
      LastContexts contexts,
      @Nullable MdcWatch mdc,
      @Nullable Profiling profiling,
      Notices notices) {
    if (config.watchContext && ContextStorageWatch.isTooLate(instrumentation)) {
      notices.sayOnce(
          "context",
          "OpenTelemetry was started before this agent: uncaught exceptions will have no trace id"
              + " (put -javaagent of tocsin-agent.jar first)");
    }
    ScopeMarks marks = profiling == null ? ScopeMarks.OFF : profiling.marks();
    ContextStorageWatch storages =
        config.watchContext ? new ContextStorageWatch(contexts, marks) : null;
    Profiles profiles = profiling == null ? null : profiling.profiles();
    if (storages != null || mdc != null || profiles != null) {
      instrumentation.addTransformer(new LoadWatch(storages, mdc, profiles, notices));
    }
    if (mdc != null) {
      mdc.lookBack(instrumentation);
    }
  }

  private static void tellProblems(
      AgentConfig config, @Nullable String arguments, Notices notices) {
    for (String each : config.problems) {
      notices.sayOnce(each, each);
    }
    if (!config.unknownKeys.isEmpty()) {
      notices.sayOnce("unknown", "unknown settings, not used: " + config.unknownKeys);
    }
    if (arguments != null && !arguments.isEmpty()) {
      notices.sayOnce("arguments", "what follows the = of -javaagent is not read");
    }
  }

  /** Without a context class loader: it would keep an undeployed application in memory. */
  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(null, work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
