package io.tocsin.model.mute;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to hear nothing of what matches, for a while. One that expired stays so, whatever
 * clocks say later.
 *
 * @param id a UUID; unguessable ones are not needed, every call names its tenant
 * @param matchers all must match
 * @param createdBy as whoever made it calls himself
 * @param comment why
 * @param expiredAt when somebody saw that it is over, or ended it; null while it is not
 */
public record Silence(
    String id,
    TenantId tenant,
    List<Matcher> matchers,
    Instant startsAt,
    Instant endsAt,
    Instant updatedAt,
    String createdBy,
    String comment,
    @Nullable Instant expiredAt) {
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED
  }

  public Silence {
    matchers = List.copyOf(matchers);
  }

  public State state(Instant now) {
    if (expiredAt != null || !now.isBefore(endsAt)) {
      return State.EXPIRED;
    }
    return now.isBefore(startsAt) ? State.PENDING : State.ACTIVE;
  }

  /** It is over, for good. */
  public Silence expired(Instant now) {
    return new Silence(
        id,
        tenant,
        matchers,
        startsAt,
        now.isBefore(endsAt) ? now : endsAt,
        now,
        createdBy,
        comment,
        now);
  }
}
