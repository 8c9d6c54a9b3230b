package io.tocsin.demo.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.load.LoadTest;
import io.tocsin.demo.load.Misfortune;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.ThrowingPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BankFaultsTest {
  private static final long SEED = 7;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @TempDir private static Path folder;

  private static BankUnderTest bank;
  private static Plan plan;
  private static BankRepository history;
  private static Git repository;
  private static final Map<ThrowingPlace, PlannedException> FAULTS =
      new EnumMap<>(ThrowingPlace.class);

  @BeforeAll
  static void start() throws Exception {
    bank = new BankUnderTest(folder);
    plan = Plan.of(SEED, ThrowingPlace.values().length);
    plan.exceptions().forEach(fault -> FAULTS.put(fault.place(), fault));
    history = BankRepository.write(folder.resolve("bank"), plan, Instant.now());
    repository = Git.open(history.folder().toFile());
  }

  @AfterAll
  static void stop() {
    repository.close();
    history.close();
    bank.close();
  }

  @ParameterizedTest
  @EnumSource
  void place_hitByItsData_failsThereAsPlannedAndByItsAuthor(ThrowingPlace place) throws Exception {
    PlannedException fault = FAULTS.get(place);
    try (Throwables throwables = new Throwables()) {
      Instant before = Instant.now();
      new Misfortune(bank.client()).strike(fault);
      await().dontCatchUncaughtExceptions().until(() -> !throwables.seen().isEmpty());

      Throwables.Seen seen = throwables.seen().element();
      StackTraceElement culprit = seen.culprit();
      assertThat(culprit.getClassName() + '.' + culprit.getMethodName())
          .isEqualTo(place.code().culprit());
      assertThat(seen.root().getClass().getSimpleName()).isEqualTo(place.exception());
      assertThat(seen.logger()).satisfies(logger -> endsAsPlanned(place, logger));
      if (place.ending().uncaught()) {
        assertThat(seen.mdc()).as("the thread's MDC at its end").isEmpty();
      }
      assertThat(authorOf(place, culprit.getLineNumber()).getEmailAddress())
          .isEqualTo(plan.staff().author(place).address());
      OptionalLong entered =
          bank.steps(place.service()).last(fault.errand().operationId(), place.step());
      assertThat(entered.orElseThrow()).isBetween(nanos(before), nanos(Instant.now()));
    }
  }

  @Test
  void traffic_overEveryDesk_failsNowhere() throws Exception {
    try (Throwables throwables = new Throwables();
        Traffic traffic = new Traffic(bank.client(), SEED)) {
      traffic.start();
      await().atMost(Duration.ofMinutes(2)).until(() -> traffic.done() >= 150);
      assertThat(traffic.failed()).isZero();
      assertThat(throwables.seen()).isEmpty();
    }
  }

  @Test
  void loadTest_besideTheEveryday_failsNowhere() throws Exception {
    try (LoadTest loadTest = new LoadTest(bank.client(), SEED)) {
      loadTest.start();
      await().atMost(Duration.ofMinutes(2)).until(() -> loadTest.done() >= 20);
      assertThat(loadTest.failed()).isZero();
    }
  }

  private static void endsAsPlanned(ThrowingPlace place, String logger) {
    switch (place.ending()) {
      case ADVICE -> assertThat(logger).endsWith("AccountsAdvice");
      case ASYNC -> assertThat(logger).endsWith("AsyncUncaughtExceptionHandler");
      case CONTAINER -> assertThat(logger).contains("[dispatcherServlet]");
      case THREAD, EXECUTE, FORK_JOIN, VIRTUAL -> assertThat(logger).isNull();
    }
  }

  private static PersonIdent authorOf(ThrowingPlace place, int line) throws Exception {
    return repository
        .blame()
        .setStartCommit(ObjectId.fromString(history.deployed()))
        .setFilePath(place.code().path())
        .call()
        .getSourceAuthor(line - 1);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }
}
