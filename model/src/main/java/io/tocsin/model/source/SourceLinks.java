package io.tocsin.model.source;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a browser shows source: addresses of lines and commits on the host of a repository. */
public interface SourceLinks {
  /** Knows none. */
  SourceLinks NONE =
      new SourceLinks() {
        @Override
        public Map<Frame, String> lines(
            TenantId tenant, String service, @Nullable String revision, Collection<Frame> frames) {
          return Map.of();
        }

        @Override
        public Optional<String> commit(TenantId tenant, String service, String commit) {
          return Optional.empty();
        }
      };

  /**
   * The addresses of frames' lines, as the commit that the service was built from has them. Frames
   * whose file that commit does not have are left out, and all of them where nobody said how such
   * an address is made.
   *
   * @param revision as the service says; where it is null or not known, HEAD, as owners are
   */
  Map<Frame, String> lines(
      TenantId tenant, String service, @Nullable String revision, Collection<Frame> frames);

  /** The address of a commit. */
  Optional<String> commit(TenantId tenant, String service, String commit);
}
