package io.tocsin.storage.segment;

import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One batch on its way to its partition. Written by the committer only. */
final class Part {
  private final Batch batch;
  private final int partition;
  private final Digest digest;
  private final long parts;
  private final long appendedNanos;
  private final byte[] tenant;
  private final int checksum;
  private @Nullable Position position;
  private @Nullable IOException failure;

  /** Computes the body's checksum, on the caller's thread. */
  Part(Batch batch, int partition, Digest digest, long parts, long appendedNanos) {
    this.batch = batch;
    this.partition = partition;
    this.digest = digest;
    this.parts = parts;
    this.appendedNanos = appendedNanos;
    this.tenant = batch.tenant().value().getBytes(StandardCharsets.US_ASCII);
    this.checksum = Checksum.of(tenant, batch.payload());
  }

  Batch batch() {
    return batch;
  }

  int partition() {
    return partition;
  }

  Flow flow() {
    return new Flow(partition, batch.tenant(), batch.kind());
  }

  byte[] tenant() {
    return tenant;
  }

  /** Of its entry, all in all. */
  int bytes() {
    return EntryHeader.BYTES + tenant.length + batch.payload().length;
  }

  EntryHeader header(long offset, long durableBefore, long taken) {
    return new EntryHeader(
        offset,
        durableBefore,
        appendedNanos,
        batch.observedNanos(),
        digest,
        parts,
        batch.records(),
        batch.kind(),
        tenant.length,
        batch.payload().length,
        checksum,
        taken);
  }

  void durable(long offset) {
    position = new Position(partition, offset);
  }

  void fail(IOException because) {
    failure = because;
  }

  /** Null unless it is on disk. */
  @Nullable Position position() {
    return position;
  }

  @Nullable IOException failure() {
    return failure;
  }
}
