package io.tocsin.model.release;

import io.tocsin.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which versions of which services were seen. */
public interface ReleaseStore {
  /** Adds it, or widens the time of the one that is known. */
  void seen(List<Release> releases);

  /**
   * The one that was seen last first.
   *
   * @param service null for all
   * @param environment null for all
   */
  List<Release> releases(
      TenantId tenant, @Nullable String service, @Nullable String environment, int limit);
}
