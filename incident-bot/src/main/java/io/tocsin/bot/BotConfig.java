package io.tocsin.bot;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.detector.latency.LatencyConfig;
import io.tocsin.bot.detector.leak.LeakConfig;
import io.tocsin.bot.evidence.EvidenceConfig;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.FilingTimes;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.tracker.builtin.BuiltInTrackerConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bot: signals to incidents, owners and tickets. */
public record BotConfig(
    @Setting(doc = "The tracker that tickets are filed in.") BuiltInTrackerConfig tracker,
    @Setting(doc = "How tickets are filed.") FilingConfig filing,
    @Setting(doc = "How endpoints that became slow are found.") LatencyConfig latency,
    @Setting(doc = "Which masked values are worth a ticket.") LeakConfig leak,
    @Setting(doc = "Owners from git repositories.") CodeownersConfig codeowners,
    @Setting(doc = "How evidence is looked for that comes after the ticket.")
        EvidenceConfig evidence,
    @Setting(doc = "Team that owns what no source of ownership knows. Absent: nobody.")
        @Nullable String fallbackTeam,
    @Setting(doc = "How often to look for signals when no bell rings.", def = "5s") Duration sweep,
    @Setting(doc = "Signals taken in one round at most.", def = "500") int batch) {
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);
  private static final int REQUESTS_IN_A_LEASE = 3;

  public BotConfig {
    if (sweep.compareTo(Duration.ofMillis(10)) < 0 || sweep.compareTo(LONGEST_SWEEP) > 0) {
      throw new InvalidSettingException("sweep", sweep, "10ms to " + LONGEST_SWEEP);
    }
    requireRange("batch", batch, 1, 10_000);
    Duration least = tracker.requestTimeout().multipliedBy(REQUESTS_IN_A_LEASE);
    if (filing.lease().compareTo(least) < 0) {
      throw new InvalidSettingException(
          "filing.lease", filing.lease(), "at least three tracker.request_timeout, " + least);
    }
  }

  /** What the filer must know of the tracker. */
  public FilingTimes times() {
    return new FilingTimes(
        filing.lease(), tracker.requestTimeout(), tracker.indexLag(), filing.lookAgain());
  }
}
