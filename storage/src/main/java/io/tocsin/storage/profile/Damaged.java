package io.tocsin.storage.profile;

import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of files that were found damaged, for a person to look at. */
final class Damaged {
  private static final Logger LOG = LoggerFactory.getLogger(Damaged.class);

  private final Path folder;
  private int setAside;

  Damaged(Path root) {
    this.folder = root.resolve(".damaged");
  }

  synchronized void copyAside(Path file, Throwable because) throws IOException {
    Folders.create(folder);
    Path copy = folder.resolve(UUID.randomUUID() + "-" + file.getFileName());
    Files.copy(file, copy);
    setAside++;
    LOG.error("A damaged profile file was copied to {}; what stands before goes on", copy, because);
  }

  /** Since the start. */
  synchronized int setAside() {
    return setAside;
  }

  /** Copies that nobody has taken away yet, of earlier starts too. */
  synchronized int kept() throws IOException {
    return Folders.in(folder).size();
  }
}
