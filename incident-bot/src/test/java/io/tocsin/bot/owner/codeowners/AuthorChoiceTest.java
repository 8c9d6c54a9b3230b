package io.tocsin.bot.owner.codeowners;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.source.LineAuthor;
import io.tocsin.bot.source.Mailmap;
import io.tocsin.bot.source.People;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorChoiceTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");
  private static final Mailmap NO_MAP = Mailmap.parse("");
  private static final LineAuthor DEV_A = line(57, "dev-a", "dev-a@bank.example", 0);
  private static final LineAuthor BOT =
      line(57, "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", 1);
  private static final LineAuthor DEV_B = line(60, "dev-b", "dev-b@bank.example", 2);
  private static final LineAuthor OLD = line(900, "Old", "old@bank.example", -400);
  private static final LineAuthor NEW = line(901, "New", "new@bank.example", 9);

  private static LineAuthor line(int line, String name, String address, int days) {
    return new LineAuthor(line, "1a2b3c4d", name, address, MARCH.plus(days, ChronoUnit.DAYS));
  }

  private static AuthorChoice of(List<LineAuthor> lines, List<String> left) {
    return AuthorChoice.of("src/RefundService.java", lines, 57, NO_MAP, new People(left));
  }

  @Test
  void theLinesAuthor_isNamedWithCommitAndDay() {
    AuthorChoice choice = of(List.of(DEV_B, DEV_A), List.of());

    assertThat(choice.person()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(choice.because())
        .containsExactly("author of RefundService.java:57: dev-a in 1a2b3c4d of 2026-03-01");
  }

  @Test
  void T17_aBot_isPassedOverForTheNearestLinesAuthor() {
    AuthorChoice choice = of(List.of(OLD, DEV_B, BOT), List.of());

    assertThat(choice.person()).isEqualTo("dev-b <dev-b@bank.example>");
    assertThat(choice.because().getFirst()).startsWith("author near: RefundService.java:60: dev-b");
    assertThat(choice.because().getLast())
        .contains("passed over dependabot[bot]")
        .endsWith(": a bot");
  }

  @Test
  void T17_whoHasLeft_isPassedOverForWhoChangedTheFileLast() {
    AuthorChoice choice =
        of(List.of(OLD, DEV_A, DEV_B, NEW), List.of("dev-a@bank.example", "dev-b"));

    assertThat(choice.person()).isEqualTo("New <new@bank.example>");
    assertThat(choice.because()).hasSize(3).last().asString().endsWith("has left");
  }

  @Test
  void T17_anAlias_isWhoTheMailmapSays() {
    Mailmap names =
        Mailmap.parse(
            """
            # people
            dev-a <dev-a@bank.example> <dev-a@home.example>
            dev-b <dev-b@bank.example> A <shared@bank.example>
            <new@bank.example> <old@bank.example>
            Proper Name <only@name.example>
            """);
    assertThat(
            AuthorChoice.of(
                    "A",
                    List.of(line(1, "a", "DEV-A@home.example", 0)),
                    1,
                    names,
                    new People(List.of()))
                .person())
        .isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(names.proper("A", "shared@bank.example").name()).isEqualTo("dev-b");
    assertThat(names.proper("B", "shared@bank.example").name()).isEqualTo("B");
    assertThat(names.proper("Old", "old@bank.example").address()).isEqualTo("new@bank.example");
    assertThat(names.proper("x", "only@name.example").name()).isEqualTo("Proper Name");
  }

  @Test
  void T17_addressesThatNobodyReads_arePassedOverButGitHubsPrivateOnesAreHandles() {
    assertThat(of(List.of(line(57, "CI", "no-reply@bank.example", 0)), List.of()).person())
        .isNull();
    assertThat(of(List.of(line(57, "root", "root", 0)), List.of()).person()).isNull();
    assertThat(
            of(
                    List.of(line(57, "dev-a", "123+dev-a-handle@users.noreply.github.com", 0)),
                    List.of())
                .person())
        .isEqualTo("@dev-a-handle");
  }

  @Test
  void nobodyLeft_isSaid() {
    AuthorChoice choice = of(List.of(BOT), List.of());

    assertThat(choice.person()).isNull();
    assertThat(choice.because()).last().asString().contains("no author of RefundService.java");
  }

  @Test
  void withoutALine_theLastChangeDecides() {
    assertThat(
            AuthorChoice.of("A.java", List.of(OLD, NEW, DEV_A), 0, NO_MAP, new People(List.of()))
                .person())
        .isEqualTo("New <new@bank.example>");
  }
}
