package io.tocsin.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceFileTest {
  private static final String SOURCE =
      """
      package a;

      /** A class of its own. */
      public final class B {
        private final int c;

        B(int c) {
          this.c = c;
        }

        /** Calls (d). */
        int d(int by) {
          return e(by);
        }

        private int e(int by) {
          return c + by;
        }
      }
      """;

  private final SourceFile file = SourceFile.parse("a/B.java", SOURCE);

  @Test
  void members_endWhereTheirBraceCloses() {
    assertThat(file.head()).last().isEqualTo("public final class B {");
    assertThat(file.members()).hasSize(3);
    assertThat(file.tail()).containsExactly("}");
  }

  @Test
  void memberOf_findsTheDeclarationAndNotTheCall() {
    assertThat(file.memberOf("d")).isEqualTo(1);
    assertThat(file.memberOf("e")).isEqualTo(2);
    assertThat(file.memberOf("f")).isEqualTo(-1);
  }

  @Test
  void text_ofAllMembers_isTheFile() {
    BitSet all = new BitSet();
    all.set(0, 3);
    assertThat(file.text(all)).isEqualTo(SOURCE);
  }

  @Test
  void text_ofSomeMembers_keepsTheirOrder() {
    BitSet some = new BitSet();
    some.set(2);
    assertThat(file.text(some)).contains("int e(").doesNotContain("int d(").endsWith("}\n");
  }

  @Test
  void note_goesIntoTheBodyOfItsMember() {
    assertThat(file.noted(1, "So.").text())
        .isEqualTo(SOURCE.replace("int d(int by) {", "int d(int by) {\n    // So."));
    assertThat(file.hasBody(2)).isTrue();
  }

  @Test
  void anotherForm_takesThePlaceOfItsMember() {
    String changed =
        file.with(2, List.of("", "  private int e(int by) {", "    return by;", "  }")).text();
    assertThat(changed).isEqualTo(SOURCE.replace("c + by", "by"));
  }

  @Test
  void turnedRound_hasTheSameMembersTheLastOneFirst() {
    SourceFile turned = file.turnedRound();
    assertThat(turned.memberOf("e")).isZero();
    assertThat(turned.memberOf("d")).isEqualTo(1);
    assertThat(turned.text()).startsWith("// Members").contains("int e(", "int d(", "B(int c)");
  }

  @Test
  void recordWithoutBody_isOnePiece() {
    String text = "package a;\n\nrecord C(int d, int e) {}\n";
    SourceFile whole = SourceFile.parse("a/C.java", text);
    assertThat(whole.members()).isEmpty();
    assertThat(whole.text(new BitSet())).isEqualTo(text);
  }
}
