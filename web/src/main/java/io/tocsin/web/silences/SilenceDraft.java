package io.tocsin.web.silences;

import io.tocsin.model.mute.Matcher;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A silence as somebody asks for it.
 *
 * @param id of the one to change; null for a new one
 * @param createdBy as he calls himself
 */
record SilenceDraft(
    @Nullable String id,
    List<Matcher> matchers,
    Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment) {
  SilenceDraft {
    matchers = List.copyOf(matchers);
  }
}
