package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.LogStatus;
import io.tocsin.web.probe.Parts;
import io.tocsin.web.status.ServerStatus;
import io.tocsin.web.status.StatusSource;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The running server as the status page tells it. */
final class StatusReport implements StatusSource {
  /** Walking the data folder costs; its size is looked at this often at most. */
  private static final Duration DISK_LOOK = Duration.ofSeconds(10);

  private record DiskLook(Instant at, ServerStatus.Disk disk) {}

  private final Parts parts;
  private final Path data;
  private final EmbeddedStores stores;
  private final RecordLedger ledger;
  private final InstantSource clock;
  private final Instant startedAt;
  private volatile DiskLook lastLook;

  StatusReport(
      Parts parts, Path data, EmbeddedStores stores, RecordLedger ledger, InstantSource clock) {
    this.parts = parts;
    this.data = data;
    this.stores = stores;
    this.ledger = ledger;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.lastLook = new DiskLook(Instant.EPOCH, new ServerStatus.Disk(data.toString(), 0, 0, 0));
  }

  @Override
  public ServerStatus status(TenantId tenant) {
    Instant now = clock.instant();
    return new ServerStatus(
        now,
        Tocsin.VERSION,
        Duration.between(startedAt, now),
        parts.health().entrySet().stream()
            .map(part -> new ServerStatus.Part(part.getKey(), part.getValue()))
            .toList(),
        stores.log().status().readers().stream().map(StatusReport::lag).toList(),
        disk(now),
        lineOf(tenant),
        ticketsOf(tenant));
  }

  private static ServerStatus.ReaderLag lag(LogStatus.ReaderStatus reader) {
    return new ServerStatus.ReaderLag(
        reader.name(),
        reader.required(),
        reader.open(),
        reader.lagBatches(),
        reader.lagBytes(),
        reader.gaps());
  }

  private LedgerLine lineOf(TenantId tenant) {
    return ledger.lines().stream()
        .filter(line -> line.tenant().equals(tenant))
        .findFirst()
        .orElse(new LedgerLine(tenant, 0, 0, Map.of(), 0, Map.of()));
  }

  private Map<EffectState, Long> ticketsOf(TenantId tenant) {
    return stores.relations().ticketTally().counts(tenant);
  }

  private ServerStatus.Disk disk(Instant now) {
    DiskLook last = lastLook;
    if (now.isBefore(last.at().plus(DISK_LOOK)) && now.isAfter(last.at())) {
      return last.disk();
    }
    ServerStatus.Disk disk =
        new ServerStatus.Disk(data.toString(), sizeOf(data), 0, data.toFile().getUsableSpace());
    lastLook = new DiskLook(now, disk);
    return disk;
  }

  /** Files that go while we look do not count. */
  private static long sizeOf(Path folder) {
    long[] bytes = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      return bytes[0];
    }
    return bytes[0];
  }
}
