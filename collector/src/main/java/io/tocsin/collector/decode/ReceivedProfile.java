package io.tocsin.collector.decode;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.Recording;

/**
 * A profile of the log, as it came.
 *
 * @param info what its sender says; its types are known only once the recording is read
 * @param original the recording
 */
public record ReceivedProfile(
    io.tocsin.model.telemetry.RecordId record, ProfileInfo info, byte[] original) {
  public TenantId tenant() {
    return info.tenant();
  }

  /**
   * What was read from it.
   *
   * @param leftOut samples past the limit
   */
  public record Read(Recording recording, long leftOut) {}
}
