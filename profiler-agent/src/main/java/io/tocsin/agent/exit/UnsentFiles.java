package io.tocsin.agent.exit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that could not be delivered before their JVM ended, one file each, for the next start of
 * the service. They are kept byte for byte, so that a collector that had one of them, and could not
 * say so any more, knows it.
 */
final class UnsentFiles {
  private static final String SUFFIX = ".unsent";
  private static final String UNNAMED = ".new";
  private static final int MAX_FILES = 100;

  private final Path folder;
  private final long maxBytes;

  /**
   * @param maxBytes of all files together; what does not fit is lost
   */
  UnsentFiles(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** One that was claimed: nobody else sends it while this JVM lives. */
  static final class Claimed {
    final byte[] request;
    private final Path file;
    private final FileChannel channel;

    private Claimed(byte[] request, Path file, FileChannel channel) {
      this.request = request;
      this.file = file;
      this.channel = channel;
    }

    void delivered() throws IOException {
      Files.deleteIfExists(file);
      channel.close();
    }
  }

  /**
   * @param name of this JVM, unlike any other's
   */
  void keep(String name, List<byte[]> requests) throws IOException {
    long bytes = 0;
    int files = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path each : all) {
        bytes += Files.size(each);
        files++;
      }
    }
    for (byte[] each : requests) {
      bytes += each.length;
      if (bytes > maxBytes || files >= MAX_FILES) {
        return;
      }
      Path unnamed = folder.resolve(name + "-" + files + UNNAMED);
      Files.write(unnamed, each, StandardOpenOption.CREATE_NEW);
      Files.move(
          unnamed, folder.resolve(name + "-" + files + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
      files++;
    }
  }

  List<Claimed> claim() throws IOException {
    List<Claimed> claimed = new ArrayList<Claimed>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path each : all) {
        Claimed one = claimed.size() < MAX_FILES ? claim(each) : null;
        if (one != null) {
          claimed.add(one);
        }
      }
    }
    return claimed;
  }

  /**
   * @return null where another JVM has it
   */
  private @Nullable Claimed claim(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    Claimed claimed = null;
    try {
      FileLock lock = channel.tryLock();
      if (lock != null && Files.exists(file) && channel.size() <= maxBytes) {
        claimed = new Claimed(read(channel), file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // This JVM has it already.
    } finally {
      if (claimed == null) {
        channel.close();
      }
    }
    return claimed;
  }

  private static byte[] read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until the end of the file.
    }
    return bytes.array();
  }
}
