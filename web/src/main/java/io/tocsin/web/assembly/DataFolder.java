package io.tocsin.web.assembly;

import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that one server at a time may write to. */
final class DataFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Creates the folder, for its owner only, where it is absent, tries that it can be written, and
   * locks it.
   *
   * @param name of the lock: roles that may share a folder have names of their own
   */
  static DataFolder open(Path path, String name) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, OWNER_ONLY);
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new InvalidSettingException(
            "data", path + " is in use by another Tocsin", "a folder of its own for each server");
      }
      return new DataFolder(path.toAbsolutePath(), channel, lock);
    } catch (IOException e) {
      throw new InvalidSettingException(
          "data",
          path + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
          "a folder that can be created and written");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
