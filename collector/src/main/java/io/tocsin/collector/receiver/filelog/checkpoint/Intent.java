package io.tocsin.collector.receiver.filelog.checkpoint;

import io.tocsin.model.log.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A batch that is about to go to the log, or went there.
 *
 * @param sequence counts within one checkpoint
 * @param ranges in the order in which the batch holds them
 */
public record Intent(long sequence, List<Range> ranges) {
  public Intent {
    ranges = List.copyOf(ranges);
  }

  /**
   * First 128 bits of SHA-256 over the checkpoint's own random id and the ranges: the same batch
   * made again has the same, whatever became of its files and settings meanwhile.
   */
  public Digest digest(String checkpoint) {
    byte[] name = checkpoint.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(name.length + 3 * Long.BYTES * ranges.size());
    all.put(name);
    for (Range range : ranges) {
      all.putLong(range.file()).putLong(range.from()).putLong(range.end().offset());
    }
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(all.array()));
      return new Digest(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
