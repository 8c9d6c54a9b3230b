package io.tocsin.storage.copy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder at work into another, file by file. Files and folders whose names begin with a dot are
 * left out: stores call so what is not whole yet, or not any more. What goes meanwhile is left out
 * too.
 */
public final class FolderCopy {
  private FolderCopy() {}

  private interface Copying {
    void copy(Path file, Path into) throws IOException;
  }

  /** Second names, for files that are never written again once they have a name. */
  public static void ofUnchanging(Path folder, Path into) throws IOException {
    copy(folder, into, HardLinks::add);
  }

  /** Copies, for files that only grow: their readers cut an end that was not whole. */
  public static void ofGrowing(Path folder, Path into) throws IOException {
    copy(
        folder,
        into,
        (file, copy) -> {
          Path parent = copy.toAbsolutePath().getParent();
          if (parent != null) {
            Files.createDirectories(parent);
          }
          Files.copy(file, copy);
        });
  }

  private static void copy(Path folder, Path into, Copying copying) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return !visited.equals(folder) && isOurs(visited)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!isOurs(file)) {
              try {
                copying.copy(file, into.resolve(folder.relativize(file).toString()));
              } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static boolean isOurs(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
