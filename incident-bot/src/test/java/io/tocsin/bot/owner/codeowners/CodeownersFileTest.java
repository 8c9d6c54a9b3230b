package io.tocsin.bot.owner.codeowners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeownersFileTest {
  private static CodeownersFile.Match match(String file, String path) {
    return CodeownersFile.parse(file).match(path).orElseThrow();
  }

  @Test
  void T16_theLastLineThatMatches_decides() {
    String file =
        """
        # everything
        * @bank/platform

        /refund/ @bank/payments-core dev-a@bank.example # since March
        *.sql @bank/data
        """;
    assertThat(match(file, "ledger/A.java").because())
        .isEqualTo("CODEOWNERS line 2: * @bank/platform");
    assertThat(match(file, "refund/A.java").because())
        .isEqualTo("CODEOWNERS line 4: /refund/ @bank/payments-core dev-a@bank.example");
    assertThat(match(file, "refund/A.java").owners())
        .containsExactly("@bank/payments-core", "dev-a@bank.example");
    assertThat(match(file, "refund/schema.sql").owners()).containsExactly("@bank/data");
  }

  @Test
  void aRuleWithoutOwners_saysThatNobodyOwnsIt() {
    CodeownersFile.Match match = match("* @a/b\n/generated/\n", "generated/A.java");

    assertThat(match.owners()).isEmpty();
    assertThat(match.because()).isEqualTo("CODEOWNERS line 2: /generated/");
  }

  @Test
  void T16_badLines_areSkippedWithTheirNumberAndReason() {
    CodeownersFile file =
        CodeownersFile.parse("* @a/b\n!docs/ @c/d\nsrc/ nobody\n\\#x @e/f\n   # only a comment\n");

    assertThat(file.skipped())
        .containsExactly(
            "line 2: negation is not part of CODEOWNERS",
            "line 3: nobody is no owner (expected: @name, @org/team or an address)");
    assertThat(file.match("docs/a").orElseThrow().owners()).containsExactly("@a/b");
    assertThat(file.match("#x").orElseThrow().owners()).containsExactly("@e/f");
  }

  @Test
  void gitLabSections_giveDefaultsAndAreJoined() {
    String file =
        """
        * @global
        [Backend][2] @bank/backend
        service/
        service/api/ @bank/api
        ^[Shared]
        service/api/ @bank/shared
        [Generated]# no owners
        generated/
        """;
    assertThat(match(file, "service/A.java").owners()).containsExactly("@global", "@bank/backend");
    assertThat(match(file, "service/api/A.java").owners())
        .containsExactly("@global", "@bank/api", "@bank/shared");
    assertThat(match(file, "generated/A.java").owners()).containsExactly("@global");
  }

  @Test
  void aPathInBrackets_isNoSection() {
    assertThat(match("[id]/page.java @a/b", "[id]/page.java").owners()).containsExactly("@a/b");
  }
}
