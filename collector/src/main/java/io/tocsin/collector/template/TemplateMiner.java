package io.tocsin.collector.template;

import io.tocsin.model.TenantId;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives log records the id of their message's template, each tenant and service for itself. What is
 * known is kept in the relational store, so that ids last over a restart. For one thread; {@link
 * #samples} for any.
 */
public final class TemplateMiner implements MetricSource {
  private static final int SHARE_MADE_FREE = 10;

  private record Stream(TenantId tenant, String service) {}

  private final TemplateConfig config;
  private final TemplateStore store;
  private final Map<Stream, ServiceTemplates> streams = new HashMap<>();
  private int size;
  private long forgottenBefore;
  private volatile long held;
  private volatile long forgotten;

  public TemplateMiner(TemplateConfig config, TemplateStore store) {
    this.config = config;
    this.store = store;
  }

  /** The record with its template's id; the line is counted. */
  public LogRecord mark(LogRecord record) {
    return mark(record, true);
  }

  /** The same for a record that was counted before and is stored again. */
  public LogRecord markAgain(LogRecord record) {
    return mark(record, false);
  }

  private LogRecord mark(LogRecord record, boolean counted) {
    if (record.message().isEmpty()) {
      return record;
    }
    Stream stream = new Stream(record.tenant(), record.source().service());
    ServiceTemplates templates = streams.get(stream);
    if (templates == null) {
      templates = restored(stream);
      streams.put(stream, templates);
      size += templates.size();
    }
    int before = templates.size();
    Template template = templates.find(record.message(), record.observedNanos());
    if (counted) {
      template.seen(record.observedNanos());
    }
    size += templates.size() - before;
    if (size > config.maxTemplates()) {
      makeRoom();
    }
    return record.withTemplate(template.id());
  }

  private ServiceTemplates restored(Stream stream) {
    ServiceTemplates templates = new ServiceTemplates(config);
    int limit = Math.min(config.maxKeptPerService(), config.maxTemplates() / 2);
    for (LogTemplate kept : store.templates(stream.tenant(), stream.service(), limit)) {
      templates.restore(TemplateState.read(kept));
    }
    return templates;
  }

  /**
   * Until a tenth is free: to make room for one at a time would write and look through everything
   * for each line of a service that nobody saw before. Services with most give first, among equals
   * those that were silent for longest; one that has nothing left goes.
   */
  private void makeRoom() {
    save();
    int enough = config.maxTemplates() - config.maxTemplates() / SHARE_MADE_FREE;
    while (size > enough) {
      List<ServiceTemplates> largestFirst = new ArrayList<>(streams.values());
      largestFirst.sort(
          Comparator.comparingInt(ServiceTemplates::size)
              .reversed()
              .thenComparingLong(ServiceTemplates::lastSeenNanos));
      for (ServiceTemplates giving : largestFirst) {
        if (size <= enough) {
          break;
        }
        size -= giving.size();
        giving.forgetAQuarter();
        size += giving.size();
      }
    }
    streams
        .values()
        .removeIf(templates -> {
          boolean empty = templates.size() == 0;
          forgottenBefore += empty ? templates.forgotten() : 0;
          return empty;
        });
  }

  /** Writes what changed. To be called before what was marked counts as stored. */
  public void save() {
    List<LogTemplate> changed = new ArrayList<>();
    streams.forEach((stream, templates) ->
        templates
            .takeChanged()
            .forEach(template ->
                changed.add(TemplateState.of(stream.tenant(), stream.service(), template))));
    if (!changed.isEmpty()) {
      store.save(changed, config.maxKeptPerService());
    }
    held = size;
    forgotten =
        forgottenBefore + streams.values().stream().mapToLong(ServiceTemplates::forgotten).sum();
  }

  /** Begins anew from what is kept: what was marked since the last {@link #save} comes again. */
  public void reset() {
    streams.values().forEach(templates -> forgottenBefore += templates.forgotten());
    streams.clear();
    size = 0;
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.gauge(
            "tocsin_log_templates", "Templates of log messages in memory.", Map.of(), held),
        Sample.counter(
            "tocsin_log_templates_forgotten_total",
            "Templates that made room for others.",
            Map.of(),
            forgotten));
  }
}
