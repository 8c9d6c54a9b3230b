package io.tocsin.web.assembly.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A backup's stream as it comes in, put into a folder and compared with its manifest. */
public final class Arrival {
  private Arrival() {}

  /**
   * On disk when it returns; a BackupFailedException where something is missing or different.
   *
   * @param into an empty folder
   */
  public static Manifest into(FolderTree into, InputStream stream, LongConsumer progress)
      throws IOException {
    List<Manifest.Entry> arrived = new ArrayList<>();
    SummedCopy copy = new SummedCopy(into, progress);
    ZipInputStream zip = new ZipInputStream(stream);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Manifest.requireWithin(entry.getName());
      if (entry.getName().equals(Manifest.NAME)) {
        byte[] json = zip.readAllBytes();
        Manifest manifest = Manifest.of(json);
        if (!manifest.files().equals(arrived)) {
          throw new BackupFailedException("what arrived is not what the manifest says");
        }
        copy.put(Manifest.NAME, new ByteArrayInputStream(json));
        into.forceFolders();
        return manifest;
      }
      arrived.add(copy.put(entry.getName(), zip));
    }
    throw new BackupFailedException(
        "the stream ended before the manifest, after " + arrived.size() + " files");
  }
}
