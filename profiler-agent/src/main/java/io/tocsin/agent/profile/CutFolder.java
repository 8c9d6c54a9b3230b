package io.tocsin.agent.profile;

import io.tocsin.agent.otlp.ProfileHead;
import io.tocsin.agent.send.Backlog;
import io.tocsin.agent.send.Parcel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
  private static final String HEAD = "recording.head";
  private static final int COPY_BYTES = 16_384;
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
    final CutFolder cuts = new CutFolder(own, quotaBytes, stacksBytes);
    own.inherit(
        service,
        new OwnedFolder.Heir() {
          @Override
          public void take(Path dead) throws IOException {
            cuts.takeOver(dead);
          }
        });
    try (DirectoryStream<Path> left = Files.newDirectoryStream(own.path(), "*" + SUFFIX)) {
      for (Path each : left) {
        cuts.count(each);
      }
    }
    cuts.makeRoom();
    return cuts;
  }

  private void takeOver(Path dead) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dead, "*" + SUFFIX)) {
      for (Path each : files) {
        Path mine = folder.path().resolve(each.getFileName());
        Files.move(each, mine, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    try {
      recover(dead);
    } catch (IOException e) {
      // Without its head, or with a chunk that is damaged: what was cut before is there.
      synchronized (lock) {
        lost++;
      }
    }
  }

  /** Makes a cut of the whole chunks of the recording that ran when a JVM died. */
  private void recover(Path dead) throws IOException {
    Path recording = dead.resolve(RECORDING);
    if (!Files.exists(recording)) {
      return;
    }
    RecordedChunks whole = RecordedChunks.of(recording);
    if (whole.bytes() > 0) {
      ProfileHead head = ProfileHead.load(dead.resolve(HEAD));
      Path packed = pack(recording, whole.bytes(), head.before(whole.lasted(), whole.bytes()));
      String name = String.format("%014d-%s-last%s", head.fromMillis(), dead.getFileName(), SUFFIX);
      move(packed, folder.path().resolve(name));
    }
  }

  /** Where the profiler writes. */
  Path recording() {
    return folder.path().resolve(RECORDING);
  }

  /** What the next JVM must know of that recording if this one dies. */
  Path head() {
    return folder.path().resolve(HEAD);
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
    try {
      Path packed = pack(recording(), Files.size(recording()), before);
      synchronized (lock) {
        String name = String.format("%014d-%s-%06d%s", timeMillis, folder.name(), ++number, SUFFIX);
        Path cut = folder.path().resolve(name);
        move(packed, cut);
        count(cut);
        makeRoom();
        lock.notifyAll();
      }
    } finally {
      Files.deleteIfExists(recording());
      Files.deleteIfExists(head());
      Files.deleteIfExists(folder.path().resolve(UNFINISHED));
    }
  }

  /**
   * @param bytes of the recording that are taken, from its beginning
   */
  private Path pack(Path recording, long bytes, byte[] before) throws IOException {
    if (bytes > quotaBytes / 8) {
      throw new IOException("a recording is too large (tocsin.agent.profile_disk_max_bytes)");
    }
    Path unfinished = folder.path().resolve(UNFINISHED);
    try (OutputStream out = new Fast(Files.newOutputStream(unfinished));
        InputStream in = Files.newInputStream(recording)) {
      out.write(before);
      byte[] buffer = new byte[COPY_BYTES];
      long left = bytes;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (n < 0) {
          throw new EOFException("a recording became shorter");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
    return unfinished;
  }

  /** What was recorded could not be made a cut. */
  void dropRecording() throws IOException {
    synchronized (lock) {
      lost++;
    }
    Files.deleteIfExists(recording());
    Files.deleteIfExists(head());
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
