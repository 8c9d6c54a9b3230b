package io.tocsin.agent.exit;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file that its JVM holds a lock on. The kernel drops the lock with the process, however that
 * ends, so a marker that can be locked belongs to a dead one; a process id alone would mislead
 * where ids are used again, as in a container, where every JVM may be number 1.
 *
 * <p>Closing any channel of a file drops the lock (POSIX): nobody else in this JVM may open it.
 */
final class Marker implements AutoCloseable {
  static final String SUFFIX = ".running";
  private static final int MAX_BYTES = 65_536;

  private final Path file;
  private final FileChannel channel;

  private Marker(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** It gets its name when it is locked, so that nobody takes it for a dead one before that. */
  static Marker create(Path folder, String name, Properties content) throws IOException {
    Path unnamed = folder.resolve(name + ".new");
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      StringWriter text = new StringWriter();
      content.store(text, null);
      channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      Path file = folder.resolve(name + SUFFIX);
      Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
      return new Marker(file, channel);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(unnamed);
      throw e;
    }
  }

  /**
   * @return null where its JVM lives, or another starting JVM has taken it
   */
  static @Nullable Marker takeOver(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      return lock == null ? null : new Marker(file, channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /**
   * @throws IOException where it cannot be read or is no marker
   */
  DeadJvm read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until the end of the file.
    }
    Properties content = new Properties();
    try {
      content.load(
          new StringReader(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
      return MarkerContent.read(content, Files.getLastModifiedTime(file).toInstant());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(file + " is not an exit marker", e);
    }
  }

  /** A sign of life. */
  void touch(Instant now) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }

  /** Gives the lock back and leaves the file. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
