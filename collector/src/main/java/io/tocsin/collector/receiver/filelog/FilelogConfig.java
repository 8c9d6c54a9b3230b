package io.tocsin.collector.receiver.filelog;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.collector.receiver.filelog.file.FileTableConfig;
import io.tocsin.collector.receiver.filelog.file.Globs;
import io.tocsin.collector.receiver.filelog.file.Problems;
import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code collector.receivers.filelog.NAME}; names as in the OpenTelemetry Collector. */
public record FilelogConfig(
    @Setting(
            doc =
                "Globs of files to read: `*` and `?` within a name, `**` across folders. Compressed"
                    + " files are left out.")
        List<String> include,
    @Setting(doc = "Globs of files to leave out.") List<String> exclude,
    @Setting(doc = "The tenant that the records belong to.", def = "default") String tenant,
    @Setting(
            doc =
                "Where files begin that the very first search finds: `beginning`, or `end` for what"
                    + " is written from then on. Files that appear later are read from their"
                    + " start.",
            def = "end")
        StartAt startAt,
    @Setting(doc = "How records are written.") FormatConfig format,
    @Setting(doc = "Which lines are one record.") MultilineConfig multiline,
    @Setting(
            doc =
                "Attributes of the resource, such as `service.name: payments`. `${1}` to `${9}` are"
                    + " what the wildcards of the include glob stand for, `${file}` is the file's"
                    + " name.")
        Map<String, String> resource,
    @Setting(doc = "Whether the resource names the file, as `log.file.name`.", def = "true")
        boolean includeFileName,
    @Setting(doc = "Whether the resource names the file's path, as `log.file.path`.", def = "false")
        boolean includeFilePath,
    @Setting(
            doc =
                "Charset of the files. One in which a line ends with the byte 10, so not UTF-16."
                    + " Bytes that it has not become U+FFFD and are counted.",
            def = "utf-8")
        String encoding,
    @Setting(doc = "How often files are looked for and looked at.", def = "200ms")
        Duration pollInterval,
    @Setting(
            doc =
                "How long a last line without an end, or a last record that could go on, waits for"
                    + " more before it is taken as it is; `0ms`: for ever.",
            def = "500ms")
        Duration forceFlushPeriod,
    @Setting(
            doc = "Bytes kept of a line; the rest is passed over and the record counted as cut.",
            def = "1048576")
        int maxLineBytes,
    @Setting(doc = "First bytes of a file by which it is known again.", def = "1000")
        int fingerprintSize,
    @Setting(
            doc = "Files open at a time; past it the one that was quiet for longest is closed.",
            def = "1024")
        int maxConcurrentFiles,
    @Setting(
            doc = "Files found in one search; further ones are left out, counted, and shown.",
            def = "10000")
        int maxFiles,
    @Setting(
            doc =
                "How long a file that was renamed or deleted is still read, and looked for beside"
                    + " where it was.",
            def = "30s")
        Duration rotateWait,
    @Setting(doc = "How long a file that is gone is remembered.", def = "7d") Duration forgetAfter,
    @Setting(doc = "Bytes of one batch to the log, about.", def = "1048576") int batchBytes,
    @Setting(doc = "Records of one batch to the log.", def = "10000") int batchRecords) {

  /** Where reading begins. */
  public enum StartAt {
    BEGINNING,
    END
  }

  private static final int MAX_LINE = 16 << 20;

  public FilelogConfig {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    resource = Map.copyOf(resource);
    if (include.isEmpty()) {
      throw new InvalidSettingException(
          "include", "none", "at least one glob such as /var/log/app/*.log");
    }
    requireRange("max_line_bytes", maxLineBytes, 1, MAX_LINE);
    requireRange("fingerprint_size", fingerprintSize, 64, 65_536);
    requireRange("max_concurrent_files", maxConcurrentFiles, 2, 100_000);
    requireRange("max_files", maxFiles, 1, 1_000_000);
    requireRange("batch_bytes", batchBytes, 1_024, 32 << 20);
    requireRange("batch_records", batchRecords, 1, 100_000);
    requireTime("poll_interval", pollInterval, Duration.ofMillis(1), Duration.ofHours(1));
    requireTime("force_flush_period", forceFlushPeriod, Duration.ZERO, Duration.ofHours(1));
    requireTime("rotate_wait", rotateWait, Duration.ofMillis(1), Duration.ofDays(1));
    requireTime("forget_after", forgetAfter, Duration.ofMinutes(1), Duration.ofDays(365));
    charset(encoding);
    tenantOf(tenant);
    new Globs(include, exclude, maxFiles, new Problems());
    ResourceTemplate.check(include, resource);
  }

  private static void requireTime(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }

  private static TenantId tenantOf(String text) {
    try {
      return new TenantId(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("tenant", text, "1 to 63 of a-z, 0-9 and -");
    }
  }

  /** Lines are found before they are decoded. */
  private static Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      String sample = "{\"a\": 1}\n\tat b.C(D.java:1)";
      if (charset.canEncode()
          && Arrays.equals(sample.getBytes(charset), sample.getBytes(StandardCharsets.US_ASCII))) {
        return charset;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as one that cannot be used.
    }
    throw new InvalidSettingException(
        "encoding", name, "a charset that contains ASCII, such as utf-8, gbk, iso-8859-1");
  }

  Charset charset() {
    return charset(encoding);
  }

  TenantId tenantId() {
    return tenantOf(tenant);
  }

  FileTableConfig files() {
    return new FileTableConfig(
        fingerprintSize,
        maxFiles,
        maxConcurrentFiles,
        rotateWait,
        forgetAfter,
        startAt == StartAt.END,
        RecordCutter.IN_LINE);
  }
}
