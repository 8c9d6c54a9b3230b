package io.tocsin.storage.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is intact of a damaged segment into a new file and sets the damaged one aside. Cut at
 * any moment, the next start finds the damaged file in its place and begins again.
 */
final class Rescue {
  private final Disk disk;
  private final LogIdentity identity;
  private final SetAside setAside;

  Rescue(Disk disk, LogIdentity identity, SetAside setAside) {
    this.disk = disk;
    this.identity = identity;
    this.setAside = setAside;
  }

  /**
   * The name of the new segment; null where nothing was intact.
   *
   * @param voidFrom entries at this offset and behind were refused
   * @param end where the segment should have ended
   */
  @Nullable String run(FileNames.SegmentName damaged, SegmentScan scan, long voidFrom, long end)
      throws IOException {
    FileNames.SegmentName rescued =
        new FileNames.SegmentName(damaged.partition(), damaged.first(), damaged.generation() + 1);
    String unfinished = rescued.text() + FileNames.UNFINISHED;
    long[] copied = new long[1];
    SegmentHeader old = scan.header();
    SegmentHeader header =
        new SegmentHeader(
            damaged.partition(),
            identity.routes(),
            identity.epoch(),
            identity.mark(),
            damaged.first(),
            old == null ? SegmentHeader.UNKNOWN : old.follows(),
            Math.max(end, damaged.first()));
    try (SegmentWriter out = SegmentWriter.create(disk, unfinished, header)) {
      SegmentScan.of(
          disk,
          damaged.text(),
          identity,
          damaged.first(),
          voidFrom,
          (at, entry, body, behindBreak) -> {
            copy(out, entry, body);
            copied[0]++;
          });
      out.force();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (copied[0] == 0) {
      disk.delete(unfinished);
    } else {
      disk.rename(unfinished, rescued.text());
      disk.force();
    }
    setAside.file(
        damaged.text(),
        "segment " + damaged.text() + " is damaged: " + copied[0] + " intact batches were kept");
    return copied[0] == 0 ? null : rescued.text();
  }

  private void copy(SegmentWriter out, EntryHeader entry, EntryFile.Body body) {
    try {
      out.append(
          entry.bytes(identity.mark()),
          body.tenant().value().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          body.payload());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
