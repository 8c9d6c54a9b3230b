package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder that only this user can write, even below one that everybody can write. */
final class PrivateFolder {
  private final Path path;

  PrivateFolder(Path path) {
    this.path = path;
  }

  /**
   * @throws IOException where it cannot be made or written, or belongs to somebody else
   */
  Path make() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(path, ownerOnly);
    Path probe = Files.createTempFile(path, "owner", ".new");
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
        throw new IOException(path + " belongs to somebody else");
      }
    } finally {
      Files.delete(probe);
    }
    if (posix) {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
      if (allowed.contains(PosixFilePermission.GROUP_WRITE)
          || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new IOException(path + " can be written by others");
      }
    }
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
