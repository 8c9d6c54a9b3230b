package io.tocsin.bot.source;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.source.SourceLinks;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses by the templates of the repositories' settings. Asks no network, and nobody waits for a
 * repository that is not open yet: then there are no links.
 */
public final class RepositoryLinks implements SourceLinks {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryLinks.class);

  private final Repositories repositories;

  public RepositoryLinks(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public Map<Frame, String> lines(
      TenantId tenant, String service, @Nullable String revision, Collection<Frame> frames) {
    RepositoryConfig configured = repositories.of(tenant, service).orElse(null);
    LinkTemplate template = configured == null ? null : configured.fileLink();
    SourceRepository repository =
        configured == null || template == null ? null : repositories.get(configured);
    if (configured == null || template == null || repository == null || frames.isEmpty()) {
      return Map.of();
    }
    try {
      ObjectId commit = repository.revision(revision).commit();
      SourceTree tree = repository.tree(commit, configured.folder());
      Map<Frame, String> links = new HashMap<>();
      for (Frame frame : frames) {
        tree.placeOf(frame)
            .map(place -> template.file(commit.name(), place.path(), frame.line()))
            .ifPresent(link -> links.put(frame, link));
      }
      return links;
    } catch (IOException | RuntimeException e) {
      // JGit throws unchecked ones too, as of a damaged pack: pages and tickets do without links.
      LOG.warn("{}: its source cannot be pointed at", service, e);
      return Map.of();
    }
  }

  @Override
  public Optional<String> commit(TenantId tenant, String service, String commit) {
    return repositories
        .of(tenant, service)
        .map(RepositoryConfig::commitLink)
        .filter(template -> LinkTemplate.isCommit(commit))
        .map(template -> template.commit(commit));
  }
}
