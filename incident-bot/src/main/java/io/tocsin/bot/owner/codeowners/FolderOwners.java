package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.source.SourceRepository;
import io.tocsin.bot.source.SourceTree;
import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.ServiceOwners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns a service as a whole: the team that CODEOWNERS names for most of the source files of its
 * folder. That is the one that the repository is configured with, else one that is named like the
 * service, else all of the repository.
 */
public final class FolderOwners implements ServiceOwners {
  private static final Logger LOG = LoggerFactory.getLogger(FolderOwners.class);

  /** So many, spread over all, tell whose most are; a ticket waits for the answer. */
  private static final int MAX_FILES = 200;

  private static final int MAX_KNOWN = 1_000;

  private final Repositories repositories;
  private final CodeownersTexts texts;
  private final @Nullable String fallbackTeam;
  private final Map<Key, Optional<Owner>> known = new HashMap<>();

  private record Key(RepositoryConfig repository, String commit, String service) {}

  /**
   * @param fallbackTeam owns what no repository knows; null for nobody
   */
  public FolderOwners(
      Repositories repositories, CodeownersTexts texts, @Nullable String fallbackTeam) {
    this.repositories = repositories;
    this.texts = texts;
    this.fallbackTeam = fallbackTeam;
  }

  @Override
  public Optional<Owner> ownerOf(TenantId tenant, String service) {
    return fromRepository(tenant, service)
        .or(() -> Optional.ofNullable(fallbackTeam).map(FolderOwners::fallback));
  }

  private static Owner fallback(String team) {
    return new Owner(
        team, null, List.of("fallback_team of the settings: no source of ownership knows"));
  }

  /** Empty where no repository is configured, open or says who. */
  Optional<Owner> fromRepository(TenantId tenant, String service) {
    Optional<RepositoryConfig> configured = repositories.of(tenant, service);
    SourceRepository repository = configured.isEmpty() ? null : repositories.get(configured.get());
    if (repository == null) {
      return Optional.empty();
    }
    try {
      SourceRepository.Revision head = repository.revision(null);
      SourceTree tree = repository.tree(head.commit(), configured.get().folder());
      Key key = new Key(configured.get(), tree.commit(), service);
      synchronized (known) {
        if (known.size() >= MAX_KNOWN) {
          known.clear();
        }
        return known.computeIfAbsent(key, k -> mostOwned(tree, service));
      }
    } catch (IOException e) {
      LOG.warn("{}: its owner could not be looked up", service, e);
      return Optional.empty();
    }
  }

  private Optional<Owner> mostOwned(SourceTree tree, String service) {
    CodeownersFile codeowners = CodeownersFile.parse(texts.of(service, tree));
    List<String> all = tree.byFileName().values().stream().flatMap(List::stream).sorted().toList();
    List<String> named = all.stream().filter(path -> isIn(path, service)).toList();
    List<String> files = spread(named.isEmpty() ? all : named);
    Map<String, List<CodeownersFile.Match>> byTeam = new HashMap<>();
    for (String file : files) {
      codeowners
          .match(file)
          .ifPresent(match -> {
            String team = OwnerSearch.team(match.owners());
            if (team != null) {
              byTeam.computeIfAbsent(team, t -> new ArrayList<>()).add(match);
            }
          });
    }
    return byTeam.entrySet().stream()
        .max(
            Map.Entry.<String, List<CodeownersFile.Match>>comparingByValue(
                    (one, other) -> Integer.compare(one.size(), other.size()))
                .thenComparing(Map.Entry.comparingByKey()))
        .map(most -> owner(most.getKey(), most.getValue(), files.size(), service));
  }

  private static List<String> spread(List<String> files) {
    int step = (files.size() + MAX_FILES - 1) / MAX_FILES;
    return step <= 1
        ? files
        : IntStream.range(0, files.size() / step).mapToObj(i -> files.get(i * step)).toList();
  }

  private static Owner owner(
      String team, List<CodeownersFile.Match> matches, int files, String service) {
    return new Owner(
        team,
        null,
        List.of(
            "owns "
                + matches.size()
                + " of "
                + files
                + (files == 1 ? " source file" : " source files")
                + " of "
                + service,
            matches.getFirst().because()));
  }

  /** Below a folder of that name, at any depth. */
  private static boolean isIn(String path, String service) {
    return path.startsWith(service + '/') || path.contains('/' + service + '/');
  }
}
