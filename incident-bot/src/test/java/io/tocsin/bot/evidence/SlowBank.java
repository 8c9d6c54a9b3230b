package io.tocsin.bot.evidence;

import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.ListedTelemetry;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryProfiles;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.owner.codeowners.CodeownersResolver;
import io.tocsin.bot.owner.codeowners.CodeownersTexts;
import io.tocsin.bot.owner.codeowners.FolderOwners;
import io.tocsin.bot.owner.codeowners.ServiceOwnerResolver;
import io.tocsin.bot.source.BankRepository;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.log.Position;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.release.Release;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transfers of a bank with a real repository: released, profiled, and slow or dead. */
final class SlowBank implements AutoCloseable {
  static final String FEES = "transfers/src/main/java/com/bank/transfers/FeeTable.java";
  static final String DESK = "transfers/src/main/java/com/bank/transfers/Desk.java";
  static final EvidenceConfig CONFIG =
      new EvidenceConfig(
          Duration.ofSeconds(50),
          Duration.ofMillis(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1));

  private static final OwnCode OWN = OwnCode.byDefault();
  private static final Source OLD = source("1.0.0", "i-1");
  private static final Source NEW = source("1.1.0", "i-2");

  Gathering gathering = incident -> true;
  final MutableClock clock = new MutableClock();
  final MemoryHouse house = new MemoryHouse(clock);
  final MemoryAudit audit = new MemoryAudit();
  final MemoryProfiles profiles = new MemoryProfiles();
  final MemoryReleases releases = new MemoryReleases();
  final ListedTelemetry telemetry = new ListedTelemetry();
  final BankRepository git;
  final String oldCommit;
  final String slowCommit;
  private final Repositories repositories;
  private final CodeownersResolver codeowners;
  private final CodeownersConfig config;
  private final FolderOwners services;
  private long offset;

  SlowBank(Path folder) throws Exception {
    git = new BankRepository(folder.resolve("bank"));
    git.commit(
        "dev-b",
        "CODEOWNERS",
        "* @bank/platform\n/transfers/ @bank/transfers\n**/FeeTable.java @bank/pricing\n");
    git.commit("dev-b", DESK, type("Desk", "post", "fees.rate(1);"));
    git.commit("dev-b", DESK.replace("Desk", "Limits"), type("Limits", "check", "amount < 9;"));
    oldCommit = git.commit("dev-b", FEES, type("FeeTable", "rate", "table.get(amount);"));
    git.commit("dev-c", DESK, type("Desk", "post", "fees.rate(2);"));
    slowCommit = git.commit("dev-a", FEES, type("FeeTable", "rate", "scan(all, amount);"));
    config =
        new CodeownersConfig(
            List.of(
                new RepositoryConfig(
                    "transfers", folder.resolve("bank").toString(), null, null, null, null, null)),
            folder.resolve("cache"),
            Duration.ofHours(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(120),
            16,
            List.of());
    repositories = new Repositories(config.source());
    repositories.start();
    codeowners = new CodeownersResolver(config, repositories, CodeownersTexts.OF_REPOSITORIES, OWN);
    services = new FolderOwners(repositories, CodeownersTexts.OF_REPOSITORIES, null);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> repositories.health().because().startsWith("reads"));
  }

  private static String type(String name, String method, String body) {
    return "package com.bank.transfers;\n\nclass %s {\n  void %s(int amount) {\n    %s\n  }\n}\n"
        .formatted(name, method, body);
  }

  private static Source source(String version, String instance) {
    return new Source("transfers", version, instance, "prod", null);
  }

  Investigator investigator() {
    return investigator(house);
  }

  Investigator investigator(IncidentJournal journal) {
    return new Investigator(
        CONFIG,
        new EvidencePorts(
            house,
            house,
            journal,
            audit,
            telemetry,
            profiles,
            releases,
            owners(),
            new SuspectSearch(repositories, config.source()),
            OWN,
            gathering,
            () -> List.of(Samples.TENANT)),
        new LocalBell(),
        clock);
  }

  private OwnerResolver owners() {
    return new OwnerChain(List.of(codeowners, new ServiceOwnerResolver(services)), null);
  }

  FolderOwners services() {
    return services;
  }

  /** 1.0.0 ran for an hour; 1.1.0 has come a minute ago. */
  void release() {
    releaseAfter(Duration.ofMinutes(59));
  }

  /** 1.0.0 ran so long; 1.1.0 has come a minute ago. */
  void releaseAfter(Duration life) {
    Instant now = clock.instant();
    Instant change = now.minusSeconds(60);
    releases.seen(
        List.of(
            release("1.0.0", oldCommit, change.minus(life), change),
            release("1.1.0", slowCommit, change, now)));
  }

