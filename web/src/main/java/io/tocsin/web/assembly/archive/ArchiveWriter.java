package io.tocsin.web.assembly.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A folder as a zip stream, not compressed, as most of it is already; then the manifest with the
 * sums of what was sent.
 */
public final class ArchiveWriter {
  private final FolderTree tree;
  private final List<String> files;
  private final String version;
  private final Instant takenAt;
  private final boolean keys;

  public ArchiveWriter(
      FolderTree tree, List<String> files, String version, Instant takenAt, boolean keys) {
    this.tree = tree;
    this.files = List.copyOf(files);
    this.version = version;
    this.takenAt = takenAt;
    this.keys = keys;
  }

  public void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    List<Manifest.Entry> entries = new ArrayList<>();
    for (String path : files) {
      zip.putNextEntry(entry(path));
      try (InputStream file = Files.newInputStream(tree.root().resolve(path));
          DigestInputStream digested = new DigestInputStream(file, Sums.sha256())) {
        long bytes = digested.transferTo(zip);
        entries.add(
            new Manifest.Entry(
                path, bytes, HexFormat.of().formatHex(digested.getMessageDigest().digest())));
      }
      zip.closeEntry();
    }
    zip.putNextEntry(entry(Manifest.NAME));
    zip.write(new Manifest(Manifest.FORMAT, version, takenAt, keys, entries).json());
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }

  private ZipEntry entry(String path) {
    ZipEntry entry = new ZipEntry(path);
    entry.setTime(takenAt.toEpochMilli());
    return entry;
  }
}
