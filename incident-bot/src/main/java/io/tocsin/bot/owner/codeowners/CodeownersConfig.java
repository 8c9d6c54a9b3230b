package io.tocsin.bot.owner.codeowners;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.source.SourceConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Owners from git repositories. */
public record CodeownersConfig(
    @Setting(doc = "Repositories by service; the first that matches a service is asked.")
        List<RepositoryConfig> repositories,
    @Setting(doc = "Where repositories that have an address are mirrored.", def = "data/git")
        Path cacheFolder,
    @Setting(doc = "How often mirrors are brought up to date.", def = "5m") Duration refresh,
    @Setting(
            doc =
                "How long a ticket waits for its owner, and at most four times as long for its turn"
                    + " where many come at once. What takes longer goes on, and the author follows"
                    + " by the ticket's one edit.",
            def = "200ms")
        Duration deadline,
    @Setting(doc = "How long blame may work on one file; then nobody is named.", def = "20s")
        Duration blameLimit,
    @Setting(doc = "Files whose blame is kept, by commit.", def = "256") int cachedFiles,
    @Setting(doc = "Names or addresses of people who have left; the next in the chain is named.")
        List<String> peopleLeft) {
  public CodeownersConfig {
    repositories = List.copyOf(repositories);
    peopleLeft = List.copyOf(peopleLeft);
    require("refresh", refresh, Duration.ofSeconds(1), Duration.ofDays(1));
    require("deadline", deadline, Duration.ofMillis(1), Duration.ofSeconds(10));
    require("blame_limit", blameLimit, Duration.ofMillis(1), Duration.ofMinutes(10));
    requireRange("cached_files", cachedFiles, 1, 100_000);
  }

  /** The same with mirrors of its own, in a folder below the usual one. */
  public CodeownersConfig mirroredIn(String folder) {
    return new CodeownersConfig(
        repositories,
        cacheFolder.resolve(folder),
        refresh,
        deadline,
        blameLimit,
        cachedFiles,
        peopleLeft);
  }

  /** What of it concerns the repositories themselves. */
  public SourceConfig source() {
    return new SourceConfig(
        repositories, cacheFolder, refresh, blameLimit, cachedFiles, peopleLeft);
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