  private static Release release(String version, String commit, Instant from, Instant to) {
    return new Release(Samples.TENANT, "transfers", "prod", version, commit, from, to);
  }

  /** What 1.0.0 did before the release: five minutes of cuts. */
  void profileOfBefore() {
    Instant end = clock.instant().minusSeconds(60);
    for (int cut = 1; cut <= 30; cut++) {
      profiles.add(
          OLD,
          end.minusSeconds(10L * cut),
          end.minusSeconds(10L * cut - 10),
          ProfileType.CPU,
          FeeStacks.work(5, 10));
    }
  }

  /** A cut of 1.1.0 that ends now. */
  void profileOfNow(int fees) {
    Instant now = clock.instant();
    profiles.add(NEW, now.minusSeconds(10), now, ProfileType.CPU, FeeStacks.work(fees, 10));
  }

  /** Waits of 1.1.0 for a lock within the last 50 s, in the fee table. */
  void locksOfNow(int waits) {
    Instant now = clock.instant();
    profiles.add(NEW, now.minusSeconds(10), now, ProfileType.LOCK, FeeStacks.locks(waits));
  }

  /** Of the slow request's trace; milliseconds after its begin. */
  void span(String id, @Nullable String parent, Span.Kind kind, String name, int from, int to) {
    long begin = Samples.nanos(clock.instant());
    telemetry.spans.add(
        new Span(
            new RecordId(1, new Position(1, telemetry.spans.size()), 0),
            Samples.TENANT,
            begin + from * 1_000_000L,
            begin + to * 1_000_000L,
            begin,
            NEW,
            Samples.TRACE,
            id,
            parent,
            name,
            kind,
            false,
            null,
            Business.NONE,
            null,
            -1,
            false,
            kind == Span.Kind.CLIENT ? Map.of("db.system.name", "postgresql") : Map.of()));
  }

  /** POST /transfers is slow since half a minute. */
  void slowdown(@Nullable String since) {
    String text =
        new Slowdown("P50", Duration.ofMillis(12), Duration.ofMillis(109), since).toString();
    happens(
        new FaultFacts(
            FaultFacts.Kind.SLOWDOWN,
            FaultFacts.SLOWDOWN,
            text,
            FaultFacts.SLOWDOWN,
            null,
            null,
            "",
            false,
            null,
            "POST /transfers",
            slowCommit,
            List.of("counted: operation POST /transfers")),
        clock.instant().minusSeconds(30));
  }

  /** A JVM of 1.1.0 died in the fee table. */
  void crash() {
    crash(slowCommit);
  }

  void crash(String revision) {
    happens(
        new FaultFacts(
            FaultFacts.Kind.CRASH,
            "SIGSEGV",
            "SEGV_MAPERR",
            "SIGSEGV",
            new Frame("com.bank.transfers.FeeTable", "rate", null, 0),
            "topmost own frame of the thread that died",
            "jvm.crash.SIGSEGV",
            false,
            null,
            null,
            revision,
            List.of()),
        clock.instant());
  }

  void exception() {
    happens(Samples.facts("no account"), clock.instant());
  }

  private void happens(FaultFacts facts, Instant at) {
    Position position = new Position(0, offset++);
    house.post(
        List.of(
            new Signal(
                SignalId.of(1, position, "test", "prod", Samples.print((int) offset)),
                Samples.TENANT,
                "test",
                Samples.print((int) offset),
                NEW,
                1,
                Samples.nanos(at),
                Samples.nanos(at),
                Samples.nanos(at),
                new RecordId(1, position, 0),
                facts.kind() == FaultFacts.Kind.SLOWDOWN ? Samples.TRACE : null,
                null,
                Set.of(),
                Set.of(),
                false,
                facts,
                "seen by a test")));
    new IncidentBot(
            house,
            new Responder(
                house,
                house,
                owners(),
                audit,
                house.ledger(),
                new MemoryReleases(),
                Samples.NOTHING_FOLLOWS,
                Mutes.NONE,
                clock),
            new LocalBell(),
            new LocalBell(),
            Duration.ofSeconds(5),
            100,
            1)
        .takeIn();
  }

  Incident incident() {
    return house.all().getFirst();
  }

  List<TimelineEvent> told(Kind kind) {
    return house.timeline(Samples.TENANT, incident().id()).stream()
        .filter(event -> event.kind() == kind)
        .toList();
  }

  TimelineEvent only(Kind kind) {
    List<TimelineEvent> all = told(kind);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " events " + kind + ": " + all);
    }
    return all.getFirst();
  }

  @Override
  public void close() {
    codeowners.close();
    repositories.close();
    git.close();
  }
}
