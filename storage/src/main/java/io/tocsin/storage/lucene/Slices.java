package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Positions;
import io.tocsin.model.store.StoredBatch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All slices of a store: {@code <root>/<tenant>/<day>}. Damaged ones are moved to {@code
 * <root>/_damaged}, deleted ones out of the way before their files go. Who writes to a slice holds
 * this object's monitor.
 */
final class Slices {
  private static final Logger LOG = LoggerFactory.getLogger(Slices.class);
  private static final String DAMAGED = "_damaged";
  private static final String DELETED = "_deleted";

  private final Path root;
  private final SliceSettings settings;
  private final int maxOpen;
  private final ConcurrentSkipListMap<SliceName, Slice> all = new ConcurrentSkipListMap<>();
  private final LinkedHashMap<SliceName, Slice> lastRead = new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicBoolean lostWrites = new AtomicBoolean();
  private final AtomicInteger setAside = new AtomicInteger();
  private volatile boolean open;

  /**
   * @param maxOpen slices that are held open for reading
   */
  Slices(Path root, SliceSettings settings, int maxOpen) {
    this.root = root;
    this.settings = settings;
    this.maxOpen = maxOpen;
  }

  /** Finds what is on disk. A slice that cannot be read is set aside. */
  synchronized void discover() throws IOException {
    deleteTree(root.resolve(DELETED));
    for (Path tenant : folders(root)) {
      for (Path day : folders(tenant)) {
        Optional<SliceName> name =
            SliceName.parse(tenant.getFileName().toString(), day.getFileName().toString());
        if (name.isPresent()) {
          add(name.get());
        }
      }
    }
    open = true;
  }

  private void add(SliceName name) throws IOException {
    Slice slice = new Slice(name, name.in(root), settings);
    all.put(name, slice);
    try {
      if (slice.wasCommitted()) {
        slice.load();
      } else if (isBlank(slice.folder())) {
        all.remove(name);
        slice.close();
        deleteTree(slice.folder());
      } else {
        setAside(slice, new IOException("no commit among its files"));
      }
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      setAside(slice, e);
    }
  }

  /** A slice whose first, empty commit was cut short by a kill. */
  private static boolean isBlank(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .allMatch(
              name -> name.equals(IndexWriter.WRITE_LOCK_NAME) || name.startsWith("pending_"));
    }
  }

  /** One tenant's slices, oldest day first. */
  List<Slice> of(TenantId tenant) throws IOException {
    if (!open) {
      throw new IOException("the store is not open");
    }
    return List.copyOf(
        all.subMap(
                new SliceName(tenant, LocalDate.MIN),
                true,
                new SliceName(tenant, LocalDate.MAX),
                true)
            .values());
  }

  Slice get(SliceName name) {
    return all.computeIfAbsent(name, absent -> new Slice(absent, absent.in(root), settings));
  }

  int size() {
    return all.size();
  }

  /** Reads from a slice; empty where it is gone, or is found damaged and set aside now. */
  <T> Optional<T> read(Slice slice, long ageNanos, Slice.Search<T> search) throws IOException {
    try {
      Optional<T> answer = slice.read(ageNanos, search);
      keepOpen(slice);
      return answer;
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      setAside(slice, e);
      return Optional.empty();
    }
  }

  private void keepOpen(Slice slice) throws IOException {
    @Nullable Slice oldest = null;
    synchronized (lastRead) {
      lastRead.put(slice.name(), slice);
      if (lastRead.size() > maxOpen) {
        oldest = lastRead.pollFirstEntry().getValue();
      }
    }
    if (oldest != null) {
      oldest.stopReading();
    }
  }

  /** What all of them hold of that log behind a place in it; a damaged one is set aside. */
  synchronized List<StoredBatch> ahead(long epoch, Positions place) throws IOException {
    List<StoredBatch> found = new ArrayList<>();
    for (Slice slice : all.values()) {
      try {
        found.addAll(slice.ahead(epoch, place));
      } catch (IOException e) {
        if (!Damage.is(e)) {
          throw e;
        }
        setAside(slice, e);
      }
    }
    return found;
  }

  /** Every slice as of its last commit; one that is found damaged now is set aside. */
  synchronized void copyTo(Path other) throws IOException {
    for (Slice slice : all.values()) {
      try {
        slice.copyTo(slice.name().in(other));
      } catch (IOException e) {
        if (!Damage.is(e)) {
          throw e;
        }
        setAside(slice, e);
      }
    }
  }

  /** Moves a slice that cannot be read out of the way, for a person to look at. */
  synchronized void setAside(Slice slice, Throwable cause) throws IOException {
    if (!all.remove(slice.name(), slice)) {
      return;
    }
    if (slice.hasUncommitted()) {
      lostWrites.set(true);
    }
    Path target = free(root.resolve(DAMAGED), slice.name().tenant() + "_" + slice.name().day());
    slice.moveTo(target);
    setAside.incrementAndGet();
    LOG.error("Set aside a damaged slice of the document store: {}", target, cause);
  }

  /** The same for an index that is no slice. */
  synchronized void setFolderAside(Path folder, Throwable cause) throws IOException {
    Path target = free(root.resolve(DAMAGED), folder.getFileName().toString());
    Files.createDirectories(target.getParent());
    Files.move(folder, target);
    setAside.incrementAndGet();
    LOG.error("Set aside a damaged index of the document store: {}", target, cause);
  }

  /** Whether writes that were not committed went with a damaged slice since the last call. */
  boolean takeLostWrites() {
    return lostWrites.getAndSet(false);
  }

  /** How many were set aside since the start. */
  int setAside() {
    return setAside.get();
  }

  /** Folders set aside by this start or an earlier one, until a person takes them away. */
  List<Path> damaged() throws IOException {
    return folders(root.resolve(DAMAGED));
  }

  /** Deletes every slice of a day before that one. Returns how many. */
  synchronized int deleteBefore(LocalDate day) throws IOException {
    List<Slice> expired =
        all.values().stream().filter(slice -> slice.name().day().isBefore(day)).toList();
    for (Slice slice : expired) {
      all.remove(slice.name(), slice);
      slice.moveTo(free(root.resolve(DELETED), slice.name().tenant() + "_" + slice.name().day()));
    }
    deleteTree(root.resolve(DELETED));
    return expired.size();
  }

  synchronized void close() throws IOException {
    open = false;
    for (Slice slice : all.values()) {
      slice.close();
    }
    all.clear();
  }

  private static Path free(Path parent, String plain) {
    Path target = parent.resolve(plain);
    for (int n = 2; Files.exists(target); n++) {
      target = parent.resolve(plain + "_" + n);
    }
    return target;
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return new ArrayList<>(children.filter(Files::isDirectory).sorted().toList());
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
