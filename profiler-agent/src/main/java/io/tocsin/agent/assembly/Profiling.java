package io.tocsin.agent.assembly;

import io.tocsin.agent.config.AgentConfig;
import io.tocsin.agent.context.ScopeMarks;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.OtlpProfile;
import io.tocsin.agent.profile.ProfileSetup;
import io.tocsin.agent.profile.Profiles;
import io.tocsin.agent.profile.SpanJoin;
import io.tocsin.agent.send.OtlpEndpoint;
import io.tocsin.agent.send.Outbox;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Profiles, with the threads that they need: built here, or nothing where they are switched off.
 */
final class Profiling {
  private final SpanJoin spans;
  private final Profiles profiles;
  private final long endMillis;

  private Profiling(SpanJoin spans, Profiles profiles, long endMillis) {
    this.spans = spans;
    this.profiles = profiles;
    this.endMillis = endMillis;
  }

  static @Nullable Profiling of(
      AgentConfig config,
      String version,
      Outbox first,
      Instrumentation instrumentation,
      Notices notices) {
    if (!config.profile.enabled) {
      return null;
    }
    SpanJoin spans = new SpanJoin();
    OtlpEndpoint endpoint = new OtlpEndpoint(config.wire, config.wire.profilesEndpoint(), version);
    ProfileSetup setup =
        new ProfileSetup(
            config.profile,
            config.wire,
            config.serviceFolder().resolve("profiles"),
            config.resource.get("process.pid") + "-" + System.currentTimeMillis(),
            first,
            endpoint,
            instrumentation,
            spans,
            notices);
    OtlpProfile request = new OtlpProfile(config.resource, version);
    return new Profiling(
        spans,
        new Profiles(config.profile, setup, request, notices),
        config.wire.flushTimeoutMillis);
  }

  ScopeMarks marks() {
    return spans;
  }

  Profiles profiles() {
    return profiles;
  }

  /** At the JVM's end the recording that runs is made a cut, a few milliseconds of work. */
  void start() {
    final Thread recording = AgentAssembly.daemon("tocsin-profiles", profiles);
    Runnable end =
        new Runnable() {
          @Override
          public void run() {
            profiles.end();
            try {
              recording.join(Math.max(1, endMillis));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    recording.start();
    Runtime.getRuntime().addShutdownHook(AgentAssembly.daemon("tocsin-last-profile", end));
  }
}
