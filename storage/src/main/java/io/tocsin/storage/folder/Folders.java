package io.tocsin.storage.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every store of files does to the folders it lives in. */
public final class Folders {
  private static final String DELETED = ".deleted";

  private Folders() {}

  /** Creates what is missing of it; every new name is on disk when it returns. */
  public static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      create(parent);
    }
    Files.createDirectories(folder);
    if (parent != null) {
      force(parent);
    }
  }

  /** Puts the names in it on disk. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What is directly in it, by name; nothing where it is absent. Names with a dot are ours. */
  public static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** Bytes of all files in it; those that go meanwhile do not count. */
  public static long bytesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  /**
   * Deletes a folder of a store as a whole: after a power cut in the middle it is either there or
   * gone, never half.
   */
  public static void drop(Path root, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path bin = root.resolve(DELETED);
    create(bin);
    Path doomed = bin.resolve(UUID.randomUUID().toString());
    Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    Path parent = folder.getParent();
    if (parent != null) {
      force(parent);
    }
    emptyBin(root);
  }

  /** Ends deletions that an earlier process began. */
  public static void emptyBin(Path root) throws IOException {
    Path bin = root.resolve(DELETED);
    if (Files.isDirectory(bin)) {
      deleteTree(bin);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
