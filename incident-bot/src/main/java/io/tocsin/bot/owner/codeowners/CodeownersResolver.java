package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.loop.Urgency;
import io.tocsin.bot.source.People;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.source.SourceRepository;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owners from CODEOWNERS and blame. A search never takes longer than the deadline: then it answers
 * with the team, where that is known, while blame goes on and is there for the next who asks.
 */
public final class CodeownersResolver implements OwnerResolver, Component {
  private static final Logger LOG = LoggerFactory.getLogger(CodeownersResolver.class);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 100;

  /** Where many are asked for at once, each waits at most for so many before it. */
  private static final int IN_LINE = 4;

  private final CodeownersConfig config;
  private final Repositories repositories;
  private final OwnerSearch search;
  private final ThreadPoolExecutor searchers;

  public CodeownersResolver(
      CodeownersConfig config, Repositories repositories, CodeownersTexts texts, OwnCode own) {
    this.config = config;
    this.repositories = repositories;
    this.search = new OwnerSearch(texts, own, new People(config.peopleLeft()));
    this.searchers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Urgency.urgentOnes("tocsin-owner-search").factory());
  }

  @Override
  public void start() {
    // By this thread, as whoever searches first may be a patient one.
    searchers.prestartAllCoreThreads();
  }

  @Override
  public Optional<Owner> ownerOf(Incident incident) {
    return ownerOf(incident, config.deadline());
  }

  /** The same for whoever does not keep a ticket waiting. */
  public OwnerResolver patient(Duration deadline) {
    return incident -> ownerOf(incident, deadline);
  }

  private Optional<Owner> ownerOf(Incident incident, Duration deadline) {
    Optional<RepositoryConfig> configured =
        repositories.of(incident.tenant(), incident.source().service());
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    AtomicReference<@Nullable Owner> team = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    try {
      Future<Optional<Owner>> found =
          searchers.submit(() -> {
            begun.countDown();
            return find(configured.get(), incident, team::set);
          });
      if (!begun.await(IN_LINE * deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        found.cancel(false);
        return Optional.empty();
      }
      return found.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
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
    repositories.awaitOpened();
    SourceRepository repository = repositories.get(configured);
    String built = incident.facts().revision();
    if (repository != null && built != null && !repository.has(built)) {
      // A release newer than the last fetch. The ticket does not wait for the network.
      repositories.fetchSoon(configured);
    }
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
    return repositories.health();
  }

  @Override
  public void close() {
    searchers.shutdownNow();
  }
}
