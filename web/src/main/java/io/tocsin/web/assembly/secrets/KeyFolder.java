package io.tocsin.web.assembly.secrets;

import io.tocsin.model.account.Keys;
import io.tocsin.model.account.Sealing;
import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One tenant's keys in a folder: {@code index/ID.key} and {@code encryption/ID.key}, each the
 * base64 of its bytes. The id that sorts last is the newest. A rotation adds a file; an index key
 * leaves when its overlap ends, an encryption key when nothing under it is kept any more.
 */
public final class KeyFolder {
  /** What keys of a tenant are for; each kind has a folder. */
  public enum Kind {
    INDEX(INDEX_BYTES, 64, 2),
    ENCRYPTION(ENCRYPTION_BYTES, ENCRYPTION_BYTES, Integer.MAX_VALUE);

    private final int bytes;
    private final int maxBytes;
    private final int most;

    Kind(int bytes, int maxBytes, int most) {
      this.bytes = bytes;
      this.maxBytes = maxBytes;
      this.most = most;
    }

    public String folder() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int INDEX_BYTES = 32;
  private static final int ENCRYPTION_BYTES = 16;
  private static final String FIRST_ID = "k1";
  private static final String SUFFIX = ".key";
  private static final int MAX_ID = 32;

  /** Sorts behind {@code k1} and behind every earlier one. */
  private static final DateTimeFormatter ID_OF_TIME =
      DateTimeFormatter.ofPattern("'k'yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Sealing sealing;

  public KeyFolder(Path folder) {
    this(folder, Sealing.AES);
  }

  /**
   * @param sealing cipher for what is encrypted from now on
   */
  public KeyFolder(Path folder, Sealing sealing) {
    this.folder = folder;
    this.sealing = sealing;
  }

  /** Reads the keys; an empty or absent folder gets one of each kind first. */
  public Keys load() {
    for (Kind kind : Kind.values()) {
      Path files = folder.resolve(kind.folder());
      try {
        Files.createDirectories(files);
        if (list(files).isEmpty()) {
          SecretFile.create(files.resolve(FIRST_ID + SUFFIX), kind.bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("keys cannot be made: " + files, e);
      }
    }
    return read();
  }

  /** Reads the keys as they are; where there are none, it is not the time to make some. */
  public Keys read() {
    return new Keys(keys(Kind.INDEX), keys(Kind.ENCRYPTION), sealing);
  }

  private List<Keys.Key> keys(Kind kind) {
    Path files = folder.resolve(kind.folder());
    try {
      List<Path> found = list(files);
      if (found.isEmpty()) {
        throw new InvalidSettingException("keys", files + " without a key", "at least one");
      }
      return found.stream().map(file -> read(file, kind.bytes, kind.maxBytes)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("keys cannot be read: " + files, e);
    }
  }

  /**
   * Makes a new key, the newest from now on.
   *
   * @return its id
   */
  public String rotate(Kind kind, Instant now) {
    Path files = folder.resolve(kind.folder());
    List<Keys.Key> present = keys(kind);
    if (present.size() >= kind.most) {
      throw new InvalidSettingException(
          "keys",
          present.size() + " of kind " + kind.folder(),
          "one: end the overlap first, with keys retire --id " + present.getLast().id());
    }
    String newest = present.getFirst().id();
    String id = ID_OF_TIME.format(now);
    if (id.compareTo(newest) <= 0) {
      id = newest + "-1";
    }
    if (id.length() > MAX_ID) {
      throw new InvalidSettingException("key id", id, "at most " + MAX_ID + " characters");
    }
    try {
      SecretFile.create(files.resolve(id + SUFFIX), kind.bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("key cannot be made: " + files, e);
    }
    return id;
  }

  /** Takes a key out of use; its file stays under another name. The newest cannot go. */
  public void retire(Kind kind, String id) {
    List<Keys.Key> present = keys(kind);
    boolean older = present.stream().skip(1).anyMatch(key -> key.id().equals(id));
    if (!older) {
      List<String> ids = present.stream().skip(1).map(Keys.Key::id).toList();
      throw new InvalidSettingException("id", id, "one of the older keys: " + ids);
    }
    Path file = folder.resolve(kind.folder()).resolve(id + SUFFIX);
    try {
      Files.move(file, file.resolveSibling(id + ".retired"));
    } catch (IOException e) {
      throw new UncheckedIOException("key cannot be retired: " + file, e);
    }
  }

  private static List<Path> list(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(KeyFolder::idOf).reversed())
          .toList();
    }
  }

  private static String idOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static Keys.Key read(Path file, int minBytes, int maxBytes) {
    String id = idOf(file);
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
