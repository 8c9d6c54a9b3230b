package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.storage.blob.FilesBlobStore;
import io.tocsin.storage.lucene.LuceneTelemetryStore;
import io.tocsin.storage.profile.FileProfileCatalogue;
import io.tocsin.storage.segment.SegmentTelemetryLog;
import io.tocsin.storage.sql.PostgresqlDatabase;
import io.tocsin.storage.sql.SqlDatabase;
import io.tocsin.storage.sql.SqliteDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stores of one process, under one folder; the relations may stand in a PostgreSQL. */
record EmbeddedStores(
    SqlDatabase relations,
    SegmentTelemetryLog log,
    LuceneTelemetryStore documents,
    FilesBlobStore blobs,
    FileProfileCatalogue profiles) {
  static EmbeddedStores under(Path data, TocsinConfig.Storage config, InstantSource clock) {
    FilesBlobStore blobs = new FilesBlobStore(data.resolve("blobs"), config.blobs(), clock);
    return new EmbeddedStores(
        relations(data, config, clock),
        new SegmentTelemetryLog(config.log(), data.resolve("log"), clock, System::nanoTime),
        new LuceneTelemetryStore(data.resolve("documents"), config.documents(), clock),
        blobs,
        new FileProfileCatalogue(data.resolve("profiles"), config.profiles(), blobs, clock));
  }

  private static SqlDatabase relations(
      Path data, TocsinConfig.Storage config, InstantSource clock) {
    return config.relations().postgresql() == null
        ? new SqliteDatabase(data.resolve("relations"), config.relations(), clock)
        : new PostgresqlDatabase(config.relations());
  }

  Map<String, Component> parts() {
    Map<String, Component> parts = new LinkedHashMap<>();
    parts.put("relational store", relations);
    parts.put("durable log", log);
    parts.put("document store", documents);
    parts.put("blob store", blobs);
    parts.put("profile catalogue", profiles);
    return parts;
  }

  /** Each removes what is past its time to be kept. */
  List<Runnable> sweeps() {
    return List.of(relations::sweep, documents::sweep, blobs::sweep, profiles::sweep);
  }
}
