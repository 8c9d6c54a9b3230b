package io.tocsin.web.profiles;

import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.web.page.Link;
import java.time.Duration;

/** One recording as a list draws it. */
public record RecordingRow(ProfileInfo info) {
  public Duration length() {
    return Duration.between(info.from(), info.to());
  }

  /** The flame graph of what it holds. */
  public Link link() {
    return Link.to("/profiles")
        .and("service", info.source().service())
        .and("environment", info.source().environment())
        .and("instance", info.source().instance())
        .and("from", info.from().toString())
        .and("to", info.to().toString());
  }

  public String file() {
    return "/api/v1/profiles/recordings/" + info.id();
  }
}
