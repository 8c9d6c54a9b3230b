package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.storage.lucene.LuceneTelemetryStore;
import io.tocsin.storage.segment.SegmentTelemetryLog;
import io.tocsin.storage.sql.SqliteDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stores of one process, under one folder. */
record EmbeddedStores(
    SqliteDatabase relations, SegmentTelemetryLog log, LuceneTelemetryStore documents) {
  static EmbeddedStores under(Path data, TocsinConfig.Storage config, InstantSource clock) {
    return new EmbeddedStores(
        new SqliteDatabase(data.resolve("relations"), config.relations(), clock),
        new SegmentTelemetryLog(config.log(), data.resolve("log"), clock),
        new LuceneTelemetryStore(data.resolve("documents"), config.documents(), clock));
  }

  Map<String, Component> parts() {
    Map<String, Component> parts = new LinkedHashMap<>();
    parts.put("relational store", relations);
    parts.put("durable log", log);
    parts.put("document store", documents);
    return parts;
  }

  /** Removes what is past its time to be kept. */
  void sweep() {
    relations.sweep();
    documents.sweep();
  }
}
