package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.source.BankRepository;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bank's repository with owners in it, a resolver that reads it, and incidents of its code. */
final class ResolverStage implements AutoCloseable {
  private static final Instant AT = Instant.parse("2026-03-01T14:02:00Z");

  final BankRepository bank;
  final String git;
  private final Path folder;
  private @Nullable CodeownersResolver resolver;
  private @Nullable Repositories opened;

  /** Line 57 is dev-a's, all others are dev-b's. */
  ResolverStage(Path folder) throws Exception {
    this.folder = folder;
    this.git = folder.resolve("bank").toString();
    this.bank = new BankRepository(folder.resolve("bank"));
    bank.commit("dev-b", BankRepository.REFUND, BankRepository.lines(100));
    bank.commit(
        "dev-b", ".github/CODEOWNERS", "* @bank/platform\n/refunds/ @bank/payments-core @dev-a\n");
    bank.commit(
        "dev-a",
        BankRepository.REFUND,
        BankRepository.lines(100).replace("line 57\n", "line 57, better\n"));
  }

  @Override
  public void close() {
    bank.close();
    if (resolver != null) {
      resolver.close();
    }
    if (opened != null) {
      opened.close();
    }
  }

  CodeownersResolver resolver() {
    return resolver(CodeownersTexts.OF_REPOSITORIES);
  }

  CodeownersResolver resolver(CodeownersTexts texts) {
    return resolver(List.of(of("refund*", git, null)), texts, Duration.ofSeconds(10));
  }

  CodeownersResolver resolver(String repository, Duration deadline) {
    return resolver(
        List.of(of("refund*", repository, null)), CodeownersTexts.OF_REPOSITORIES, deadline);
  }

  CodeownersResolver resolver(RepositoryConfig... repositories) {
    return resolver(List.of(repositories), CodeownersTexts.OF_REPOSITORIES, Duration.ofSeconds(10));
  }

  private CodeownersResolver resolver(
      List<RepositoryConfig> repositories, CodeownersTexts texts, Duration deadline) {
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

  static RepositoryConfig of(String service, String git, @Nullable String tenant) {
    return new RepositoryConfig(service, git, null, null, tenant, null, null);
  }

  /** Of the resolver that was made last. */
  Repositories opened() {
    return Objects.requireNonNull(opened);
  }

  static Incident incident(String service, @Nullable Frame culprit, @Nullable String commit) {
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

  static Frame frame(int line) {
    return new Frame("com.bank.refund.RefundService", "settle", "RefundService.java", line);
  }

  static Incident incident(int line) {
    return incident("refunds", frame(line), null);
  }
}
