package io.tocsin.bot;

import io.tocsin.bot.owner.codeowners.CodeownersResolver;
import io.tocsin.bot.owner.codeowners.CodeownersTexts;
import io.tocsin.bot.source.Repositories;
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
  private final Repositories open;

  /**
   * @param open those of {@code running}
   */
  CandidateOwners(BotConfig running, Repositories open) {
    this.running = running;
    this.open = open;
  }

  <T> T with(BotConfig candidate, CodeownersTexts texts, Function<OwnerResolver, T> work) {
    if (candidate.codeowners().equals(running.codeowners())) {
      return over(open, candidate, texts, work);
    }
    try (Repositories own = new Repositories(candidate.codeowners().mirroredIn(MIRRORS).source())) {
      own.start();
      own.awaitOpened();
      return over(own, candidate, texts, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("ended while repositories were opened", e);
    }
  }

  private static <T> T over(
      Repositories repositories,
      BotConfig candidate,
      CodeownersTexts texts,
      Function<OwnerResolver, T> work) {
    Ownership owners =
        Ownership.over(
            repositories,
            candidate.codeowners(),
            texts,
            candidate.fallbackTeam(),
            OwnCode.byDefault());
    try (CodeownersResolver searching = owners.codeowners()) {
      searching.start();
      return work.apply(owners.patient(candidate.fallbackTeam()));
    }
  }
}
