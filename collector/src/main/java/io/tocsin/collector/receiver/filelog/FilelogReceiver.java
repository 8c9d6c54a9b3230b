package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.intake.Intake;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows log files, each named receiver for itself. */
public final class FilelogReceiver implements Component, MetricSource {
  private final Map<String, FilelogConfig> configs;
  private final Path folder;
  private final Intake intake;
  private final InstantSource clock;
  private final List<RunningTail> tails = new CopyOnWriteArrayList<>();

  /**
   * @param configs by the names of their receivers
   * @param folder of the checkpoints
   */
  public FilelogReceiver(
      Map<String, FilelogConfig> configs, Path folder, Intake intake, InstantSource clock) {
    this.configs = new TreeMap<>(configs);
    this.folder = folder;
    this.intake = intake;
    this.clock = clock;
  }

  /** An UncheckedIOException where a checkpoint cannot be opened. */
  @Override
  public void start() {
    configs.forEach((name, config) -> {
      try {
        tails.add(RunningTail.start(name, config, folder, intake, clock));
      } catch (IOException e) {
        throw new UncheckedIOException("the checkpoint of filelog " + name, e);
      }
    });
  }

  /** The worst of the receivers. */
  @Override
  public Health health() {
    return tails.stream()
        .map(RunningTail::health)
        .max(Comparator.comparing(Health::state))
        .orElseGet(() -> Health.up("no log files are followed"));
  }

  @Override
  public List<Sample> samples() {
    return tails.stream().flatMap(tail -> tail.samples().stream()).toList();
  }

  @Override
  public void close() {
    tails.forEach(RunningTail::close);
  }
}
