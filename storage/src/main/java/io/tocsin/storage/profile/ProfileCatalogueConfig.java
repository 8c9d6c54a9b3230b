package io.tocsin.storage.profile;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code storage.profiles}: merged call stacks by service and time. */
public record ProfileCatalogueConfig(
    @Setting(
            doc =
                "How long merged call stacks are kept, by the time at which they were sampled."
                    + " Recordings from before are not taken.",
            def = "14d")
        Duration keepFor,
    @Setting(
            doc =
                "Bytes on disk that merged call stacks may take. Past it, the oldest hours of the"
                    + " tenant that holds most go, and are counted.",
            def = "10737418240")
        long maxBytes,
    @Setting(
            doc = "Services of one tenant whose profiles are kept in one hour; more are refused.",
            def = "1000")
        int maxServices,
    @Setting(
            doc =
                "Bytes of memory for hours in use; the least used go first. The call paths of one hour of"
                    + " one service may take half of it and its recordings a quarter: stacks past"
                    + " that are kept as one, (other), recordings past that are refused.",
            def = "134217728")
        long cacheBytes,
    @Setting(
            doc =
                "Call paths of one service in one hour, counted by method called from a path;"
                    + " stacks that would need more are kept as one, (other), and counted.",
            def = "1000000")
        int maxPaths,
    @Setting(
            doc =
                "Distinct frames of one service in one hour; stacks with more are kept as one,"
                    + " (other), and counted.",
            def = "100000")
        int maxFrames) {
  public ProfileCatalogueConfig {
    if (keepFor.compareTo(Duration.ofHours(1)) < 0) {
      throw new InvalidSettingException("keep_for", keepFor, "1h or longer");
    }
    requireRange("max_bytes", maxBytes, 1 << 16, 1L << 50);
    requireRange("max_services", maxServices, 1, 1_000_000);
    requireRange("cache_bytes", cacheBytes, 1 << 20, 1L << 40);
    requireRange("max_paths", maxPaths, 1_000, 100_000_000);
    requireRange("max_frames", maxFrames, 1_000, 10_000_000);
  }

  public static ProfileCatalogueConfig defaults() {
    return new ProfileCatalogueConfig(
        Duration.ofDays(14), 10L << 30, 1_000, 128L << 20, 1_000_000, 100_000);
  }
}
