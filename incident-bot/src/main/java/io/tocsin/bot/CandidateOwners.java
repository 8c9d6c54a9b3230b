package io.tocsin.bot;

import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.owner.codeowners.CodeownersResolver;
import io.tocsin.bot.owner.codeowners.FolderOwners;
import io.tocsin.bot.owner.codeowners.ServiceOwnerResolver;
import io.tocsin.bot.source.Repositories;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.OwnerResolver;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Whom settings name as owners, for a while. Repositories that are open already are read as they
 * are; others are opened, and mirrored beside those of the server.
 */
final class CandidateOwners {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String MIRRORS = "backtest";

  private final BotConfig running;
  private final OwnerResolver ofCode;
  private final FolderOwners ofServices;

  /**
   * @param running the settings that the other two were made of
   */
  CandidateOwners(BotConfig running, OwnerResolver ofCode, FolderOwners ofServices) {
    this.running = running;
    this.ofCode = ofCode;
    this.ofServices = ofServices;
  }

  <T> T with(BotConfig candidate, Function<OwnerResolver, T> work) {
    if (candidate.codeowners().equals(running.codeowners())) {
      return work.apply(
          new OwnerChain(
              List.of(ofCode, new ServiceOwnerResolver(ofServices)), candidate.fallbackTeam()));
    }
    CodeownersConfig config = candidate.codeowners().mirroredIn(MIRRORS);
    try (Repositories repositories = new Repositories(config.source());
        CodeownersResolver codeowners =
            new CodeownersResolver(config, repositories, OwnCode.byDefault())) {
      repositories.start();
      repositories.awaitOpened();
      return work.apply(
          new OwnerChain(
              List.of(
                  codeowners.patient(PATIENCE),
                  new ServiceOwnerResolver(
                      new FolderOwners(repositories, candidate.fallbackTeam()))),
              candidate.fallbackTeam()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("ended while repositories were opened", e);
    }
  }
}
