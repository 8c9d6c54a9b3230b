package io.tocsin.collector.receiver.filelog.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies beside a file that is gone: the same one renamed, or a copy of it. */
final class Siblings {
  private static final int MAX_LISTED = 10_000;

  private final Problems problems;
  private final Duration rotateWait;
  private final Map<Path, List<Found>> listings = new HashMap<>();

  Siblings(Duration rotateWait, Problems problems) {
    this.rotateWait = rotateWait;
    this.problems = problems;
  }

  /** To be called with each search: what was there then may not be there now. */
  void forgetListings() {
    listings.clear();
  }

  /** Whether the file went so short a time ago that it is worth looking. */
  boolean isDue(TailedFile file, long nowNanos) {
    return nowNanos - file.missingNanos() <= rotateWait.toNanos();
  }

  /** The same inode under its old name, which matched once, or under another one. */
  @Nullable Found byKey(TailedFile file) {
    Found same = at(file.path(), file.pattern());
    if (same != null && same.key().equals(file.key())) {
      return same;
    }
    return listing(file).stream()
        .filter(found -> found.key().equals(file.key()))
        .findFirst()
        .orElse(null);
  }

  /** Files of the same folder whose names begin as the file's, which is how copies are named. */
  List<Found> beside(TailedFile file) {
    String name = String.valueOf(file.path().getFileName());
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return listing(file).stream()
        .filter(found -> String.valueOf(found.path().getFileName()).startsWith(stem))
        .toList();
  }

  private List<Found> listing(TailedFile file) {
    Path folder = file.path().toAbsolutePath().getParent();
    return folder == null
        ? List.of()
        : listings.computeIfAbsent(folder, unused -> list(folder, file.pattern()));
  }

  private List<Found> list(Path folder, int pattern) {
    List<Found> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        Found found = files.size() < MAX_LISTED ? at(path, pattern) : null;
        if (found != null && !Globs.isCompressed(path)) {
          files.add(found);
        }
      }
    } catch (IOException e) {
      problems.add(folder, e);
    }
    return files;
  }

  /** Null where there is no file, or none that can be looked at. */
  private static @Nullable Found at(Path path, int pattern) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? new Found(path, Globs.keyOf(path, attributes), attributes.size(), pattern)
          : null;
    } catch (IOException gone) {
      return null;
    }
  }
}
