package io.tocsin.web.assembly.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A random secret in a file that only its owner may read. */
public final class SecretFile {
  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private SecretFile() {}

  /** The secret in that file, made at first. */
  public static String readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file, TOKEN_BYTES);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("secret cannot be read or made: " + file, e);
    }
  }

  /** Writes random bytes as base64url (base64 of keys reads both); durable when it returns. */
  static void create(Path file, int bytes) throws IOException {
    byte[] secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    boolean key = file.toString().endsWith(".key");
    Base64.Encoder encoder = key ? Base64.getEncoder() : Base64.getUrlEncoder().withoutPadding();
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, ".new-", "", OWNER_ONLY);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.write(
          java.nio.ByteBuffer.wrap(
              (encoder.encodeToString(secret) + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      // Somebody made it at the same moment: theirs holds.
      return;
    } finally {
      Files.delete(fresh);
    }
    try (FileChannel entry = FileChannel.open(folder)) {
      entry.force(true);
    }
  }
}
