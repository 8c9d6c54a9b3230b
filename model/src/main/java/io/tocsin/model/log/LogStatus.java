package io.tocsin.model.log;

import io.tocsin.model.TenantId;
import java.util.List;
import java.util.Map;

/**
 * What the log has done since it started, and how it stands: for the ledger, metrics and the status
 * page.
 *
 * @param lanes every lane
 * @param tenants those that sent something since the start
 * @param readers every reader that has a committed position, open or not
 * @param damage what was found broken
 * @param forgotten digests that left the duplicate window before their time, because it was full
 * @param storageFailures commits that the disk refused
 */
public record LogStatus(
    Map<Lane, LaneStatus> lanes,
    Map<TenantId, TenantTally> tenants,
    List<ReaderStatus> readers,
    Damage damage,
    long forgotten,
    long storageFailures) {
  public LogStatus {
    lanes = Map.copyOf(lanes);
    tenants = Map.copyOf(tenants);
    readers = List.copyOf(readers);
  }

  /**
   * How full a lane is.
   *
   * @param heldBytes on disk or on the way there, not released by every required reader
   */
  public record LaneStatus(long heldBytes, long limitBytes) {}

  /**
   * A tenant's counts since the start. Accepted ones are on disk; duplicates and refusals were not
   * written.
   *
   * @param submissions acknowledged, without duplicates
   * @param records written
   * @param bytes written, as the log keeps them
   * @param duplicateSubmissions of which every part was there already
   * @param duplicateRecords in parts that were there already
   * @param refused submissions, by reason
   */
  public record TenantTally(
      long submissions,
      long records,
      long bytes,
      long duplicateSubmissions,
      long duplicateRecords,
      Map<LogRefusedException.Reason, Long> refused) {
    public TenantTally {
      refused = Map.copyOf(refused);
    }
  }

  /**
   * Where a reader stands, by what it has committed.
   *
   * @param open somebody polls it now
   * @param gaps times that it went on behind something that the log no longer held
   * @param gapBatches at least that many batches were in these gaps
   */
  public record ReaderStatus(
      String name,
      boolean required,
      boolean open,
      long lagBatches,
      long lagBytes,
      long gaps,
      long gapBatches) {}

  /**
   * What was found broken.
   *
   * @param setAside damaged files that are kept in the log's folder for inspection
   * @param found damages seen since the start
   * @param because the first of them, one sentence each
   */
  public record Damage(int setAside, long found, List<String> because) {
    public Damage {
      because = List.copyOf(because);
    }
  }
}
