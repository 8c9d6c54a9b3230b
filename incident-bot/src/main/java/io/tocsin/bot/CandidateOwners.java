package io.tocsin.bot;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.OwnerResolver;
import java.util.function.Function;

/**
 * Whom settings name as owners, for a while. Repositories that are open already are read as they
 * are; others are opened, and mirrored beside those of the server.
 */
final class CandidateOwners {
  private static final String MIRRORS = "backtest";

  private final BotConfig running;
  private final Ownership open;

  /**
   * @param open made of {@code running}
   */
  CandidateOwners(BotConfig running, Ownership open) {
    this.running = running;
    this.open = open;
  }

  <T> T with(BotConfig candidate, Function<OwnerResolver, T> work) {
    if (candidate.codeowners().equals(running.codeowners())) {
      return work.apply(open.patient(candidate.fallbackTeam()));
    }
    try (Ownership own =
        Ownership.of(
            candidate.codeowners().mirroredIn(MIRRORS),
            candidate.fallbackTeam(),
            OwnCode.byDefault())) {
      own.repositories().start();
      own.repositories().awaitOpened();
      return work.apply(own.patient(candidate.fallbackTeam()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("ended while repositories were opened", e);
    }
  }
}
