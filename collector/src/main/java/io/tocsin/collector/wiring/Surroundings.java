package io.tocsin.collector.wiring;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.log.LogTotals;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.profile.ProfileStore;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.store.TelemetryStore;
import io.tocsin.model.template.TemplateStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * What the collector needs of the house around it.
 *
 * @param totals of the same log
 * @param meter of the log
 * @param keys of each tenant that {@code tokens} knows; IllegalArgumentException for others
 * @param folder where receivers may keep how far they are
 */
public record Surroundings(
    TelemetryLog log,
    LogTotals totals,
    LogMeter meter,
    IngestTokens tokens,
    Function<TenantId, Keys> keys,
    TelemetryStore store,
    ProfileStore profiles,
    BlobStore blobs,
    TemplateStore templates,
    SignalStore signals,
    List<Detector> detectors,
    Bell bell,
    Path folder,
    InstantSource clock) {
  public Surroundings {
    detectors = List.copyOf(detectors);
  }
}
