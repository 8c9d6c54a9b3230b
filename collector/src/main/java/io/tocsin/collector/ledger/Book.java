package io.tocsin.collector.ledger;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of all that one reader has passed, from the log's first entry up to a place in it.
 * Kept as the note of that place, in one write with it, so it is exact after a kill at any moment.
 *
 * @param seen records of each flow, those that were lost before the reader came among them
 * @param outcomes of the same records, by tenant
 * @param door records that never came into the log, by tenant and reason
 */
public record Book(
    Map<Flow, Long> seen, Map<TenantId, Outcome> outcomes, Map<TenantId, Map<String, Long>> door) {
  public static final Book EMPTY = new Book(Map.of(), Map.of(), Map.of());
  private static final byte VERSION = 1;
  private static final TelemetryKind[] KINDS = {
    TelemetryKind.LOGS, TelemetryKind.TRACES, TelemetryKind.METRICS, TelemetryKind.PROFILES
  };

  /**
   * @param uncounted records of entries that the log had not counted when it took them
   * @param dropped by reason
   */
  public record Outcome(long uncounted, long stored, Map<String, Long> dropped) {
    public static final Outcome NONE = new Outcome(0, 0, Map.of());

    public Outcome {
      dropped = Map.copyOf(dropped);
    }

    public Outcome withUncounted(long records) {
      return new Outcome(uncounted + records, stored, dropped);
    }

    public Outcome withStored(long records) {
      return new Outcome(uncounted, stored + records, dropped);
    }

    public Outcome withDropped(String reason, long records) {
      Map<String, Long> more = new TreeMap<>(dropped);
      more.merge(reason, records, Long::sum);
      return new Outcome(uncounted, stored, more);
    }
  }

  public Book {
    seen = Map.copyOf(seen);
    outcomes = Map.copyOf(outcomes);
    door = Map.copyOf(door);
  }

  /** The same with what was left out before the log. */
  public Book withDoor(Map<TenantId, Map<String, Long>> leftOut) {
    return new Book(seen, outcomes, leftOut);
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(seen.size());
      for (Map.Entry<Flow, Long> entry : new TreeMap<>(seen).entrySet()) {
        out.writeInt(entry.getKey().partition());
        out.writeUTF(entry.getKey().tenant().value());
        out.writeByte(codeOf(entry.getKey().kind()));
        out.writeLong(entry.getValue());
      }
      out.writeInt(outcomes.size());
      for (Map.Entry<TenantId, Outcome> entry : new TreeMap<>(outcomes).entrySet()) {
        out.writeUTF(entry.getKey().value());
        out.writeLong(entry.getValue().uncounted());
        out.writeLong(entry.getValue().stored());
        write(out, entry.getValue().dropped());
      }
      out.writeInt(door.size());
      for (Map.Entry<TenantId, Map<String, Long>> entry : new TreeMap<>(door).entrySet()) {
        out.writeUTF(entry.getKey().value());
        write(out, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Map<String, Long> counts) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> entry : new TreeMap<>(counts).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  /** An UncheckedIOException where a later version wrote it. */
  public static Book of(byte[] note) {
    if (note.length == 0) {
      return EMPTY;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(note))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("a ledger of version " + version + " (expected: " + VERSION + ")");
      }
      Map<Flow, Long> seen = new TreeMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        int partition = in.readInt();
        TenantId tenant = new TenantId(in.readUTF());
        seen.put(new Flow(partition, tenant, KINDS[in.readByte()]), in.readLong());
      }
      Map<TenantId, Outcome> outcomes = new TreeMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        TenantId tenant = new TenantId(in.readUTF());
        outcomes.put(tenant, new Outcome(in.readLong(), in.readLong(), counts(in)));
      }
      Map<TenantId, Map<String, Long>> door = new TreeMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        door.put(new TenantId(in.readUTF()), counts(in));
      }
      return new Book(seen, outcomes, door);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger's counts cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Long> counts(DataInputStream in) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      counts.put(in.readUTF(), in.readLong());
    }
    return counts;
  }

  private static int codeOf(TelemetryKind kind) {
    for (int code = 0; code < KINDS.length; code++) {
      if (KINDS[code] == kind) {
        return code;
      }
    }
    throw new IllegalArgumentException("kind " + kind);
  }
}
