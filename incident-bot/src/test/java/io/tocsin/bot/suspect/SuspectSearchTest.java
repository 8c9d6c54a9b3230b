package io.tocsin.bot.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.source.BankRepository;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.source.SourceConfig;
import io.tocsin.bot.suspect.SuspectSearch.Answer;
import io.tocsin.bot.suspect.SuspectSearch.Method;
import io.tocsin.bot.suspect.SuspectSearch.Versions;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectSearchTest {
  private static final TenantId BANK = new TenantId("bank");

  /** For a machine that is busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String FEES = "transfers/src/main/java/com/bank/FeeTable.java";
  private static final String DESK = "transfers/src/main/java/com/bank/Desk.java";
  private static final MethodName RATE = new MethodName("com.bank.FeeTable", "rate");
  private static final MethodName FITS = new MethodName("com.bank.Fee", "fits");
  private static final MethodName POST = new MethodName("com.bank.Desk", "post");
  private static final String OLD_RATE = "return table.get(amount);";
  private static final String SLOW_RATE =
      "for (int fee : all) {\n      if (fee == amount) {\n        return fee;\n      }\n    }\n"
          + "    return 0;";

  @TempDir private Path folder;
  private BankRepository bank;
  private String released = "";
  private @Nullable Repositories repositories;

  private static String fees(String type, String rate, String name) {
    return """
    package com.bank;

    class %s {
      int rate(int amount) {
        %s
      }

      String name() {
        return "%s";
      }
    }
    """
        .formatted(type, rate, name);
  }

  private static String fees(String rate) {
    return fees("FeeTable", rate, "fees");
  }

  @BeforeEach
  void release() throws Exception {
    bank = new BankRepository(folder.resolve("bank"));
    bank.commit("dev-b", DESK, "package com.bank;\n\nclass Desk {\n  void post() {}\n}\n");
    released = bank.commit("dev-b", FEES, fees(OLD_RATE));
  }

  @AfterEach
  void close() {
    bank.close();
    if (repositories != null) {
      repositories.close();
    }
  }

  private SuspectSearch search(String git, String... left) {
    SourceConfig config =
        new SourceConfig(
            List.of(new RepositoryConfig("transfers", git, null, null, null, null, null)),
            folder.resolve("cache"),
            Duration.ofHours(1),
            Duration.ofSeconds(60),
            16,
            List.of(left));
    Repositories opened = new Repositories(config);
    opened.start();
    repositories = opened;
    await().atMost(PATIENCE).until(() -> opened.health().because().startsWith("reads"));
    assertThat(opened.health().state()).isEqualTo(Health.State.UP);
    return new SuspectSearch(opened, config);
  }

  private Answer find(String after, Method... methods) throws Exception {
    return find(search(folder.resolve("bank").toString()), after, methods);
  }

  private Answer find(SuspectSearch search, String after, Method... methods) throws Exception {
    return search.find(
        BANK,
        "transfers",
        new Versions(released, after, "between 1.0.0 and 1.1.0"),
        List.of(methods));
  }

  private static Method method(MethodName name, MethodName... callees) {
    return new Method(name, List.of(callees));
  }

  @Test
  void theCommitThatChangesTheMethod_isNamedWithLinesAndHowManyThereWere() throws Exception {
    bank.commit("dev-b", DESK, "package com.bank;\n\nclass Desk {\n  void post() { }\n}\n");
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    String head = bank.commit("dev-c", FEES, fees("FeeTable", SLOW_RATE, "table of fees"));

    Answer answer = find(head, method(RATE));

    SuspectCommit suspect = answer.commit();
    assertThat(suspect.commit()).isEqualTo(slow);
    assertThat(suspect.author()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(suspect.subject()).isEqualTo("Change " + FEES);
    assertThat(suspect.file()).isEqualTo(FEES);
    assertThat(suspect.line()).isEqualTo(5);
    assertThat(suspect.reach()).isEqualTo(SuspectCommit.Reach.METHOD);
    assertThat(suspect.because())
        .isEqualTo(
            "commit "
                + slow.substring(0, 8)
                + " changes lines 5–10 of FeeTable.java, inside FeeTable.rate; 1 of 3 commits"
                + " between 1.0.0 and 1.1.0");
  }

  @Test
  void ofSeveral_theOneWithMostOfTheDifferenceIsNamed() throws Exception {
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    String small = bank.commit("dev-c", FEES, fees(SLOW_RATE.replace("return 0", "return -1")));

    Answer answer = find(small, method(RATE));

    assertThat(answer.commit().commit()).isEqualTo(slow);
    assertThat(answer.because()).endsWith("; less of it: " + small.substring(0, 8));
  }

  @Test
  void aChangeThatWasTakenBack_isNone() throws Exception {
    bank.commit("dev-c", FEES, fees("return 7;"));
    bank.commit("dev-b", FEES, fees(OLD_RATE));
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));

    assertThat(find(slow, method(RATE)).commit().commit()).isEqualTo(slow);
    assertThat(find(slow, method(RATE)).because()).doesNotContain("less of it");
  }

  @Test
  void allTakenBack_leavesTheFileOnly() throws Exception {
    bank.commit("dev-c", FEES, fees(SLOW_RATE));
    String head = bank.commit("dev-b", FEES, fees("  " + OLD_RATE));

    SuspectCommit suspect = find(head, method(RATE)).commit();
    assertThat(suspect == null || suspect.reach() == SuspectCommit.Reach.SAME_FILE).isTrue();
  }

  @Test
  void layoutAlone_isPassedOver() throws Exception {
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    String head =
        bank.commit("formatter", FEES, "\n\n" + fees("// by the table\n    " + SLOW_RATE));

    Answer answer = find(head, method(RATE));

    assertThat(answer.commit().commit()).isEqualTo(slow);
    assertThat(answer.because()).contains("passed over 1 that only moved it or its lines");
  }

  @Test
  void aRenamedFile_isFollowed() throws Exception {
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    String path = FEES.replace("FeeTable", "Tariff");
    String head = bank.rename("dev-b", FEES, path, fees("Tariff", SLOW_RATE, "fees"));

    Answer answer = find(head, method(new MethodName("com.bank.Tariff", "rate")));

    assertThat(answer.commit().commit()).isEqualTo(slow);
    assertThat(answer.commit().file()).isEqualTo(path);
  }

  @Test
  void aMethodThatMovedToAnotherFile_isFollowed() throws Exception {
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    String path = FEES.replace("FeeTable", "Rates");
    String rates = fees("Rates", SLOW_RATE, "").replaceFirst("(?s)\n  String name\\(\\).*", "}\n");
    String rest =
        "package com.bank;\n\nclass FeeTable {\n  String name() {\n    return \"fees\";\n  }\n\n"
            + "  // Much else, so that the file stays this file.\n  int a;\n  int b;\n  int c;\n}\n";
    String head = bank.commit("dev-b", List.of(path, FEES), List.of(rates, rest));

    Answer answer = find(head, method(new MethodName("com.bank.Rates", "rate")));

    assertThat(answer.commit().commit()).isEqualTo(slow);
  }

  @Test
  void aCalleesChange_countsWhereTheMethodHasNone() throws Exception {
    String path = FEES.replace("FeeTable", "Fee");
    bank.commit("dev-c", FEES, fees("FeeTable", OLD_RATE, "other"));
    String slow =
        bank.commit(
            "dev-a",
            path,
            "package com.bank;\n\nclass Fee {\n  boolean fits() {\n    return a();\n  }\n}\n");

    Answer answer = find(slow, method(RATE, FITS));

    assertThat(answer.commit().commit()).isEqualTo(slow);
    assertThat(answer.commit().reach()).isEqualTo(SuspectCommit.Reach.CALLEE);
    assertThat(answer.because()).contains("inside Fee.fits, which FeeTable.rate calls");
  }

  @Test
  void aCallerThatWasChanged_isTakenWhereTheDeepestWasNot() throws Exception {
    String slow =
        bank.commit(
            "dev-a", DESK, "package com.bank;\n\nclass Desk {\n  void post() { all(); }\n}\n");

    Answer answer = find(slow, method(RATE), method(POST));

    assertThat(answer.method()).isEqualTo(POST);
    assertThat(answer.commit().commit()).isEqualTo(slow);
  }

  @Test
  void nothingNear_isSaidWithTheCount() throws Exception {
    String head =
        bank.commit(
            "dev-a", DESK, "package com.bank;\n\nclass Desk {\n  void post() { all(); }\n}\n");

    Answer answer = find(head, method(RATE));

    assertThat(answer.commit()).isNull();
    assertThat(answer.retry()).isFalse();
    assertThat(answer.because())
        .isEqualTo(
            "none of 1 commit between 1.0.0 and 1.1.0 changes the method, what it calls or its"
                + " file");
  }

  @Test
  void T17_anAuthorWhoLeft_isToldAndTheCommitterNamed() throws Exception {
    String slow = bank.commit("gone", "dev-b", FEES, fees(SLOW_RATE));
    SuspectSearch search = search(folder.resolve("bank").toString(), "gone@bank.example");

    Answer answer = find(search, slow, method(RATE));

    assertThat(answer.commit().author()).isEqualTo("dev-b <dev-b@bank.example>");
    assertThat(answer.because())
        .endsWith("its author gone is passed over: has left; named is who committed it");
  }

  @Test
  void aCommitNewerThanTheLastFetch_isFetched() throws Exception {
    SuspectSearch search = search(folder.resolve("bank").toUri().toString());
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));

    await().atMost(PATIENCE).until(() -> find(search, slow, method(RATE)).commit() != null);
  }

  @Test
  void aCommitThatIsNowhere_mayComeLater() throws Exception {
    Answer answer = find("deadbeefdeadbeef", method(RATE));
    assertThat(answer.retry()).isTrue();
    assertThat(answer.because()).isEqualTo("the repository has no commit deadbeefdeadbeef");
  }

  @Test
  void mergedBranches_areLookedThroughTheMergeIsNot() throws Exception {
    bank.branch("fees", released);
    String slow = bank.commit("dev-a", FEES, fees(SLOW_RATE));
    bank.checkout("main");
    bank.commit("dev-c", DESK, "package com.bank;\n\nclass Desk {\n  void post() { b(); }\n}\n");
    String head = bank.merge("fees");

    Answer answer = find(head, method(RATE));

    assertThat(answer.commit().commit()).isEqualTo(slow);
    assertThat(answer.because()).contains("1 of 2 commits");
  }

  @Test
  void place_isTheMethodsInTheSource() throws Exception {
    SuspectSearch search = search(folder.resolve("bank").toString());
    assertThat(search.place(BANK, "transfers", released, RATE))
        .contains(new SuspectSearch.Place(FEES, 4, 6));
    assertThat(search.place(BANK, "ledger", released, RATE)).isEmpty();
    assertThat(search.place(BANK, "transfers", released, new MethodName("com.bank.No", "x")))
        .isEmpty();
  }
}
