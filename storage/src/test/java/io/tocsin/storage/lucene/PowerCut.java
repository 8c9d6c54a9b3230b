package io.tocsin.storage.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NoLockFactory;

/**
 * A disk that forgets what was not forced. After a number of calls that change it the power is cut:
 * every later call fails, and {@link #forget} takes back files that were not synced and renames
 * that were not followed by a sync of their folder. Nothing is really synced, which would only take
 * time.
 */
final class PowerCut implements Directories {
  private final Set<Path> unsynced = new HashSet<>();
  private final Deque<Rename> unsyncedRenames = new ArrayDeque<>();
  private int callsLeft;

  private record Rename(Path from, Path to) {}

  PowerCut(int callsLeft) {
    this.callsLeft = callsLeft;
  }

  boolean isCut() {
    return callsLeft < 0;
  }

  synchronized void forget() throws IOException {
    while (!unsyncedRenames.isEmpty()) {
      Rename rename = unsyncedRenames.pop();
      if (Files.exists(rename.to())) {
        Files.move(rename.to(), rename.from());
        unsynced.add(rename.from());
      }
    }
    for (Path file : unsynced) {
      Files.deleteIfExists(file);
    }
  }

  private synchronized void spend() throws IOException {
    if (callsLeft >= 0) {
      callsLeft--;
    }
    if (isCut()) {
      throw new IOException("the power is cut");
    }
  }

  @Override
  public Directory open(Path folder) throws IOException {
    return new Forgetful(folder);
  }

  private final class Forgetful extends FilterDirectory {
    private final Path folder;

    Forgetful(Path folder) throws IOException {
      super(FSDirectory.open(folder, NoLockFactory.INSTANCE));
      this.folder = folder;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      synchronized (PowerCut.this) {
        spend();
        unsynced.add(folder.resolve(name));
        return super.createOutput(name, context);
      }
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      synchronized (PowerCut.this) {
        spend();
        names.forEach(name -> unsynced.remove(folder.resolve(name)));
      }
    }

    @Override
    public void rename(String from, String to) throws IOException {
      synchronized (PowerCut.this) {
        spend();
        super.rename(from, to);
        unsyncedRenames.push(new Rename(folder.resolve(from), folder.resolve(to)));
      }
    }

    @Override
    public void syncMetaData() throws IOException {
      synchronized (PowerCut.this) {
        spend();
        unsyncedRenames.removeIf(rename -> rename.to().getParent().equals(folder));
      }
    }

    @Override
    public void deleteFile(String name) throws IOException {
      synchronized (PowerCut.this) {
        if (isCut()) {
          throw new IOException("the power is cut");
        }
        super.deleteFile(name);
      }
    }
  }
}
