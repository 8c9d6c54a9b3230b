package io.tocsin.storage.profile;

/**
 * How much memory one hour of one service may take.
 *
 * @param entryBytes for its recordings, estimated; more are refused
 */
record HourLimits(PathLimits paths, long entryBytes) {
  /** Half of the memory for paths, a quarter for recordings: a writer and a reader both fit. */
  static HourLimits of(ProfileCatalogueConfig config) {
    return new HourLimits(
        new PathLimits(config.maxPaths(), config.maxFrames(), config.cacheBytes() / 2),
        config.cacheBytes() / 4);
  }
}
