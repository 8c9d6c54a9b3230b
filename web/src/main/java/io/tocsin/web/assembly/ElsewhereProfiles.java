package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** For a process without profiles: says so to whoever asks. */
final class ElsewhereProfiles implements ProfileSearch {
  @Override
  public Stacks stacks(ProfileQuery query) {
    throw elsewhere();
  }

  @Override
  public List<ProfileInfo> recordings(ProfileQuery query, int limit) {
    throw elsewhere();
  }

  @Override
  public Optional<byte[]> recording(TenantId tenant, String id) {
    throw elsewhere();
  }

  private static UncheckedIOException elsewhere() {
    return new UncheckedIOException(new IOException("profiles are in another process"));
  }
}
