package io.tocsin.storage.blob;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code storage.blobs}: recordings and other files as they were uploaded. */
public record FilesBlobConfig(
    @Setting(
            doc =
                "How long recordings and other files are kept as they were uploaded. They go by"
                    + " whole UTC days, each once all of it is older.",
            def = "7d")
        Duration keepFor,
    @Setting(
            doc =
                "Bytes on disk that all of them may take. Past it, the oldest of the tenant that"
                    + " holds most go, and are counted.",
            def = "10737418240")
        long maxBytes) {
  private static final long TIB = 1L << 40;

  public FilesBlobConfig {
    if (keepFor.compareTo(Duration.ofDays(1)) < 0) {
      throw new InvalidSettingException("keep_for", keepFor, "1d or longer");
    }
    requireRange("max_bytes", maxBytes, 1 << 16, 1_024 * TIB);
  }

  public static FilesBlobConfig defaults() {
    return new FilesBlobConfig(Duration.ofDays(7), 10L << 30);
  }
}
