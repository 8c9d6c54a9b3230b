package io.tocsin.collector.lookup;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180, UTF-8) whose first line names the columns. Read again when it has changed
 * and then stayed the same from one look to the next, so that one that is being written is not read
 * in halves.
 */
final class CsvAccounts implements AccountSource {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private record Stamp(long size, FileTime changed, @Nullable Object file) {}

  private final Path file;
  private @Nullable Stamp read;
  private @Nullable Stamp looked;

  CsvAccounts(Path file) {
    this.file = file;
  }

  @Override
  public boolean isStale(long sinceNanos) {
    Stamp now;
    try {
      now = stamp();
    } catch (IOException absent) {
      // Reading tells the reason.
      return true;
    }
    boolean settled = now.equals(looked) || read == null;
    looked = now;
    return settled && !now.equals(read);
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  @Override
  public void read(Rows rows) throws IOException {
    Stamp before = stamp();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser records = FORMAT.parse(text)) {
      if (!records.getHeaderNames().contains(LookupConfig.ACCOUNT)) {
        throw new IOException(
            file + ": columns " + records.getHeaderNames() + " (expected: account among them)");
      }
      for (CSVRecord record : records) {
        rows.row(
            text(record, LookupConfig.ACCOUNT),
            text(record, LookupConfig.TENANT_CODE),
            text(record, LookupConfig.TIER),
            text(record, LookupConfig.REGION));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!before.equals(stamp())) {
      throw new IOException(file + " changed while it was read");
    }
    read = before;
  }

  private static @Nullable String text(CSVRecord record, String column) {
    return record.isSet(column) ? record.get(column) : null;
  }
}
