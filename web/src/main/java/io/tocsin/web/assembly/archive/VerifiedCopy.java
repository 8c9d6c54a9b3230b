package io.tocsin.web.assembly.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/** Copies a backup at rest file by file and compares each with the manifest. */
public final class VerifiedCopy {
  private VerifiedCopy() {}

  /** A BackupFailedException at the first file that is missing, different or not named. */
  public static void of(Path backup, Manifest manifest, FolderTree into, LongConsumer progress)
      throws IOException {
    refuseWhatIsNotNamed(backup, manifest);
    SummedCopy copy = new SummedCopy(into, progress);
    for (Manifest.Entry expected : manifest.files()) {
      try (InputStream file = Files.newInputStream(backup.resolve(expected.path()))) {
        Manifest.Entry found = copy.put(expected.path(), file);
        if (!found.equals(expected)) {
          throw new BackupFailedException(
              "the backup is damaged: "
                  + expected.path()
                  + (found.bytes() == expected.bytes()
                      ? " does not have the content that was saved"
                      : " has " + found.bytes() + " bytes instead of " + expected.bytes()));
        }
      } catch (NoSuchFileException e) {
        throw new BackupFailedException(
            "the backup is damaged: " + expected.path() + " is missing");
      }
    }
  }

  private static void refuseWhatIsNotNamed(Path backup, Manifest manifest) throws IOException {
    Set<String> named = new HashSet<>(Set.of(Manifest.NAME));
    manifest.files().forEach(file -> named.add(file.path()));
    for (String path : new FolderTree(backup).files()) {
      if (!named.contains(path)) {
        throw new BackupFailedException(
            "the backup holds " + path + ", which its manifest does not name");
      }
    }
  }
}
