package io.tocsin.bot.owner.codeowners;

import static io.tocsin.bot.owner.codeowners.ResolverStage.frame;
import static io.tocsin.bot.owner.codeowners.ResolverStage.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.source.BankRepository;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.TriedCodeowners;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Leak;
import io.tocsin.model.incident.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeownersResolverTest {
  @TempDir private Path folder;
  private ResolverStage stage;

  @BeforeEach
  void write() throws Exception {
    stage = new ResolverStage(folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void theCulpritLine_namesTeamAndAuthorWithTheEvidence() {
    Owner owner = stage.resolver().ownerOf(incident(57)).orElseThrow();

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
        stage.resolver(
            ResolverStage.of("refund*", folder.resolve("broker").toString(), "broker"),
            ResolverStage.of("refund*", stage.git, "bank"));

    assertThat(both.ownerOf(incident(57)).orElseThrow().team()).isEqualTo("@bank/payments-core");
    FolderOwners services = new FolderOwners(stage.opened(), CodeownersTexts.OF_REPOSITORIES, null);
    assertThat(services.ownerOf(new TenantId("broker"), "refunds").orElseThrow().team())
        .isEqualTo("@broker/desk");
    assertThat(services.ownerOf(new TenantId("other"), "refunds")).isEmpty();
  }

  @Test
  void aTriedCodeowners_standsForThatOfTheCommit_whereItFitsTheService() {
    TriedTexts texts =
        new TriedTexts(
            List.of(
                new TriedCodeowners("cards", "* @bank/cards"),
                new TriedCodeowners("refund*", "* @bank/refunds\n/other/ nobody")));

    Owner owner = stage.resolver(texts).ownerOf(incident(57)).orElseThrow();

    assertThat(owner.team()).isEqualTo("@bank/refunds");
    assertThat(owner.person()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(texts.skipped())
        .containsExactly(
            "CODEOWNERS as tried, line 2: nobody is no owner (expected: @name, @org/team or an"
                + " address)");
    FolderOwners services = new FolderOwners(stage.opened(), texts, null);
    assertThat(services.ownerOf(Samples.TENANT, "refunds").orElseThrow().team())
        .isEqualTo("@bank/refunds");
  }

  @Test
  void anotherLine_namesItsOwnAuthor() {
    assertThat(stage.resolver().ownerOf(incident(10)).orElseThrow().person())
        .isEqualTo("dev-b <dev-b@bank.example>");
  }

  @Test
  void theServicesOwnCommit_isWhereBlameLooks() throws Exception {
    String before = stage.bank.commit("dev-c", BankRepository.REFUND, "one\ntwo\nthree by dev-c\n");
    stage.bank.commit("dev-b", BankRepository.REFUND, BankRepository.lines(100));

    Owner owner = stage.resolver().ownerOf(incident("refunds", frame(3), before)).orElseThrow();

    assertThat(owner.person()).isEqualTo("dev-c <dev-c@bank.example>");
    assertThat(owner.because()).last().asString().endsWith("as the service says");
  }

  @Test
  void aCommitThatTheRepositoryDoesNotHave_isSaidAndHeadIsTaken() {
    Owner owner =
        stage.resolver().ownerOf(incident("refunds", frame(57), "deadbeefdeadbeef")).orElseThrow();

    assertThat(owner.because()).last().asString().contains("no commit deadbeefdeadbeef");
  }

  @Test
  void T17_anAuthorWhoLeft_isPassedOver() throws Exception {
    stage.bank.commit(
        "gone",
        BankRepository.REFUND,
        BankRepository.lines(100).replace("line 57\n", "line 57, by one who left\n"));

    Owner owner = stage.resolver().ownerOf(incident(57)).orElseThrow();

    assertThat(owner.person()).isEqualTo("dev-b <dev-b@bank.example>");
    assertThat(owner.because())
        .anyMatch(b -> b.startsWith("passed over gone") && b.endsWith("left"));
  }

  @Test
  void nestedAndLambdaClasses_liveInTheirOuterFile() {
    Frame nested = new Frame("com.bank.refund.RefundService$Step$1", "lambda$run$0", null, 57);

    assertThat(stage.resolver().ownerOf(incident("refunds", nested, null))).isPresent();
  }

  @Test
  void aCulpritFromElsewhere_leadsToTheNextSuspect() {
    Frame library = new Frame("com.other.Client", "call", "Client.java", 3);

    Owner owner = stage.resolver().ownerOf(incident("refunds", library, null)).orElseThrow();

    assertThat(owner.because()).anyMatch(b -> b.contains("of com.bank.refund.RefundService"));
  }

  @Test
  void anotherService_isNotKnown() {
    assertThat(stage.resolver().ownerOf(incident("ledger", frame(57), null))).isEmpty();
  }

  @Test
  void withoutCodeowners_theAuthorStandsAlone(@TempDir Path other) throws Exception {
    try (BankRepository plain = new BankRepository(other.resolve("plain"))) {
      plain.commit("dev-b", BankRepository.REFUND, BankRepository.lines(60));
      Owner owner =
          stage
              .resolver(other.resolve("plain").toString(), Duration.ofSeconds(10))
              .ownerOf(incident(57))
              .orElseThrow();
      assertThat(owner.team()).isEqualTo("dev-b <dev-b@bank.example>");
      assertThat(owner.because()).first().isEqualTo("no CODEOWNERS line matches it");
    }
  }

  @Test
  void anAddress_isMirroredAndRead() {
    CodeownersResolver mirrored =
        stage.resolver(folder.resolve("bank").toUri().toString(), Duration.ofSeconds(10));

    assertThat(mirrored.ownerOf(incident(57)).orElseThrow().team())
        .isEqualTo("@bank/payments-core");
    assertThat(mirrored.health().because()).isEqualTo("reads 1 repository");
  }

  @Test
  void aRepositoryThatIsNotThere_isADegradedHealthAndNoOwner() {
    CodeownersResolver lost =
        stage.resolver(folder.resolve("nowhere").toString(), Duration.ofSeconds(10));

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
        stage.resolver(
            ResolverStage.of("ledger", odd.toString(), null),
            ResolverStage.of("refund*", stage.git, null));

    assertThat(both.ownerOf(incident(57))).isPresent();
    assertThat(both.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(both.health().because()).contains(odd.toString());
  }

  @Test
  void aSlowSearch_doesNotHoldTheTicketBackAndIsThereLater() {
    CodeownersResolver hasty = stage.resolver(stage.git, Duration.ofNanos(1_000_000));
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
    OwnerChain chain = new OwnerChain(List.of(stage.resolver()), "@bank/platform");

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
    Owner owner = stage.resolver().ownerOf(incident("refunds", logger, null)).orElseThrow();
    assertThat(owner.team()).isEqualTo("@bank/payments-core");
    assertThat(owner.because().getFirst()).contains("CODEOWNERS");
  }
}
