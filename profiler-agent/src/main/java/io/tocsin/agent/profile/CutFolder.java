package io.tocsin.agent.profile;

import io.tocsin.agent.send.Backlog;
import io.tocsin.agent.send.Parcel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts that wait to be sent, each as the request that it will be, so that the one of a dead JVM
 * goes under its own name. Together with the recording that runs they keep a quota: the oldest goes
 * for a new one.
 *
 * <p>Cuts that wait have what is left of the quota when two parts are taken off: one for the
 * recording, which is cut early at a sixteenth of the quota and gets its stacks after that, and an
 * eighth for the compressed copy that is made beside it. A recording larger than an eighth is
 * dropped.
 */
final class CutFolder implements Backlog {
  private static final String SUFFIX = ".otlp.gz";
  private static final String RECORDING = "recording.jfr";
  private static final String UNFINISHED = "cut.new";

  private final OwnedFolder folder;
  private final long quotaBytes;
  private final long stacksBytes;
  private final Object lock = new Object();

  /** Sizes by name; names begin with a time, so the oldest is the first. Guarded by the lock. */
  private final TreeMap<String, Long> sizes = new TreeMap<String, Long>();

  private long bytes;
  private int number;
  private long lost;

  private CutFolder(OwnedFolder folder, long quotaBytes, long stacksBytes) {
    this.folder = folder;
    this.quotaBytes = quotaBytes;
    this.stacksBytes = stacksBytes;
  }

  /**
   * Takes over what dead JVMs of this service left.
   *
   * @param service folder of all its JVMs
   * @param name of this JVM, unique among them
   * @param stacksBytes by which a recording may grow when it is stopped, at most half the quota
   */
  static CutFolder open(Path service, String name, long quotaBytes, long stacksBytes)
      throws IOException {
    OwnedFolder own = OwnedFolder.make(service, name);
    own.inherit(service, SUFFIX);
    CutFolder cuts = new CutFolder(own, quotaBytes, stacksBytes);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(own.path(), "*" + SUFFIX)) {
      for (Path each : left) {
        cuts.count(each);
      }
    }
    cuts.makeRoom();
    return cuts;
  }

  /** Where the profiler writes. */
  Path recording() {
    return folder.path().resolve(RECORDING);
  }

  /** Past this the recording must be cut early. */
  long recordingFullBytes() {
    return quotaBytes / 16;
  }

  /** Cuts that were dropped for the quota or refused, since the start. */
  long lost() {
    synchronized (lock) {
      return lost;
    }
  }

  /**
   * Makes a cut out of the recording, which goes.
   *
   * @param timeMillis by which cuts are in order
   * @param before what stands in the request before the recording
   */
  void add(long timeMillis, byte[] before) throws IOException {
    Path recording = recording();
    Path unfinished = folder.path().resolve(UNFINISHED);
    try {
      if (Files.size(recording) > quotaBytes / 8) {
        throw new IOException("a recording is too large (tocsin.agent.profile_disk_max_bytes)");
      }
      try (OutputStream out = new Fast(Files.newOutputStream(unfinished))) {
        out.write(before);
        Files.copy(recording, out);
      }
      synchronized (lock) {
        String name = String.format("%014d-%s-%06d%s", timeMillis, folder.name(), ++number, SUFFIX);
        Path cut = folder.path().resolve(name);
        move(unfinished, cut);
        count(cut);
        makeRoom();
        lock.notifyAll();
      }
    } finally {
      Files.deleteIfExists(recording);
      Files.deleteIfExists(unfinished);
    }
  }

  /** What was recorded could not be made a cut. */
  void dropRecording() throws IOException {
    synchronized (lock) {
      lost++;
    }
    Files.deleteIfExists(recording());
  }

  @Override
  public Parcel oldest() throws InterruptedException {
    synchronized (lock) {
      while (sizes.isEmpty()) {
        lock.wait();
      }
      return new Cut(sizes.firstKey());
    }
  }

  /** Deletes the oldest until a recording and its copy fit as well. */
  private void makeRoom() throws IOException {
    long room = quotaBytes - recordingFullBytes() - stacksBytes - quotaBytes / 8;
    while (bytes > room) {
      Map.Entry<String, Long> oldest = sizes.firstEntry();
      Files.deleteIfExists(folder.path().resolve(oldest.getKey()));
      forget(oldest.getKey());
      lost++;
    }
  }

  private void count(Path cut) throws IOException {
    long size = Files.size(cut);
    sizes.put(cut.getFileName().toString(), size);
    bytes += size;
  }

  private void forget(String name) {
    Long size = sizes.remove(name);
    bytes -= size == null ? 0 : size;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private final class Cut implements Parcel {
    private final String name;

    Cut(String name) {
      this.name = name;
    }

    @Override
    public byte[] body() throws IOException {
      return Files.readAllBytes(folder.path().resolve(name));
    }

    @Override
    public void settle(boolean delivered) {
      synchronized (lock) {
        if (!sizes.containsKey(name)) {
          // The quota was quicker.
          return;
        }
        forget(name);
        if (!delivered) {
          lost++;
        }
      }
      try {
        Files.deleteIfExists(folder.path().resolve(name));
      } catch (IOException e) {
        // It stays on disk and goes, or is sent once more, at the next start.
        return;
      }
    }
  }

  /** A recording shrinks to a third at the fastest level already. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 65_536);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
