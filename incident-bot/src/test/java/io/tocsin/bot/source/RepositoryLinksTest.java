package io.tocsin.bot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a repository as git writes it. */
class RepositoryLinksTest {
  private static final Frame SETTLE =
      new Frame("com.bank.refund.RefundService", "settle", "RefundService.java", 57);
  private static final Frame FOREIGN = new Frame("org.other.Lib", "call", "Lib.java", 3);

  @TempDir private Path folder;
  private BankRepository git;
  private Repositories repositories;
  private String built;

  @BeforeEach
  void commitTwice() throws Exception {
    git = new BankRepository(folder);
    built = git.commit("dev-a", BankRepository.REFUND, "class RefundService {}\n");
    git.commit("dev-b", BankRepository.REFUND, "class RefundService { }\n");
  }

  @AfterEach
  void close() {
    repositories.close();
    git.close();
  }

  private RepositoryLinks links(@Nullable String fileUrl, @Nullable String commitUrl)
      throws InterruptedException {
    repositories =
        new Repositories(
            new SourceConfig(
                List.of(
                    new RepositoryConfig(
                        "refunds",
                        folder.toString(),
                        null,
                        null,
                        Samples.TENANT.value(),
                        fileUrl,
                        commitUrl)),
                folder.resolve("cache"),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                16,
                List.of()));
    repositories.start();
    repositories.awaitOpened();
    return new RepositoryLinks(repositories);
  }

  @Test
  void lines_areThoseOfTheCommitThatTheServiceWasBuiltFrom() throws Exception {
    RepositoryLinks links = links("https://git/{commit}/{file}#L{line}", null);

    assertThat(links.lines(Samples.TENANT, "refunds", built, List.of(SETTLE, FOREIGN)))
        .isEqualTo(Map.of(SETTLE, "https://git/" + built + '/' + BankRepository.REFUND + "#L57"));
    assertThat(links.commit(Samples.TENANT, "refunds", built)).isEmpty();
  }

  @Test
  void commit_hasItsOwnAddress_andOnlyACommitHas() throws Exception {
    RepositoryLinks links = links(null, "https://git/commit/{commit}");

    assertThat(links.commit(Samples.TENANT, "refunds", built))
        .contains("https://git/commit/" + built);
    assertThat(links.commit(Samples.TENANT, "refunds", "../../evil")).isEmpty();
    assertThat(links.lines(Samples.TENANT, "refunds", built, List.of(SETTLE))).isEmpty();
  }

  @Test
  void anotherTenantOrService_hasNone() throws Exception {
    RepositoryLinks links =
        links("https://git/{commit}/{file}#L{line}", "https://git/commit/{commit}");

    assertThat(links.commit(new TenantId("stranger"), "refunds", built)).isEmpty();
    assertThat(links.lines(new TenantId("stranger"), "refunds", built, List.of(SETTLE))).isEmpty();
    assertThat(links.lines(Samples.TENANT, "fees", built, List.of(SETTLE))).isEmpty();
  }
}
