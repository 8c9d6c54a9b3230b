package io.tocsin.web.services;

import io.tocsin.model.incident.Owner;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.release.Release;
import io.tocsin.web.page.Link;
import io.tocsin.web.profiles.ProfileFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service in one environment as a list draws it.
 *
 * @param releases the one that was seen last first; empty where telemetry names no version
 * @param running those that are at work now
 * @param lastSeen null where only its incidents are known
 * @param open incidents that nobody closed
 * @param pace of its endpoints, the worst
 * @param profile newest recording; null without one
 */
public record ServiceRow(
    String service,
    String environment,
    List<Release> releases,
    List<Release> running,
    @Nullable Instant lastSeen,
    long open,
    Pace pace,
    @Nullable Owner owner,
    @Nullable ProfileInfo profile,
    Sparkline sparkline) {
  /** Of the pill: the worst that is known. */
  public String health() {
    if (open > 0) {
      return "trouble";
    }
    if (running.isEmpty() && lastSeen != null) {
      return "silent";
    }
    return pace.state().equals("slow") ? "slow" : "well";
  }

  /** Since when its newest version is at work; null where no version is known. */
  public @Nullable Instant since() {
    return running.isEmpty() ? null : running.getFirst().firstSeen();
  }

  /** The newest at work, else the newest of all; null where no version is known. */
  public @Nullable Release newest() {
    List<Release> among = running.isEmpty() ? releases : running;
    return among.isEmpty() ? null : among.getFirst();
  }

  public Link link() {
    return Link.to("/service").and("service", service).and("environment", environment);
  }

  public Link incidents() {
    return Link.to("/incidents").and("service", service).and("environment", environment);
  }

  public Link flameGraph() {
    return ProfileFilter.latest(service, environment);
  }
}
