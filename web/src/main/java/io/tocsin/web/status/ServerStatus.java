package io.tocsin.web.status;

import io.tocsin.model.Health;
import io.tocsin.model.access.Role;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The server at one moment.
 *
 * @param records what became of the tenant's records since the start
 * @param tickets the ticket ledger's rows by state
 */
public record ServerStatus(
    Instant at,
    String version,
    Duration uptime,
    List<Part> parts,
    List<ReaderLag> readers,
    Disk disk,
    LedgerLine records,
    Map<EffectState, Long> tickets) {
  /** Stands in place of a reason that only admins may read. */
  private static final String FOR_ADMINS = "admins see why";

  /**
   * @param name of the component, such as "receiver otlp"
   */
  public record Part(String name, Health health) {}

  /**
   * How far a reader of the durable log is behind.
   *
   * @param required holds the log's segments until it has read them
   * @param batches not read yet
   * @param bytes not read yet, as the log keeps them
   * @param gaps batches that a best-effort reader was moved past
   */
  public record ReaderLag(
      String name, boolean required, boolean running, long batches, long bytes, long gaps) {}

  /**
   * @param folder its path; empty for those who may not know
   * @param usedBytes by the data folder
   * @param limitBytes of the data folder; 0 for none but the disk's own
   * @param freeBytes on its disk
   */
  public record Disk(String folder, long usedBytes, long limitBytes, long freeBytes) {
    /** What the folder could hold in all. */
    public long capacityBytes() {
      return limitBytes > 0 ? limitBytes : usedBytes + freeBytes;
    }
  }

  public ServerStatus {
    parts = List.copyOf(parts);
    readers = List.copyOf(readers);
    tickets = Map.copyOf(tickets);
  }

  /**
   * What this person may know of it. The parts are everybody's, and their reasons and the folder's
   * path may name other tenants' things: those are for admins.
   */
  public ServerStatus asSeenBy(Viewer viewer) {
    if (viewer.may(Role.ADMIN)) {
      return this;
    }
    return new ServerStatus(
        at,
        version,
        uptime,
        parts.stream()
            .map(part -> new Part(part.name(), new Health(part.health().state(), FOR_ADMINS)))
            .toList(),
        readers,
        new Disk("", disk.usedBytes(), disk.limitBytes(), disk.freeBytes()),
        records,
        tickets);
  }

  /** The worst of all parts. */
  public Health.State worst() {
    return parts.stream()
        .map(part -> part.health().state())
        .max(Comparator.naturalOrder())
        .orElse(Health.State.UP);
  }

  /** Parts that are not well. */
  public List<Part> unwell() {
    return parts.stream().filter(part -> part.health().state() != Health.State.UP).toList();
  }

  public long tickets(String state) {
    return tickets.getOrDefault(EffectState.valueOf(state), 0L);
  }
}
