package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Submissions whose payload says which one and which part it is, and proves that it is whole. */
final class Submissions {
  static final TenantId RETAIL = new TenantId("retail");
  private static final int ID_BYTES = 40;

  private Submissions() {}

  /** Where a part goes. */
  record To(Lane lane, int route) {}

  static To urgent(int route) {
    return new To(Lane.URGENT, route);
  }

  static To bulk(int route) {
    return new To(Lane.BULK, route);
  }

  static Submission of(long id, To... parts) {
    return of(RETAIL, id, 100, parts);
  }

  static Submission of(TenantId tenant, long id, int payloadBytes, To... parts) {
    List<Batch> batches = new ArrayList<>();
    for (To to : parts) {
      batches.add(
          new Batch(
              tenant,
              TelemetryKind.LOGS,
              to.lane(),
              to.route(),
              3,
              id * 1_000,
              payload(id, to, payloadBytes)));
    }
    return new Submission(tenant, new Digest(id, ~id), batches);
  }

  private static byte[] payload(long id, To to, int bytes) {
    String head = name(id, to);
    byte[] payload = new byte[Math.max(bytes, ID_BYTES)];
    new Random(head.hashCode()).nextBytes(payload);
    Arrays.fill(payload, 0, ID_BYTES, (byte) ' ');
    byte[] text = head.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, payload, 0, text.length);
    return payload;
  }

  /** {@code id/lane/route}. */
  static String name(long id, To to) {
    return id + "/" + to.lane() + '/' + to.route();
  }

  static List<String> namesOf(Submission submission) {
    return submission.parts().stream().map(Submissions::nameOf).toList();
  }

  /** The part's name; fails where a byte of it is not what was sent. */
  static String nameOf(LogEntry entry) {
    return nameOf(entry.batch());
  }

  private static String nameOf(Batch batch) {
    String name = new String(batch.payload(), 0, ID_BYTES, StandardCharsets.US_ASCII).strip();
    String[] parts = name.split("/");
    To to = new To(Lane.valueOf(parts[1]), Integer.parseInt(parts[2]));
    byte[] sent = payload(Long.parseLong(parts[0]), to, batch.payload().length);
    if (!Arrays.equals(sent, batch.payload())
        || batch.lane() != to.lane()
        || batch.route() != to.route()) {
      throw new AssertionError("a torn or misplaced batch was delivered: " + name);
    }
    return name;
  }
}
