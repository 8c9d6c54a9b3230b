package io.tocsin.bot.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where source is, and how much of it is kept.
 *
 * @param cacheFolder where repositories that have an address are mirrored
 * @param refresh how often mirrors are brought up to date
 * @param blameLimit how long blame may work on one file, and the search for a commit altogether
 * @param cachedFiles files whose blame is kept, by commit
 * @param peopleLeft names or addresses of people who are not there any more
 */
public record SourceConfig(
    List<RepositoryConfig> repositories,
    Path cacheFolder,
    Duration refresh,
    Duration blameLimit,
    int cachedFiles,
    List<String> peopleLeft) {
  public SourceConfig {
    repositories = List.copyOf(repositories);
    peopleLeft = List.copyOf(peopleLeft);
  }
}
