package io.tocsin.storage.copy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A second name for a file that is never written again: takes no space and next to no time, and
 * stays when the first name goes. Only for such files, as both names are one file.
 */
public final class HardLinks {
  private HardLinks() {}

  /**
   * Copies where the file system knows no links or the folders lie on two of them. A
   * NoSuchFileException where the file is gone.
   */
  public static void add(Path file, Path name) throws IOException {
    Path folder = name.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.createLink(name, file);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (UnsupportedOperationException | FileSystemException notHere) {
      Files.copy(file, name);
    }
  }
}
