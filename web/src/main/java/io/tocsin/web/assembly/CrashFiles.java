package io.tocsin.web.assembly;

import io.tocsin.crash.HsErr;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds fatal error logs in a folder and below. */
final class CrashFiles {
  /** Looked at in one run; a folder with more is hardly one of crash reports. */
  static final int MAX_FILES = 1_000;

  private static final int MAX_DEPTH = 16;
  private static final String NAMES = "glob:hs_err*.log*";

  private CrashFiles() {}

  /**
   * In the order of their names. Folders that may not be read are passed over; links are not
   * followed, so that the search ends.
   */
  static List<Path> in(Path folder) throws IOException {
    PathMatcher names = folder.getFileSystem().getPathMatcher(NAMES);
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && names.matches(file.getFileName())) {
              found.add(file);
            }
            return found.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (file.equals(folder)) {
              throw new UncheckedIOException("cannot read " + folder, e);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.naturalOrder());
    return found;
  }

  /** As much of a file as is read of a report. */
  static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HsErr.MAX_BYTES + 1);
    }
  }
}
