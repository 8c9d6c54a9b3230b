package io.tocsin.model.profile;

import io.tocsin.model.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Reading side of the profile catalogue. Safe for many threads. A store that cannot answer throws
 * {@link java.io.UncheckedIOException}, never gives an empty answer.
 */
public interface ProfileSearch {
  /** All samples that fit, merged; {@link Stacks#NONE} where there are none. */
  Stacks stacks(ProfileQuery query);

  /** Recordings that overlap the query's time, the newest first; the type must be among theirs. */
  List<ProfileInfo> recordings(ProfileQuery query, int limit);

  /** The JFR file as it was uploaded. */
  Optional<byte[]> recording(TenantId tenant, String id);
}
