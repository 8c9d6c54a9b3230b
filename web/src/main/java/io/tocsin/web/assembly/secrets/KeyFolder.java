package io.tocsin.web.assembly.secrets;

import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One tenant's keys in a folder: {@code index/ID.key} and {@code encryption/ID.key}, each the
 * base64 of its bytes. The id that sorts last is the newest. A rotation adds a file; an index key
 * leaves when its overlap ends, an encryption key when nothing under it is kept any more.
 */
public final class KeyFolder {
  private static final int INDEX_BYTES = 32;
  private static final int ENCRYPTION_BYTES = 16;
  private static final String FIRST_ID = "k1";

  private final Path folder;

  public KeyFolder(Path folder) {
    this.folder = folder;
  }

  /** Reads the keys; an empty or absent folder gets one of each kind first. */
  public Keys load() {
    return new Keys(
        keys("index", INDEX_BYTES, INDEX_BYTES, 64),
        keys("encryption", ENCRYPTION_BYTES, ENCRYPTION_BYTES, ENCRYPTION_BYTES));
  }

  private List<Keys.Key> keys(String kind, int newBytes, int minBytes, int maxBytes) {
    Path files = folder.resolve(kind);
    try {
      Files.createDirectories(files);
      List<Path> found = list(files);
      if (found.isEmpty()) {
        SecretFile.create(files.resolve(FIRST_ID + ".key"), newBytes);
        found = list(files);
      }
      return found.stream().map(file -> read(file, minBytes, maxBytes)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("keys cannot be read: " + files, e);
    }
  }

  private static List<Path> list(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.filter(file -> file.toString().endsWith(".key"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static Keys.Key read(Path file, int minBytes, int maxBytes) {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - ".key".length());
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettingException("key file", file, "readable base64");
    }
    if (!id.matches("[a-z0-9-]{1,32}")) {
      throw new InvalidSettingException("key file", file, "a name of 1 to 32 of a-z, 0-9 and -");
    }
    if (secret.length < minBytes || secret.length > maxBytes) {
      throw new InvalidSettingException(
          "key file", file + " with " + secret.length + " bytes", minBytes + " to " + maxBytes);
    }
    return new Keys.Key(id, secret);
  }
}
