package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Flow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a partition's files hold: checks every entry, cuts a torn end, rescues what is
 * intact of a damaged segment, tells what is missing. Fails only where the folder itself does.
 */
final class PartitionRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionRecovery.class);

  private final Disk disk;
  private final LogIdentity identity;
  private final Readers readers;
  private final Counts counts;
  private final DuplicateWindow window;
  private final SetAside setAside;
  private final Damage damage;

  PartitionRecovery(
      Disk disk,
      LogIdentity identity,
      Readers readers,
      Counts counts,
      DuplicateWindow window,
      SetAside setAside,
      Damage damage) {
    this.disk = disk;
    this.identity = identity;
    this.readers = readers;
    this.counts = counts;
    this.window = window;
    this.setAside = setAside;
    this.damage = damage;
  }

  /** A file, and the header of the one behind it as far as that is known. */
  private record Candidate(
      FileNames.SegmentName name, @Nullable Long nextFirst, @Nullable SegmentHeader nextHeader) {
    boolean isLast() {
      return nextFirst == null;
    }

    /** Where the segment behind says that this one ends; null where nobody says. */
    @Nullable Long toldEnd() {
      return nextHeader == null || nextHeader.follows() == SegmentHeader.UNKNOWN
          ? null
          : nextHeader.follows();
    }

    long voidFrom() {
      Long told = toldEnd();
      return told != null ? told : nextFirst != null ? nextFirst : Long.MAX_VALUE;
    }
  }

  /** Oldest first. */
  List<Segment> run(int partition) throws IOException {
    List<Segment> segments = new ArrayList<>();
    long end = SegmentHeader.UNKNOWN;
    for (Candidate candidate : candidates(partition)) {
      long damagesBefore = damage.status().found();
      Segment segment = recover(candidate);
      boolean told = damage.status().found() > damagesBefore;
      if (segment == null) {
        end = told ? SegmentHeader.UNKNOWN : end;
        continue;
      }
      checkNothingMissing(partition, end, segment.header().follows());
      segments.add(segment);
      end = segment.end();
    }
    if (end != SegmentHeader.UNKNOWN && readers.furthest(partition) > end) {
      damage.found(lost(partition, end, readers.furthest(partition)));
    }
    return segments;
  }

  /** What every required reader is past was released, and such files may go in any order. */
  private void checkNothingMissing(int partition, long end, long follows) {
    if (end != SegmentHeader.UNKNOWN && follows > end && !readers.allPast(partition, follows)) {
      damage.found(lost(partition, end, follows));
    }
  }

  private static String lost(int partition, long from, long to) {
    return "partition " + partition + " lost what stood from offset " + from + " to " + to;
  }

  private List<Candidate> candidates(int partition) throws IOException {
    SortedMap<Long, FileNames.SegmentName> names = new TreeMap<>();
    List<FileNames.SegmentName> found =
        disk.list().stream()
            .flatMap(name -> FileNames.segmentOf(name).stream())
            .filter(name -> name.partition() == partition)
            .sorted(Comparator.comparingInt(FileNames.SegmentName::generation))
            .collect(Collectors.toList());
    for (FileNames.SegmentName name : found) {
      if (names.putIfAbsent(name.first(), name) != null) {
        // The rescue that made it was cut before the damaged file was set aside.
        disk.delete(name.text());
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    Long nextFirst = null;
    SegmentHeader nextHeader = null;
    for (FileNames.SegmentName name : new ArrayList<>(names.values()).reversed()) {
      candidates.add(new Candidate(name, nextFirst, nextHeader));
      nextFirst = name.first();
      nextHeader = headerOf(name);
    }
    return candidates.reversed();
  }

  private @Nullable SegmentHeader headerOf(FileNames.SegmentName name) {
    try (DurableFile file = disk.open(name.text())) {
      return SegmentScan.headerOf(file);
    } catch (IOException e) {
      LOG.debug("{} cannot be read", name.text(), e);
      return null;
    }
  }

  /** Null where the file holds nothing that can be used. */
  private @Nullable Segment recover(Candidate candidate) throws IOException {
    FileNames.SegmentName name = candidate.name();
    Scanned scanned;
    try {
      scanned = scan(name.text(), name.first(), candidate.voidFrom());
    } catch (IOException e) {
      setAside.file(name.text(), "segment " + name.text() + " cannot be read: " + e.getMessage());
      return null;
    }
    SegmentScan scan = scanned.scan();
    long provenEnd = provenEnd(candidate, scan);
    if (scan.header() == null
        && scan.size() <= SegmentHeader.BYTES
        && provenEnd <= name.first()
        && !scan.unreadable()) {
      // Its creation was cut: no entry is written before the header is on disk.
      disk.delete(name.text());
      return null;
    }
    if (isDamaged(candidate, scan, provenEnd) || !isForced(candidate, scan)) {
      scanned.broken().forEach(lost -> count(lost, provenEnd));
      return rescue(candidate, scan, provenEnd);
    }
    return scanned.segment();
  }

  /** What was acknowledged counts although nobody will read it, so that readers see it is lost. */
  private void count(Broken lost, long provenEnd) {
    if (lost.header().offset() < provenEnd && counts.of(lost.flow()) > 0) {
      counts.found(lost.flow(), lost.header().taken(), 0);
    }
  }

  private record Scanned(SegmentScan scan, Segment segment, List<Broken> broken) {}

  /** An entry whose payload is lost, and what its header says of its flow. */
  private record Broken(EntryHeader header, Flow flow) {}

  private Scanned scan(String name, long first, long voidFrom) throws IOException {
    SegmentHeader header;
    try (DurableFile file = disk.open(name)) {
      header = SegmentScan.headerOf(file);
    }
    FileNames.SegmentName parsed = FileNames.segmentOf(name).orElseThrow();
    Segment segment =
        new Segment(
            name,
            header != null
                ? header
                : new SegmentHeader(
                    parsed.partition(),
                    identity.routes(),
                    identity.epoch(),
                    identity.mark(),
                    first,
                    SegmentHeader.UNKNOWN,
                    0));
    List<Broken> broken = new ArrayList<>();
    SegmentScan.Visitor visitor =
        new SegmentScan.Visitor() {
          @Override
          public void entry(long at, EntryHeader entry, EntryFile.Body body, boolean behindBreak) {
            if (!behindBreak) {
              segment.add(at, entry, body.tenant());
              Flow flow = new Flow(parsed.partition(), body.tenant(), entry.kind());
              counts.found(flow, entry.taken(), entry.observedNanos());
              window.restore(
                  new DuplicateWindow.Key(body.tenant(), entry.digest()),
                  entry.parts(),
                  parsed.partition(),
                  entry.appendedNanos());
            }
          }

          @Override
          public void broken(EntryHeader entry, TenantId tenant) {
            broken.add(new Broken(entry, new Flow(parsed.partition(), tenant, entry.kind())));
          }
        };
    SegmentScan scan = SegmentScan.of(disk, name, identity, first, voidFrom, visitor);
    return new Scanned(scan, segment, broken);
  }

  /** Entries before this offset were acknowledged, or were there to be. */
  private long provenEnd(Candidate candidate, SegmentScan scan) {
    Long told = candidate.toldEnd();
    if (told != null) {
      return told;
    }
    long read = candidate.isLast() ? readers.furthest(candidate.name().partition()) : 0;
    return Math.max(read, scan.knownDurable());
  }

  private boolean isDamaged(Candidate candidate, SegmentScan scan, long provenEnd) {
    SegmentHeader header = scan.header();
    if (header == null || scan.unreadable()) {
      return true;
    }
    if (header.epoch() != identity.epoch() || header.partition() != candidate.name().partition()) {
      return true;
    }
    boolean wasRescued = header.end() > 0;
    if (wasRescued || (!candidate.isLast() && candidate.toldEnd() == null)) {
      return scan.broken();
    }
    // One that is whole but short has lost nothing of its own: a segment behind it is missing.
    return scan.broken() && scan.next() < provenEnd;
  }

  /**
   * Cuts a torn end and forces the newest segment: after a kill its last entries may be in memory
   * only, and nobody may read them or count them as known before they are on disk.
   */
  private boolean isForced(Candidate candidate, SegmentScan scan) {
    if (!candidate.isLast()) {
      return true;
    }
    try (DurableFile file = disk.open(candidate.name().text())) {
      if (scan.size() > scan.bytes()) {
        LOG.info(
            "{}: cut {} bytes that were never acknowledged",
            candidate.name().text(),
            scan.size() - scan.bytes());
        file.truncate(scan.bytes());
      }
      file.force();
      return true;
    } catch (IOException e) {
      LOG.warn("{} cannot be forced, it is copied", candidate.name().text(), e);
      return false;
    }
  }

  private @Nullable Segment rescue(Candidate candidate, SegmentScan scan, long provenEnd)
      throws IOException {
    FileNames.SegmentName name = candidate.name();
    long end = Math.max(provenEnd, scan.next());
    String rescued;
    try {
      rescued = new Rescue(disk, identity, setAside).run(name, scan, candidate.voidFrom(), end);
    } catch (IOException e) {
      setAside.file(
          name.text(),
          "segment "
              + name.text()
              + " is damaged, its intact batches could not be copied: "
              + e.getMessage());
      return null;
    }
    return rescued == null ? null : scan(rescued, name.first(), candidate.voidFrom()).segment();
  }
}
