package io.tocsin.storage.lucene;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * How far the log was read, in the commit data of an index without documents. It is committed after
 * every slice that was written since, so it never says more than is on disk: a crash between the
 * slices' commits leaves the older positions, and the replay from there overwrites by id. Its lock
 * keeps a second process away.
 */
final class CommittedPositions {
  private static final String EPOCH = "log.epoch";
  private static final String NEXT = "log.next.";
  private static final String NOTE = "reader.note";

  private final Directories directories;
  private final Path folder;
  private @Nullable Directory directory;
  private @Nullable IndexWriter writer;
  private long epoch;
  private Bookmark committed = Bookmark.NONE;

  CommittedPositions(Directories directories, Path folder) {
    this.directories = directories;
    this.folder = folder;
  }

  void open() throws IOException {
    Files.createDirectories(folder);
    IOUtils.fsync(folder.resolve("..").normalize(), true);
    Directory opened = directories.open(folder);
    directory = opened;
    IndexWriterConfig config =
        new IndexWriterConfig().setCommitOnClose(false).setMergePolicy(NoMergePolicy.INSTANCE);
    IndexWriter openedWriter = new IndexWriter(opened, config);
    writer = openedWriter;
    Iterable<Map.Entry<String, String>> data = openedWriter.getLiveCommitData();
    TreeMap<Integer, Long> next = new TreeMap<>();
    byte[] note = new byte[0];
    if (data != null) {
      for (Map.Entry<String, String> entry : data) {
        if (entry.getKey().equals(EPOCH)) {
          epoch = Long.parseLong(entry.getValue());
        } else if (entry.getKey().equals(NOTE)) {
          note = Base64.getDecoder().decode(entry.getValue());
        } else if (entry.getKey().startsWith(NEXT)) {
          next.put(
              Integer.valueOf(entry.getKey().substring(NEXT.length())),
              Long.valueOf(entry.getValue()));
        }
      }
    }
    committed = new Bookmark(new Positions(next), note);
  }

  /** Nothing where the last commit was of another log. */
  Bookmark of(long logEpoch) {
    return epoch == logEpoch ? committed : Bookmark.NONE;
  }

  void commit(long logEpoch, Bookmark readUpTo) throws IOException {
    if (logEpoch == epoch
        && readUpTo.positions().equals(committed.positions())
        && Arrays.equals(readUpTo.note(), committed.note())) {
      return;
    }
    if (writer == null) {
      open();
    }
    IndexWriter open = writer;
    if (open == null) {
      throw new IOException("positions are not open");
    }
    Map<String, String> data = new HashMap<>();
    data.put(EPOCH, Long.toString(logEpoch));
    data.put(NOTE, Base64.getEncoder().encodeToString(readUpTo.note()));
    readUpTo
        .positions()
        .nextOffsets()
        .forEach((partition, offset) -> data.put(NEXT + partition, Long.toString(offset)));
    open.setLiveCommitData(data.entrySet());
    open.commit();
    epoch = logEpoch;
    committed = readUpTo;
  }

  /** Second names of the last commit's files in another folder. */
  void copyTo(Path other) throws IOException {
    Directory open = directory;
    if (open != null && DirectoryReader.indexExists(open)) {
      CommitCopy.of(open, folder, other);
    }
  }

  /** Closes; the next commit opens again. */
  void close() throws IOException {
    IndexWriter open = writer;
    writer = null;
    try {
      if (open != null) {
        open.rollback();
      }
    } finally {
      if (directory != null) {
        directory.close();
        directory = null;
      }
    }
  }
}
