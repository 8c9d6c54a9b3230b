package io.tocsin.web.assembly.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder and all below it; what is made here is for its owner only. */
public record FolderTree(Path root) {
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public FolderTree {
    root = root.toAbsolutePath().normalize();
  }

  /** With the folders above it; what stood there before is gone. */
  public static FolderTree fresh(Path root) throws IOException {
    FolderTree tree = new FolderTree(root);
    tree.delete();
    Files.createDirectories(tree.root(), FOLDER);
    return tree;
  }

  /** Nothing stands there, or an empty folder. */
  public boolean isEmpty() throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> children = Files.list(root)) {
      return children.findAny().isEmpty();
    }
  }

  /** Paths from the root, with slashes, sorted. */
  public List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** A new file, open for writing. */
  public FileChannel create(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent(), FOLDER);
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
  }

  /** Puts the names of all folders on disk; the files' bytes are their writers' to force. */
  public void forceFolders() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            force(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** One rename; takes the place of an empty folder. On disk when it returns. */
  public void moveTo(Path target) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    Files.move(root, place, StandardCopyOption.ATOMIC_MOVE);
    Path beside = place.getParent();
    if (beside != null) {
      force(beside);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  public void delete() throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
