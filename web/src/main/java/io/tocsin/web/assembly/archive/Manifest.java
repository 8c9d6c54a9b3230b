package io.tocsin.web.assembly.archive;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds; written last, so a backup without one is not whole.
 *
 * @param format of backups; readers know those up to {@link #FORMAT}
 * @param version of the Tocsin that took it
 * @param takenAt when the server was held still
 * @param keys whether it holds the server's keys and tokens
 */
public record Manifest(
    int format, String version, Instant takenAt, boolean keys, List<Entry> files) {
  public static final String NAME = "manifest.json";
  public static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * One file.
   *
   * @param path from the data folder, with slashes; never leads out of it
   * @param sha256 of its content, in hex
   */
  public record Entry(String path, long bytes, String sha256) {
    public Entry {
      requireWithin(path);
    }
  }

  public Manifest {
    Version.parse(version);
    files = List.copyOf(files);
    Set<String> paths = new HashSet<>();
    for (Entry file : files) {
      if (!paths.add(file.path())) {
        throw new IllegalArgumentException(file.path() + " stands there twice");
      }
    }
  }

  /** An IllegalArgumentException where a path could lead out of its folder. */
  static void requireWithin(String path) {
    for (String name : path.split("/", -1)) {
      boolean plain = name.chars().allMatch(c -> c >= ' ' && c != '\\' && c != ':' && c != 0x7f);
      if (name.isEmpty() || name.equals(".") || name.equals("..") || !plain) {
        throw new IllegalArgumentException("path that leads elsewhere: " + path);
      }
    }
  }

  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  byte[] json() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /** Of the backup in that folder; a BackupFailedException where there is none that we can read. */
  public static Manifest in(Path backup) throws IOException {
    try {
      return of(Files.readAllBytes(backup.resolve(NAME)));
    } catch (NoSuchFileException e) {
      throw new BackupFailedException(
          backup + " is no whole backup: it has no " + NAME + ", which is written last");
    }
  }

  static Manifest of(byte[] json) {
    try {
      JsonNode tree = JSON.readTree(json);
      int format = tree.path("format").asInt(0);
      if (format > FORMAT) {
        throw new BackupFailedException(
            "the backup has format " + format + ", this Tocsin reads up to " + FORMAT);
      }
      return JSON.treeToValue(tree, Manifest.class);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BackupFailedException(NAME + " is damaged: " + e.getMessage(), e);
    }
  }
}
