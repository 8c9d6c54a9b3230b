package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.TelemetryKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many records of each flow were ever on disk. Every entry says it of its own flow; a file
 * keeps it for flows whose entries were all released. The larger of both counts, so the file may be
 * written at any time. Safe for many threads.
 */
final class Counts implements Closeable {
  static final String MAGIC = "TLC";

  private final Map<Flow, Long> taken = new HashMap<>();
  private @Nullable SlotFile file;
  private long newestObservedNanos;

  /** With what the file says; a damaged one is set aside, and the entries still count. */
  static Counts load(Disk disk, SetAside setAside) throws IOException {
    Counts counts = new Counts();
    if (disk.list().contains(FileNames.COUNTS)) {
      try {
        SlotFile.Opened opened = SlotFile.open(disk, FileNames.COUNTS, MAGIC);
        ByteBuffer body = opened.body();
        if (body == null) {
          opened.file().close();
          throw new IOException("no slot of the file is intact");
        }
        counts.read(body);
        counts.file = opened.file();
      } catch (IOException e) {
        setAside.file(FileNames.COUNTS, "counts of records: " + e.getMessage());
      }
    }
    return counts;
  }

  /** An entry was found on disk at start. */
  synchronized void found(Flow flow, long upToIt, long observedNanos) {
    newestObservedNanos = Math.max(newestObservedNanos, observedNanos);
    if (upToIt != LogEntry.UNCOUNTED) {
      taken.merge(flow, upToIt, Math::max);
    }
  }

  synchronized long newestObservedNanos() {
    return newestObservedNanos;
  }

  synchronized void add(Flow flow, long records) {
    taken.merge(flow, records, Long::sum);
  }

  /**
   * A reader has seen that much when it opens: where less was found, the newest entries were lost,
   * and counting goes on from what was seen.
   */
  synchronized void neverBelow(Map<Flow, Long> seen) {
    seen.forEach((flow, records) -> taken.merge(flow, records, Math::max));
  }

  synchronized long of(Flow flow) {
    return taken.getOrDefault(flow, 0L);
  }

  synchronized Map<Flow, Long> all() {
    return Map.copyOf(taken);
  }

  /** Durable when it returns; to be called before entries are released. */
  synchronized void save(Disk disk) throws IOException {
    if (file == null) {
      file = SlotFile.create(disk, FileNames.COUNTS, MAGIC, body());
    } else {
      file.write(body());
    }
  }

  /** The file that a start would find. */
  synchronized byte[] image() {
    return SlotFile.image(MAGIC, body());
  }

  private ByteBuffer body() {
    ByteBuffer body =
        ByteBuffer.allocate(4 + taken.size() * (4 + 1 + 1 + EntryHeader.MAX_TENANT + 8));
    body.putInt(taken.size());
    new TreeMap<>(taken)
        .forEach((flow, records) -> {
          byte[] tenant = flow.tenant().value().getBytes(StandardCharsets.US_ASCII);
          body.putInt(flow.partition()).put(EntryHeader.codeOf(flow.kind()));
          body.put((byte) tenant.length).put(tenant).putLong(records);
        });
    return body.flip();
  }

  private void read(ByteBuffer body) throws IOException {
    for (int i = body.getInt(); i > 0; i--) {
      int partition = body.getInt();
      TelemetryKind kind = EntryHeader.kindOf(body.get());
      byte[] tenant = new byte[body.get()];
      body.get(tenant);
      if (kind == null) {
        throw new IOException("a kind of telemetry that this version does not know");
      }
      TenantId name = new TenantId(new String(tenant, StandardCharsets.US_ASCII));
      taken.put(new Flow(partition, name, kind), body.getLong());
    }
  }

  @Override
  public synchronized void close() {
    if (file != null) {
      file.close();
    }
  }
}
