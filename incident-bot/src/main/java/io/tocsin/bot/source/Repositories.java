package io.tocsin.bot.source;

import io.tocsin.bot.loop.Urgency;
import io.tocsin.bot.name.NamePattern;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured repositories, opened and mirrored: at the start, then by the clock, and where a
 * commit is asked for that the last fetch could not know. Safe for many threads.
 */
public final class Repositories implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);

  /** Fetches that somebody asks for: a commit that is nowhere must not make us ask all the time. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  private final SourceConfig config;
  private final Map<RepositoryConfig, SourceRepository> open = new ConcurrentHashMap<>();
  private final Map<RepositoryConfig, String> troubles = new ConcurrentHashMap<>();
  private final Map<RepositoryConfig, Long> fetched = new ConcurrentHashMap<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(Urgency.urgent("tocsin-git-refresh").factory());

  public Repositories(SourceConfig config) {
    this.config = config;
  }

  @Override
  public void start() {
    if (!config.repositories().isEmpty()) {
      refresher.scheduleWithFixedDelay(
          this::refresh, 0, config.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** That of a tenant's service; the first that fits. */
  public Optional<RepositoryConfig> of(TenantId tenant, String service) {
    return config.repositories().stream()
        .filter(r -> r.isOf(tenant) && NamePattern.fits(r.service(), service))
        .findFirst();
  }

  /** Waits until the first look at all of them is over; at once where there is none to open. */
  public void awaitOpened() throws InterruptedException {
    if (!config.repositories().isEmpty()) {
      opened.await();
    }
  }

  /** Null while it is not there, or not mirrored yet. */
  public @Nullable SourceRepository get(RepositoryConfig repository) {
    return open.get(repository);
  }

  /**
   * With that commit, where it can be had: fetched now if the mirror does not have it and no fetch
   * was made just before.
   */
  public @Nullable SourceRepository getWith(RepositoryConfig repository, @Nullable String commit) {
    SourceRepository there = open.get(repository);
    if (there == null || commit == null || there.has(commit)) {
      return there;
    }
    if (repository.isAddress() && !fetchedJustNow(repository)) {
      refresh(repository);
    }
    return open.get(repository);
  }

  /** The same without waiting: the next who asks will find it. */
  public void fetchSoon(RepositoryConfig repository) {
    if (repository.isAddress() && !fetchedJustNow(repository)) {
      try {
        refresher.execute(() -> {
          if (!fetchedJustNow(repository)) {
            refresh(repository);
          }
        });
      } catch (RejectedExecutionException closed) {
        LOG.debug("{} is not fetched: closed", repository.git());
      }
    }
  }

  private boolean fetchedJustNow(RepositoryConfig repository) {
    Long last = fetched.get(repository);
    return last != null && System.nanoTime() - last < BETWEEN_FETCHES.toNanos();
  }

  /** Opens what is not open, mirrors what has an address. */
  private void refresh() {
    boolean first = opened.getCount() > 0;
    config.repositories().forEach(this::refresh);
    opened.countDown();
    if (first) {
      config.repositories().forEach(this::warmUp);
    }
  }

  private synchronized void refresh(RepositoryConfig repository) {
    try {
      Path path =
          repository.isAddress()
              ? new Mirror(repository, config.cacheFolder()).bringUpToDate()
              : Path.of(repository.git());
      if (!open.containsKey(repository)) {
        open.put(repository, SourceRepository.open(path, config));
      }
      troubles.remove(repository);
    } catch (IOException | GitAPIException e) {
      troubles.put(repository, repository.git() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      // JGit throws unchecked ones too, as of a damaged configuration or pack: the others count.
      LOG.warn("{} could not be opened or fetched; tried again", repository.git(), e);
      troubles.put(repository, repository.git() + ": " + e);
    } finally {
      fetched.put(repository, System.nanoTime());
    }
  }

  /** The first tree and the first blame load half of JGit: not while a ticket waits. */
  private void warmUp(RepositoryConfig configured) {
    SourceRepository repository = open.get(configured);
    if (repository == null) {
      return;
    }
    try {
      SourceRepository.Revision head = repository.revision(null);
      SourceTree tree = repository.tree(head.commit(), configured.folder());
      Optional<String> some = tree.byFileName().values().stream().flatMap(List::stream).findFirst();
      if (some.isPresent()) {
        repository.blame(head.commit(), some.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} could not be read", configured.git(), e);
    }
  }

  /** What could not be opened or fetched, and why. */
  public List<String> troubles() {
    return List.copyOf(troubles.values());
  }

  @Override
  public Health health() {
    if (!troubles.isEmpty()) {
      return Health.degraded("cannot be read: " + String.join("; ", troubles()));
    }
    int count = config.repositories().size();
    if (count == 0) {
      return Health.up("no repositories are configured");
    }
    String verb = opened.getCount() == 0 ? "reads " : "is opening ";
    return Health.up(verb + count + (count == 1 ? " repository" : " repositories"));
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    open.values().forEach(SourceRepository::close);
    open.clear();
  }
}
