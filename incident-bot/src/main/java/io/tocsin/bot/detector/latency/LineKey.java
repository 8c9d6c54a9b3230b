package io.tocsin.bot.detector.latency;

import org.jspecify.annotations.Nullable;

/**
 * One endpoint in one version.
 *
 * @param version empty where the service does not say
 */
record LineKey(EndpointKey endpoint, String version) {
  static LineKey of(EndpointKey endpoint, @Nullable String version) {
    return new LineKey(endpoint, version == null ? "" : version);
  }

  @Nullable String versionOrNull() {
    return version.isEmpty() ? null : version;
  }
}
