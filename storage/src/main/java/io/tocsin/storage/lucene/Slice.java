package io.tocsin.storage.lucene;

import io.tocsin.model.log.Positions;
import io.tocsin.model.store.StoredBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One index: closed, open for reading, or open for writing and reading. Written by one thread at a
 * time, which the caller sees to; read by many. A search that runs keeps its view of the files
 * through every change of state, deletion included.
 */
final class Slice {
  private static final String EARLIEST = "event.earliest";
  private static final String LATEST = "event.latest";

  private final SliceName name;
  private final Path folder;
  private final SliceSettings settings;

  /** Event times lie within these; wider is harmless, narrower would hide records. */
  private volatile long earliest = Long.MAX_VALUE;

  private volatile long latest = Long.MIN_VALUE;

  private volatile boolean changed;
  private volatile @Nullable IndexWriter writer;
  private boolean uncommitted;
  private final Furthest furthest = new Furthest();
  private @Nullable Directory directory;
  private @Nullable SearcherManager searchers;
  private long refreshedAt;
  private boolean gone;

  Slice(SliceName name, Path folder, SliceSettings settings) {
    this.name = name;
    this.folder = folder;
    this.settings = settings;
  }

  /** Reads what the last commit says of a slice that is on disk. */
  void load() throws IOException {
    Map<String, String> said = SegmentInfos.readLatestCommit(directory()).getUserData();
    earliest = Long.parseLong(said.getOrDefault(EARLIEST, Long.toString(Long.MIN_VALUE)));
    latest = Long.parseLong(said.getOrDefault(LATEST, Long.toString(Long.MAX_VALUE)));
    furthest.read(said);
  }

  SliceName name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  long earliest() {
    return earliest;
  }

  long latest() {
    return latest;
  }

  /** Adds the record or replaces the one with its id. */
  void put(String kind, Place place, Document document) throws IOException {
    IndexWriter open = writer == null ? openWriter() : writer;
    // Before the write: whoever can find the record must not pass its slice over.
    earliest = Math.min(earliest, place.event());
    latest = Math.max(latest, place.event());
    uncommitted = true;
    if (furthest.isNew(kind, place)) {
      open.addDocument(document);
    } else {
      open.updateDocument(new Term(Fields.ID, place.key()), document);
    }
    changed = true;
  }

  private synchronized IndexWriter openWriter() throws IOException {
    if (gone) {
      throw new IOException("slice " + name + " was deleted");
    }
    boolean isNew = !wasCommitted();
    closeSearchers();
    IndexWriter opened = new IndexWriter(directory(), settings.writerConfig());
    writer = opened;
    if (isNew) {
      // Lucene forces the index's own folder; the entries above it are ours to force.
      opened.setLiveCommitData(commitData());
      opened.commit();
      Path tenant = folder.resolve("..").normalize();
      IOUtils.fsync(tenant, true);
      IOUtils.fsync(tenant.resolve("..").normalize(), true);
    }
    return opened;
  }

  /** Forces what was written to disk. */
  void commit() throws IOException {
    IndexWriter open = writer;
    if (open != null && uncommitted) {
      open.setLiveCommitData(commitData());
      open.commit();
      uncommitted = false;
    }
  }

  private Set<Map.Entry<String, String>> commitData() {
    Map<String, String> data = new HashMap<>();
    data.put(EARLIEST, Long.toString(earliest));
    data.put(LATEST, Long.toString(latest));
    furthest.write(data);
    return data.entrySet();
  }

  boolean hasUncommitted() {
    return uncommitted;
  }

  /** Commits and gives the writer's memory back; the slice can still be read and written. */
  void stopWriting() throws IOException {
    commit();
    abandon();
  }

  /** Throws away what was not committed. */
  synchronized void abandon() throws IOException {
    IndexWriter open = writer;
    writer = null;
    uncommitted = false;
    closeSearchers();
    if (open != null) {
      open.rollback();
    }
  }

  /** What the last commit holds of that log behind a place in it. */
  synchronized List<StoredBatch> ahead(long epoch, Positions place) throws IOException {
    if (gone || !wasCommitted()) {
      return List.of();
    }
    return new Ahead(epoch, furthest.behind(epoch, place)).in(directory(), name.tenant());
  }

  /**
   * What the search answers; empty where the slice was deleted meanwhile.
   *
   * @param ageNanos how old its view may be
   */
  <T> Optional<T> read(long ageNanos, Search<T> search) throws IOException {
    IndexSearcher searcher = acquire(ageNanos);
    if (searcher == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(search.on(searcher));
    } finally {
      searcher.getIndexReader().decRef();
    }
  }

  interface Search<T> {
    T on(IndexSearcher searcher) throws IOException;
  }

  private synchronized @Nullable IndexSearcher acquire(long ageNanos) throws IOException {
    if (gone || writer == null && searchers == null && !wasCommitted()) {
      return null;
    }
    SearcherManager open = searchers;
    long now = System.nanoTime();
    if (open == null) {
      changed = false;
      IndexWriter writing = writer;
      open =
          writing == null
              ? new SearcherManager(directory(), null)
              : new SearcherManager(writing, null);
      searchers = open;
      refreshedAt = now;
    } else if (changed && now - refreshedAt >= ageNanos) {
      changed = false;
      refreshedAt = now;
      refresh(open);
    }
    return open.acquire();
  }

  private static void refresh(SearcherManager searchers) throws IOException {
    try {
      searchers.maybeRefreshBlocking();
    } catch (AlreadyClosedException writerFailed) {
      // The writing thread will find out and report it; what was seen before can still be read.
    }
  }

  /** Lets go of files that nobody reads now, unless it is being written. */
  synchronized void stopReading() throws IOException {
    if (writer == null) {
      closeSearchers();
    }
  }

  /** The last commit into another folder; nothing where there is none. */
  synchronized void copyTo(Path other) throws IOException {
    if (!gone && wasCommitted()) {
      CommitCopy.of(directory(), folder, other);
    }
  }

  /** Closes for good and moves the folder away, where it has one. */
  synchronized void moveTo(Path target) throws IOException {
    gone = true;
    close();
    if (Files.isDirectory(folder)) {
      Files.createDirectories(target.getParent());
      Files.move(folder, target);
    }
  }

  synchronized void close() throws IOException {
    abandon();
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }

  private void closeSearchers() throws IOException {
    if (searchers != null) {
      searchers.close();
      searchers = null;
    }
  }

  private synchronized Directory directory() throws IOException {
    if (directory == null) {
      directory = settings.directories().open(folder);
    }
    return directory;
  }

  /** Whether the folder holds a commit; without one nothing in it was ever durable. */
  synchronized boolean wasCommitted() throws IOException {
    return Files.isDirectory(folder) && DirectoryReader.indexExists(directory());
  }
}
