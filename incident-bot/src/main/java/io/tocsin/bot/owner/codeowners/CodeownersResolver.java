package io.tocsin.bot.owner.codeowners;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owners from CODEOWNERS and blame. Never takes longer than the deadline: then it answers with the
 * team, where that is known, while blame goes on and is there for the next who asks.
 */
public final class CodeownersResolver implements OwnerResolver, Component {
  private static final Logger LOG = LoggerFactory.getLogger(CodeownersResolver.class);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 100;

  private final CodeownersConfig config;
  private final Repositories repositories;
  private final OwnerSearch search;
  private final ThreadPoolExecutor searchers;
  private final ScheduledExecutorService refresher;
  private final CountDownLatch opened = new CountDownLatch(1);

  public CodeownersResolver(CodeownersConfig config, OwnCode own) {
    this.config = config;
    this.repositories = new Repositories(config);
    this.search =
        new OwnerSearch(
            own, config.peopleLeft().stream().map(p -> p.toLowerCase(Locale.ROOT)).toList());
    this.searchers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("tocsin-owner-search-", 0).daemon().factory());
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tocsin-git-refresh").daemon().factory());
  }

  @Override
  public void start() {
    if (!config.repositories().isEmpty()) {
      refresher.scheduleWithFixedDelay(
          this::refresh, 0, config.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void refresh() {
    try {
      repositories.refresh();
      boolean first = opened.getCount() > 0;
      opened.countDown();
      if (first) {
        config.repositories().forEach(this::warmUp);
      }
    } catch (RuntimeException e) {
      LOG.warn("Repositories could not be refreshed; tried again", e);
    }
  }

  /** The first tree and the first blame load half of JGit: not while a ticket waits. */
  private void warmUp(RepositoryConfig configured) {
    SourceRepository repository = repositories.get(configured);
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
      tree.owners().skipped().forEach(line -> LOG.warn("{} CODEOWNERS {}", configured.git(), line));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} could not be read", configured.git(), e);
    }
  }

  @Override
  public Optional<Owner> ownerOf(Incident incident) {
    Optional<RepositoryConfig> configured = repositories.of(incident.source().service());
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    AtomicReference<@Nullable Owner> team = new AtomicReference<>();
    try {
      Future<Optional<Owner>> found =
          searchers.submit(() -> find(configured.get(), incident, team::set));
      return found.get(config.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      return Optional.ofNullable(team.get());
    } catch (ExecutionException e) {
      LOG.warn("{}: its owner could not be looked up", incident.name(), e.getCause());
      return Optional.ofNullable(team.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Owner> find(
      RepositoryConfig configured, Incident incident, Consumer<Owner> teamKnown)
      throws IOException, InterruptedException {
    opened.await();
    SourceRepository repository = repositories.get(configured);
    return repository == null
        ? Optional.empty()
        : search.find(repository, configured.folder(), incident, teamKnown);
  }

  @Override
  public Health health() {
    List<String> troubles = repositories.troubles();
    if (!troubles.isEmpty()) {
      return Health.degraded("owners are not known: " + String.join("; ", troubles));
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
    searchers.shutdownNow();
    repositories.close();
  }
}
