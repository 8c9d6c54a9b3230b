package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one JVM, with a file in it that the JVM holds a lock on. The kernel drops the lock
 * with the process: a folder whose file can be locked belongs to a dead one.
 */
final class OwnedFolder {
  private static final String LOCK = "lock";

  /** A folder gets its name once its file is locked. */
  private static final String UNLOCKED = ".new";

  private static final long ABANDONED_MILLIS = 3_600_000;

  private final Path path;

  /** Held as long as the JVM lives; closing any channel of the file would drop the lock. */
  @SuppressWarnings("unused")
  private final FileChannel held;

  private OwnedFolder(Path path, FileChannel held) {
    this.path = path;
    this.held = held;
  }

  static OwnedFolder make(Path parent, String name) throws IOException {
    Path unlocked = Files.createDirectory(parent.resolve(name + UNLOCKED));
    FileChannel channel =
        FileChannel.open(
            unlocked.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Path named = parent.resolve(name);
      Files.move(unlocked, named, StandardCopyOption.ATOMIC_MOVE);
      return new OwnedFolder(named, channel);
    } catch (IOException e) {
      channel.close();
      delete(unlocked);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Takes what it wants out of a dead JVM's folder, which goes afterwards. */
  interface Heir {
    void take(Path dead) throws IOException;
  }

  /** Offers the folders of the dead, one after the other; those folders go. */
  void inherit(Path parent, Heir heir) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
      for (Path each : all) {
        if (!each.equals(path) && Files.isDirectory(each)) {
          take(each, heir);
        }
      }
    }
  }

  private static void take(Path other, Heir heir) throws IOException {
    if (other.getFileName().toString().endsWith(UNLOCKED)) {
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(other).toMillis();
      if (age > ABANDONED_MILLIS) {
        delete(other);
      }
      return;
    }
    FileChannel channel = lock(other);
    if (channel == null) {
      return;
    }
    try {
      heir.take(other);
      delete(other);
    } finally {
      channel.close();
    }
  }

  /**
   * @return null where its JVM lives, or another one that starts is quicker
   */
  private static @Nullable FileChannel lock(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this JVM.
      lock = null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel;
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path each : files) {
        Files.deleteIfExists(each);
      }
    }
    Files.deleteIfExists(folder);
  }
}
