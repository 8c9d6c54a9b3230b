package io.tocsin.bot.owner.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.source.BankRepository;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.TriedCodeowners;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Leak;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeownersResolverTest {
  private static final Instant AT = Instant.parse("2026-03-01T14:02:00Z");

  @TempDir private Path folder;
  private BankRepository bank;
  private @Nullable CodeownersResolver resolver;
  private @Nullable Repositories opened;
  private CodeownersTexts texts = CodeownersTexts.OF_REPOSITORIES;

  @BeforeEach
  void write() throws Exception {
    bank = new BankRepository(folder.resolve("bank"));
    bank.commit("dev-b", BankRepository.REFUND, BankRepository.lines(100));
    bank.commit(
        "dev-b", ".github/CODEOWNERS", "* @bank/platform\n/refunds/ @bank/payments-core @dev-a\n");
    bank.commit(
        "dev-a",
        BankRepository.REFUND,
        BankRepository.lines(100).replace("line 57\n", "line 57, better\n"));
  }

  @AfterEach
  void close() {
    bank.close();
    if (resolver != null) {
      resolver.close();
    }
    if (opened != null) {
      opened.close();
    }
  }

  private CodeownersResolver resolver(String git, Duration deadline) {
    return resolver(
        List.of(new RepositoryConfig("refund*", git, null, null, null, null, null)), deadline);
  }

  private CodeownersResolver resolver(List<RepositoryConfig> repositories, Duration deadline) {
    CodeownersConfig config =
        new CodeownersConfig(
            repositories,
            folder.resolve("cache"),
            Duration.ofMinutes(5),
            deadline,
            Duration.ofSeconds(20),
            16,
            List.of("Gone@bank.example"));
    Repositories source = new Repositories(config.source());
    source.start();
    opened = source;
    CodeownersResolver made = new CodeownersResolver(config, source, texts, OwnCode.byDefault());
    made.start();
    resolver = made;
    return made;
  }

  private CodeownersResolver resolver() {
    return resolver(folder.resolve("bank").toString(), Duration.ofSeconds(10));
  }

  private static Incident incident(
      String service, @Nullable Frame culprit, @Nullable String commit) {
    Signal signal = Samples.signal(1, 1, AT);
    FaultFacts f = signal.facts();
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            f.type(),
            "",
            f.surfacedType(),
            culprit,
            null,
            f.stack(),
            false,
            null,
            null,
            commit,
            List.of());
    return new Incident(
        new UUID(1, 1),
        1,
        Samples.TENANT,
        new FaultRef(new UUID(1, 2), Samples.TENANT, 1, AT),
        1,
        Incident.State.OPEN,
        new Source(service, null, null, "prod", null),
        null,
        facts,
        signal.sample(),
        null,
        null,
        AT,
        AT,
        AT,
        null,
        null,
        null,
        null,
        new BlastRadius(1, 1, 1, false),
        0);
  }

  private static Frame frame(int line) {
    return new Frame("com.bank.refund.RefundService", "settle", "RefundService.java", line);
  }

  private static Incident incident(int line) {
    return incident("refunds", frame(line), null);
  }

  @Test
  void theCulpritLine_namesTeamAndAuthorWithTheEvidence() {
    Owner owner = resolver().ownerOf(incident(57)).orElseThrow();

    assertThat(owner.team()).isEqualTo("@bank/payments-core");
    assertThat(owner.person()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(owner.because())
        .satisfiesExactly(
            b -> assertThat(b).isEqualTo("CODEOWNERS line 2: /refunds/ @bank/payments-core @dev-a"),
            b -> assertThat(b).startsWith("author of RefundService.java:57: dev-a in "),
            b ->
                assertThat(b)
                    .isEqualTo(
                        "file " + BankRepository.REFUND + " of com.bank.refund.RefundService"),
            b -> assertThat(b).startsWith("HEAD ").endsWith("the service names no commit"));
  }

  @Test
  void servicesOfOneName_eachNamePeopleOfTheirOwnTenantOnly() throws Exception {
    try (BankRepository broker = new BankRepository(folder.resolve("broker"))) {
      broker.commit("dev-x", BankRepository.REFUND, BankRepository.lines(100));
      broker.commit("dev-x", ".github/CODEOWNERS", "* @broker/desk\n");
    }
    CodeownersResolver both =
        resolver(
            List.of(
                new RepositoryConfig(
                    "refund*",
                    folder.resolve("broker").toString(),
                    null,
                    null,
                    "broker",
                    null,
                    null),
                new RepositoryConfig(
                    "refund*", folder.resolve("bank").toString(), null, null, "bank", null, null)),
            Duration.ofSeconds(10));

    assertThat(both.ownerOf(incident(57)).orElseThrow().team()).isEqualTo("@bank/payments-core");
    FolderOwners services =
        new FolderOwners(Objects.requireNonNull(opened), CodeownersTexts.OF_REPOSITORIES, null);
    assertThat(services.ownerOf(new TenantId("broker"), "refunds").orElseThrow().team())
        .isEqualTo("@broker/desk");
    assertThat(services.ownerOf(new TenantId("other"), "refunds")).isEmpty();
  }

  @Test
  void aTriedCodeowners_standsForThatOfTheCommit_whereItFitsTheService() {
    texts =
        new TriedTexts(
            List.of(
                new TriedCodeowners("cards", "* @bank/cards"),
                new TriedCodeowners("refund*", "* @bank/refunds\n/other/ nobody")));

    Owner owner = resolver().ownerOf(incident(57)).orElseThrow();

    assertThat(owner.team()).isEqualTo("@bank/refunds");
    assertThat(owner.person()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(((TriedTexts) texts).skipped())
        .containsExactly(
            "CODEOWNERS as tried, line 2: nobody is no owner (expected: @name, @org/team or an"
                + " address)");
    FolderOwners services = new FolderOwners(Objects.requireNonNull(opened), texts, null);
    assertThat(services.ownerOf(Samples.TENANT, "refunds").orElseThrow().team())
        .isEqualTo("@bank/refunds");
  }

  @Test
  void anotherLine_namesItsOwnAuthor() {
    assertThat(resolver().ownerOf(incident(10)).orElseThrow().person())
        .isEqualTo("dev-b <dev-b@bank.example>");
  }

  @Test
  void theServicesOwnCommit_isWhereBlameLooks() throws Exception {
    String before = bank.commit("dev-c", BankRepository.REFUND, "one\ntwo\nthree by dev-c\n");
    bank.commit("dev-b", BankRepository.REFUND, BankRepository.lines(100));

    Owner owner = resolver().ownerOf(incident("refunds", frame(3), before)).orElseThrow();

    assertThat(owner.person()).isEqualTo("dev-c <dev-c@bank.example>");
    assertThat(owner.because()).last().asString().endsWith("as the service says");
  }

  @Test
  void aCommitThatTheRepositoryDoesNotHave_isSaidAndHeadIsTaken() {
    Owner owner =
        resolver().ownerOf(incident("refunds", frame(57), "deadbeefdeadbeef")).orElseThrow();

    assertThat(owner.because()).last().asString().contains("no commit deadbeefdeadbeef");
  }

  @Test
  void T17_anAuthorWhoLeft_isPassedOver() throws Exception {
    bank.commit(
        "gone",
        BankRepository.REFUND,
        BankRepository.lines(100).replace("line 57\n", "line 57, by one who left\n"));

    Owner owner = resolver().ownerOf(incident(57)).orElseThrow();

    assertThat(owner.person()).isEqualTo("dev-b <dev-b@bank.example>");
    assertThat(owner.because())
        .anyMatch(b -> b.startsWith("passed over gone") && b.endsWith("left"));
  }

  @Test
  void nestedAndLambdaClasses_liveInTheirOuterFile() {
    Frame nested = new Frame("com.bank.refund.RefundService$Step$1", "lambda$run$0", null, 57);

    assertThat(resolver().ownerOf(incident("refunds", nested, null))).isPresent();
  }

  @Test
  void aCulpritFromElsewhere_leadsToTheNextSuspect() {
    Frame library = new Frame("com.other.Client", "call", "Client.java", 3);

    Owner owner = resolver().ownerOf(incident("refunds", library, null)).orElseThrow();

    assertThat(owner.because()).anyMatch(b -> b.contains("of com.bank.refund.RefundService"));
  }

  @Test
  void anotherService_isNotKnown() {
    assertThat(resolver().ownerOf(incident("ledger", frame(57), null))).isEmpty();
  }

  @Test
  void withoutCodeowners_theAuthorStandsAlone(@TempDir Path other) throws Exception {
    try (BankRepository plain = new BankRepository(other.resolve("plain"))) {
      plain.commit("dev-b", BankRepository.REFUND, BankRepository.lines(60));
      Owner owner =
          resolver(other.resolve("plain").toString(), Duration.ofSeconds(10))
              .ownerOf(incident(57))
              .orElseThrow();
      assertThat(owner.team()).isEqualTo("dev-b <dev-b@bank.example>");
      assertThat(owner.because()).first().isEqualTo("no CODEOWNERS line matches it");
    }
  }

  @Test
  void anAddress_isMirroredAndRead() {
    CodeownersResolver mirrored =
        resolver(folder.resolve("bank").toUri().toString(), Duration.ofSeconds(10));

    assertThat(mirrored.ownerOf(incident(57)).orElseThrow().team())
        .isEqualTo("@bank/payments-core");
    assertThat(mirrored.health().because()).isEqualTo("reads 1 repository");
  }

  @Test
  void aRepositoryThatIsNotThere_isADegradedHealthAndNoOwner() {
    CodeownersResolver lost =
        resolver(folder.resolve("nowhere").toString(), Duration.ofSeconds(10));

    assertThat(lost.ownerOf(incident(57))).isEmpty();
    assertThat(lost.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(lost.health().because()).contains("nowhere");
  }

  @Test
  void aRepositoryThatMakesJGitFail_isADegradedHealthAndHoldsNoOtherBack() throws Exception {
    Path odd = folder.resolve("odd");
    new BankRepository(odd).close();
    Files.writeString(odd.resolve(".git/config"), "[core]\n\trepositoryformatversion = many\n");
    CodeownersResolver both =
        resolver(
            List.of(
                new RepositoryConfig("ledger", odd.toString(), null, null, null, null, null),
                new RepositoryConfig(
                    "refund*", folder.resolve("bank").toString(), null, null, null, null, null)),
            Duration.ofSeconds(10));

    assertThat(both.ownerOf(incident(57))).isPresent();
    assertThat(both.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(both.health().because()).contains(odd.toString());
  }

  @Test
  void aSlowSearch_doesNotHoldTheTicketBackAndIsThereLater() {
    CodeownersResolver hasty =
        resolver(folder.resolve("bank").toString(), Duration.ofNanos(1_000_000));
    long started = System.nanoTime();
    hasty.ownerOf(incident(57));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));

    await()
        .until(() ->
            hasty
                .ownerOf(incident(57))
                .flatMap(owner -> Optional.ofNullable(owner.person()))
                .isPresent());
  }

  @Test
  void theChain_fallsBackToTheConfiguredTeam() {
    OwnerChain chain = new OwnerChain(List.of(resolver()), "@bank/platform");

    assertThat(chain.ownerOf(incident("refunds", frame(57), null)).orElseThrow().team())
        .isEqualTo("@bank/payments-core");
    assertThat(chain.ownerOf(incident("ledger", frame(57), null)).orElseThrow())
        .satisfies(owner -> assertThat(owner.team()).isEqualTo("@bank/platform"))
        .satisfies(owner -> assertThat(owner.because()).first().asString().contains("fallback"));
    assertThat(new OwnerChain(List.of(), null).ownerOf(incident(1))).isEmpty();
  }

  @Test
  void aLeak_belongsToTheOwnerOfTheLoggersClass() {
    Frame logger = Leak.place("com.bank.refund.RefundService", null).orElseThrow();
    Owner owner = resolver().ownerOf(incident("refunds", logger, null)).orElseThrow();
    assertThat(owner.team()).isEqualTo("@bank/payments-core");
    assertThat(owner.because().getFirst()).contains("CODEOWNERS");
  }
}
