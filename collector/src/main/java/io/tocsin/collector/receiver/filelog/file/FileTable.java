package io.tocsin.collector.receiver.filelog.file;

import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.collector.receiver.filelog.checkpoint.KnownFile;
import io.tocsin.collector.receiver.filelog.checkpoint.Place;
import io.tocsin.collector.receiver.filelog.checkpoint.Print;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files there are and which of them are the same as before. A file is its inode, as long as
 * it begins as it did and still holds, before the place up to which it was read, what stood there.
 * One that does not was truncated: what is under the inode now is another file, and the one before
 * may go on in a copy. For one thread.
 */
public final class FileTable implements AutoCloseable {
  private final FileTableConfig config;
  private final Globs globs;
  private final Checkpoint checkpoint;
  private final Problems problems;
  private final FileCounts counts;
  private final Roster roster = new Roster();
  private final Siblings siblings;
  private boolean isFirstSearch = true;
  private long nowNanos;

  public FileTable(FileTableConfig config, Globs globs, Checkpoint checkpoint, Problems problems) {
    this.config = config;
    this.globs = globs;
    this.checkpoint = checkpoint;
    this.problems = problems;
    this.counts = new FileCounts();
    this.siblings = new Siblings(config.rotateWait(), problems);
    for (KnownFile known : checkpoint.files()) {
      roster.put(new TailedFile(known));
    }
  }

  /** Files that are or were there, readable ones and others. */
  public Collection<TailedFile> files() {
    return roster.here();
  }

  /** Null where nothing is known of it any more. */
  public @Nullable TailedFile file(long id) {
    return roster.find(id);
  }

  public FileCounts counts() {
    return counts;
  }

  /** Looks at what is there now. */
  public void search(long now) throws IOException {
    nowNanos = now;
    siblings.forgetListings();
    Set<String> seen = new HashSet<>();
    List<Found> fresh = new ArrayList<>();
    for (Found found : globs.search()) {
      if (seen.add(found.key())) {
        TailedFile known = roster.get(found.key());
        if (known == null) {
          fresh.add(found);
        } else {
          sighted(known, found);
        }
      }
    }
    for (TailedFile file : List.copyOf(roster.here())) {
      if (!seen.contains(file.key())) {
        unseen(file, seen);
      }
    }
    if (!fresh.isEmpty()) {
      admit(fresh);
    }
    continueInSiblings(seen);
    forgetOld();
    if (isFirstSearch) {
      checkpoint.start();
      isFirstSearch = false;
    }
  }

  private void sighted(TailedFile file, Found found) {
    boolean renamed = !file.path().equals(found.path());
    file.seen(found.path(), found.size(), nowNanos);
    if (found.size() < file.place().offset()) {
      truncated(file);
    } else if (!file.isVerified() && !isSame(file)) {
      truncated(file);
    } else {
      extendHead(file, renamed);
    }
  }

  /** Whether it is; true also where nobody can tell, so that nothing is read twice. */
  private boolean isSame(TailedFile file) {
    try {
      open(file);
      boolean same = file.verify();
      problems.solved(file.path());
      return same;
    } catch (IOException e) {
      trouble(file.path(), e);
      return true;
    }
  }

  private void extendHead(TailedFile file, boolean renamed) {
    boolean grown =
        file.head().length() < config.fingerprintSize() && file.size() > file.head().length();
    if (grown && file.isOpen()) {
      try {
        byte[] head = file.bytesAt(0, config.fingerprintSize());
        file.known(startOf(head), Print.of(head, 0, head.length));
      } catch (IOException e) {
        trouble(file.path(), e);
      }
    }
    if (renamed || grown) {
      remember(file);
    }
  }

  private static Print startOf(byte[] head) {
    return head.length < Candidate.START_BYTES
        ? Print.NONE
        : Print.of(head, 0, Candidate.START_BYTES);
  }

  private void remember(TailedFile file) {
    checkpoint.moved(file.id(), file.path().toString(), file.key(), file.start(), file.head());
  }

  /** The inode begins anew as another file; the one before is adrift. */
  public void truncated(TailedFile file) {
    file.close();
    roster.setAdrift(file, nowNanos);
    counts.truncated();
    TailedFile anew =
        create(file.path(), file.key(), file.pattern(), Place.START, Print.NONE, Print.NONE);
    anew.seen(file.path(), sizeOf(file.path()), nowNanos);
    if (isSame(anew)) {
      extendHead(anew, false);
    }
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }

  private TailedFile create(
      Path path, String key, int pattern, Place place, Print start, Print head) {
    KnownFile known =
        new KnownFile(checkpoint.newId(), path.toString(), key, pattern, start, head, place);
    checkpoint.put(known);
    TailedFile file = new TailedFile(known);
    roster.put(file);
    return file;
  }

