package io.tocsin.bot;

import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.owner.codeowners.CodeownersResolver;
import io.tocsin.bot.owner.codeowners.CodeownersTexts;
import io.tocsin.bot.owner.codeowners.FolderOwners;
import io.tocsin.bot.owner.codeowners.ServiceOwnerResolver;
import io.tocsin.bot.source.Repositories;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.OwnerResolver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom settings name as owners: of the code at fault, else of most of the service's code, else the
 * fallback team. A new source of ownership is a package of its own and a line here.
 */
record Ownership(Repositories repositories, CodeownersResolver codeowners, FolderOwners services) {
  /** For owners that no ticket waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  static Ownership of(CodeownersConfig config, @Nullable String fallbackTeam, OwnCode own) {
    return over(
        new Repositories(config.source()),
        config,
        CodeownersTexts.OF_REPOSITORIES,
        fallbackTeam,
        own);
  }

  /** Of repositories that somebody else opens and closes. */
  static Ownership over(
      Repositories repositories,
      CodeownersConfig config,
      CodeownersTexts texts,
      @Nullable String fallbackTeam,
      OwnCode own) {
    return new Ownership(
        repositories,
        new CodeownersResolver(config, repositories, texts, own),
        new FolderOwners(repositories, texts, fallbackTeam));
  }

  /** For a ticket that waits. */
  OwnerResolver prompt(@Nullable String fallbackTeam) {
    return chain(codeowners, fallbackTeam);
  }

  OwnerResolver patient(@Nullable String fallbackTeam) {
    return chain(codeowners.patient(PATIENCE), fallbackTeam);
  }

  private OwnerResolver chain(OwnerResolver ofCode, @Nullable String fallbackTeam) {
    return new OwnerChain(List.of(ofCode, new ServiceOwnerResolver(services)), fallbackTeam);
  }
}
