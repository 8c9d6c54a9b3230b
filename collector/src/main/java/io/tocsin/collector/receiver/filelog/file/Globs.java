package io.tocsin.collector.receiver.filelog.file;

import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Searches for files: {@code *} and {@code ?} within a name, {@code **} across folders, {@code
 * [ab]}, {@code {a,b}}. Symbolic links are followed, compressed files left out by their names.
 */
public final class Globs {
  private static final Set<String> COMPRESSED =
      Set.of("gz", "bz2", "xz", "zst", "zip", "lz4", "z", "7z", "br", "lzma", "snappy");

  private record Include(Path folder, int depth, PathMatcher matcher) {}

  private final List<Include> includes = new ArrayList<>();
  private final List<PathMatcher> excludes = new ArrayList<>();
  private final int maxFiles;
  private final Problems problems;
  private long leftOut;

  /**
   * @param maxFiles of one search; further ones are left out and counted
   */
  public Globs(List<String> include, List<String> exclude, int maxFiles, Problems problems) {
    this.maxFiles = maxFiles;
    this.problems = problems;
    include.forEach(glob -> includes.add(include(glob)));
    exclude.forEach(glob -> excludes.add(matcher("exclude", absolute(glob))));
  }

  private static String absolute(String glob) {
    return glob.startsWith("/") ? glob : Path.of("").toAbsolutePath() + "/" + glob;
  }

  private static Include include(String glob) {
    String all = absolute(glob);
    String[] names = all.split("/");
    int plain = 0;
    while (plain < names.length - 1 && names[plain].chars().noneMatch(Globs::isSpecial)) {
      plain++;
    }
    String folder = String.join("/", List.of(names).subList(0, plain));
    int depth = all.contains("**") ? Integer.MAX_VALUE : names.length - plain;
    return new Include(Path.of(folder.isEmpty() ? "/" : folder), depth, matcher("include", all));
  }

  private static boolean isSpecial(int c) {
    return "*?[{\\".indexOf(c) >= 0;
  }

  private static PathMatcher matcher(String key, String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(key, glob, "a glob such as /var/log/app/*.log");
    }
  }

  /** Every file that is there, in the order of the globs, each path once. */
  List<Found> search() {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < includes.size(); i++) {
      search(i, found);
    }
    return found;
  }

  private void search(int pattern, List<Found> found) {
    Include include = includes.get(pattern);
    try {
      Files.walkFileTree(
          include.folder(),
          Set.of(FileVisitOption.FOLLOW_LINKS),
          include.depth(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && include.matcher().matches(path)) {
                add(path, attributes, pattern, found);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
              // A file that goes while it is looked at, or a link to nothing, is no trouble.
              if (!(e instanceof NoSuchFileException)) {
                problems.add(path, e);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      problems.add(include.folder(), e);
    }
  }

  private void add(Path path, BasicFileAttributes attributes, int pattern, List<Found> found) {
    if (isCompressed(path) || excludes.stream().anyMatch(exclude -> exclude.matches(path))) {
      return;
    }
    if (found.size() >= maxFiles) {
      leftOut++;
      return;
    }
    found.add(new Found(path, keyOf(path, attributes), attributes.size(), pattern));
  }

  /** File systems that tell no inode have the path for it; there a renamed file is a new one. */
  static String keyOf(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? path.toString() : key.toString();
  }

  static boolean isCompressed(Path path) {
    String name = String.valueOf(path.getFileName());
    return COMPRESSED.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Files that a search left out because there were too many, summed over searches. */
  public long leftOut() {
    return leftOut;
  }
}
