package io.tocsin.bench.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same service with no agent, with ours, and with the others, all at work. */
enum Variant {
  NONE {
    @Override
    List<String> flags(Agents agents, String sink, Path folder) {
      return List.of();
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of();
    }
  },
  /** Uncaught exceptions, and cpu, alloc and lock profiles: all that is on by default. */
  TOCSIN {
    @Override
    List<String> flags(Agents agents, String sink, Path folder) {
      return List.of(
          "-javaagent:" + agents.tocsin(),
          "-Dtocsin.agent.endpoint=" + sink,
          "-Dtocsin.agent.dir=" + folder);
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of("OTEL_SERVICE_NAME", "quotes");
    }
  },
  /** Traces, metrics and logs, as it is by default. */
  OTEL {
    @Override
    List<String> flags(Agents agents, String sink, Path folder) {
      return List.of("-javaagent:" + agents.openTelemetry());
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of(
          "OTEL_SERVICE_NAME", "quotes",
          "OTEL_EXPORTER_OTLP_ENDPOINT", sink,
          "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }
  },
  /** Cpu, alloc and lock profiles at our intervals, as JFR every 10 s. */
  PYROSCOPE {
    @Override
    List<String> flags(Agents agents, String sink, Path folder) {
      return List.of("-javaagent:" + agents.pyroscope());
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of(
          "PYROSCOPE_APPLICATION_NAME", "quotes",
          "PYROSCOPE_SERVER_ADDRESS", sink,
          "PYROSCOPE_FORMAT", "jfr",
          "PYROSCOPE_PROFILER_EVENT", "itimer",
          "PYROSCOPE_PROFILING_INTERVAL", "10ms",
          "PYROSCOPE_PROFILER_ALLOC", "512k",
          "PYROSCOPE_PROFILER_LOCK", "10ms",
          "PYROSCOPE_UPLOAD_INTERVAL", "10s");
    }
  };

  /**
   * @param sink address that takes whatever an agent sends
   * @param folder of the agent's own
   */
  abstract List<String> flags(Agents agents, String sink, Path folder);

  abstract Map<String, String> environment(String sink);

  /** In the keys of the figures. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