  /** Not among what was found: renamed to a name that does not match, or deleted. */
  private void unseen(TailedFile file, Set<String> seen) {
    try {
      if (file.isOpen()) {
        file.sized(file.openSize(), nowNanos);
        if (file.size() < file.place().offset()) {
          file.close();
          roster.setAdrift(file, nowNanos);
          return;
        }
      } else if (!file.isMissing() || siblings.isDue(file, nowNanos)) {
        Found sibling = siblings.byKey(file);
        if (sibling != null && seen.add(sibling.key())) {
          sighted(file, sibling);
          return;
        }
      }
    } catch (IOException e) {
      trouble(file.path(), e);
    }
    file.missing(nowNanos);
    boolean quiet =
        nowNanos - Math.max(file.missingNanos(), file.grownNanos()) > config.rotateWait().toNanos();
    if (quiet && file.unread() == 0) {
      file.close();
    }
  }

  private void admit(List<Found> fresh) {
    Map<Print, List<TailedFile>> byStart = roster.byStart();
    for (Found found : fresh) {
      try (Candidate candidate = Candidate.open(found, config.fingerprintSize())) {
        problems.solved(found.path());
        if (candidate.size() == 0 || candidate.isCompressed()) {
          continue;
        }
        List<TailedFile> alike = byStart.getOrDefault(candidate.start(), List.of());
        if (!isKnown(candidate, alike)) {
          Roster.index(byStart, begin(candidate));
        }
      } catch (NoSuchFileException e) {
        // Gone between the search and here: there is nothing to read.
        counts.vanished();
      } catch (IOException e) {
        trouble(found.path(), e);
      }
    }
  }

  /** Whether it is a file that we know, or a copy of one, which is passed over. */
  private boolean isKnown(Candidate candidate, List<TailedFile> alike) throws IOException {
    for (TailedFile file : List.copyOf(alike)) {
      if (!candidate.beginsAs(file)) {
        continue;
      }
      boolean here = roster.get(file.key()) == file && !file.isMissing();
      if (here && sizeOf(file.path()) < file.place().offset()) {
        truncated(file);
        here = false;
      }
      if (here ? isCopy(candidate, file) : continues(candidate, file)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCopy(Candidate candidate, TailedFile file) throws IOException {
    open(file);
    return candidate.isCopyOf(file);
  }

  /** Goes on with the file in the candidate; true also where the candidate is too short for it. */
  private boolean continues(Candidate candidate, TailedFile file) throws IOException {
    if (file.isOpen() || !file.isContinuedIn(candidate)) {
      return file.isOpen() && candidate.isCopyOf(file);
    }
    if (candidate.size() >= file.place().offset()) {
      roster.take(file);
      Found found = candidate.found();
      file.found(found.path(), found.key());
      roster.put(file);
      file.seen(found.path(), candidate.size(), nowNanos);
      remember(file);
      counts.continued();
    }
    return true;
  }

  private TailedFile begin(Candidate candidate) throws IOException {
    Place place = Place.START;
    boolean atEnd = isFirstSearch && !checkpoint.isStarted() && config.startAtEnd();
    if (atEnd) {
      int length = (int) Math.min(TailedFile.PRINT_BYTES, candidate.size());
      byte[] last = candidate.bytesAt(candidate.size() - length, length);
      int state = candidate.endsLine() ? 0 : config.stateInLine();
      place = new Place(candidate.size(), state, Print.of(last, 0, last.length));
    }
    Found found = candidate.found();
    TailedFile file =
        create(
            found.path(), found.key(), found.pattern(), place, candidate.start(), candidate.head());
    file.seen(found.path(), candidate.size(), nowNanos);
    return file;
  }

  /** The rest of what was truncated may lie beside it in a copy whose name does not match. */
  private void continueInSiblings(Set<String> seen) {
    for (TailedFile file : List.copyOf(roster.adrift())) {
      if (file.start().length() == 0 || !siblings.isDue(file, nowNanos)) {
        continue;
      }
      for (Found sibling : siblings.beside(file)) {
        if (seen.contains(sibling.key()) || roster.get(sibling.key()) != null) {
          continue;
        }
        try (Candidate candidate = Candidate.open(sibling, config.fingerprintSize())) {
          if (candidate.start().equals(file.start())
              && candidate.beginsAs(file)
              && continues(candidate, file)) {
            break;
          }
        } catch (IOException e) {
          trouble(sibling.path(), e);
        }
      }
    }
  }

  private void forgetOld() {
    long before = nowNanos - config.forgetAfter().toNanos();
    for (TailedFile file : roster.forgetAdrift(before, config.maxFiles())) {
      checkpoint.forget(file.id());
    }
    for (TailedFile file : roster.forgetMissing(before)) {
      counts.lost(file.unread());
      checkpoint.forget(file.id());
    }
  }

  /** Opens it; the one that was quiet for longest is closed where too many are open. */
  public void open(TailedFile file) throws IOException {
    roster.open(file, config.maxOpenFiles());
  }

  /** Opens a file to be read and makes sure that it is the one it was; false where it is not. */
  public boolean isReadable(TailedFile file) {
    if (file.isOpen() && file.isVerified()) {
      return true;
    }
    if (file.isMissing() && !file.isOpen()) {
      return false;
    }
    if (!isSame(file)) {
      truncated(file);
      return false;
    }
    return file.isVerified();
  }

  public void trouble(Path path, IOException e) {
    problems.add(path, e);
  }

  public long open() {
    return roster.here().stream().filter(TailedFile::isOpen).count();
  }

  @Override
  public void close() {
    roster.here().forEach(TailedFile::close);
  }
}
