package io.tocsin.bot.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.Frame;
import org.junit.jupiter.api.Test;

class MethodLocatorTest {
  private static final String FILE =
      """
      package com.bank;

      import java.util.List;

      /** rate() in a comment, and a "}" in a string below. */
      public final class FeeTable {
        private final List<Fee> fees = load();
        private static final int MOST = 3;

        static {
          System.setProperty("}", "{ rate(");
        }

        FeeTable(List<Fee> more) {
          fees.addAll(more);
        }

        double rate(int amount) {
          return switch (amount) {
            case 0 -> 0;
            default -> fees.stream().filter(fee -> fee.fits(amount)).count();
          };
        }

        double rate(int amount, String kind) {
          return rate(amount);
        }

        record Fee(int from, int to) {
          Fee {
            if (from > to) throw new IllegalArgumentException();
          }

          boolean fits(int amount) {
            return new Object() {
              boolean deep() {
                return amount >= from;
              }
            }.deep();
          }
        }

        enum Kind {
          A {
            int rate() { return 1; }
          };

          int rate() { return 0; }
        }
      }
      """;

  private static MethodText find(String type, String method) {
    return MethodLocator.find("FeeTable.java", FILE, new MethodName("com.bank." + type, method));
  }

  private static int line(String text) {
    return (int) FILE.substring(0, FILE.indexOf(text)).lines().count() + 1;
  }

  @Test
  void sumOfThousandsOfTerms_isNotFound_andEndsNobody() {
    String sum = "x" + " + x".repeat(10_000);
    String file = "class Sql { int sum(int x) { return " + sum + "; } }";

    assertThat(MethodLocator.find("Sql.java", file, new MethodName("Sql", "sum"))).isNotNull();
  }

  @Test
  void overloads_areOneMethod() {
    MethodText rate = find("FeeTable", "rate");
    assertThat(rate.ranges()).hasSize(2);
    assertThat(rate.ranges().getFirst().first()).isEqualTo(line("  double rate(int amount) {"));
    assertThat(rate.holds(line("    return rate(amount)"))).isTrue();
    assertThat(rate.holds(line("  boolean fits"))).isFalse();
  }

  @Test
  void nestedTypes_haveMethodsOfTheirOwn() {
    assertThat(find("FeeTable$Fee", "fits").ranges()).hasSize(1);
    assertThat(find("FeeTable$Kind", "rate").ranges())
        .containsExactly(
            new MethodText.Range(
                line("    int rate() { return 0"), line("    int rate() { return 0")));
    assertThat(find("FeeTable", "fits").isThere()).isFalse();
  }

  @Test
  void anonymousClasses_lieInTheNamedOneAroundThem() {
    assertThat(find("FeeTable$Fee$1", "deep").ranges().getFirst().first())
        .isEqualTo(line("        boolean deep()"));
  }

  @Test
  void constructorsAndInitialisers_haveTheJvmsNames() {
    assertThat(find("FeeTable", "<init>").holds(line("    fees.addAll"))).isTrue();
    assertThat(find("FeeTable", "<init>").holds(line("  private final List"))).isTrue();
    assertThat(find("FeeTable", "<clinit>").holds(line("  private static final int"))).isTrue();
    assertThat(find("FeeTable", "<clinit>").holds(line("    System.set"))).isTrue();
    assertThat(find("FeeTable$Fee", "<init>").holds(line("      if (from"))).isTrue();
  }

  @Test
  void layoutAndComments_areNoCode() {
    String other =
        FILE.replace("default ->", "// all others\n      default\n          ->")
            .replace("    return rate(amount);", "return rate( amount ) ; // same");
    MethodName rate = new MethodName("com.bank.FeeTable", "rate");
    assertThat(MethodLocator.find("FeeTable.java", other, rate).code())
        .isEqualTo(find("FeeTable", "rate").code());
  }

  @Test
  void whatIsNoJava_hasNoMethods() {
    MethodName rate = new MethodName("com.bank.FeeTable", "rate");
    assertThat(MethodLocator.find("FeeTable.kt", FILE, rate).isThere()).isFalse();
    assertThat(MethodLocator.find("FeeTable.java", "}{ <<<<", rate).isThere()).isFalse();
    assertThat(MethodLocator.find("FeeTable.java", "", rate).isThere()).isFalse();
    assertThat(find("Other", "rate").isThere()).isFalse();
  }

  @Test
  void newestSyntax_isRead() {
    String text =
        """
        sealed interface Shape permits Shape.Dot {
          record Dot(int x, int y) implements Shape {}
          static int area(Object o) {
            return switch (o) {
              case Dot(int x, var _) when x > 0 -> x;
              case null, default -> 0;
            };
          }
        }
        """;
    assertThat(MethodLocator.find("Shape.java", text, new MethodName("Shape", "area")).ranges())
        .containsExactly(new MethodText.Range(3, 8));
  }

  @Test
  void lambdas_areWrittenInTheMethodAroundThem() {
    assertThat(MethodName.of(new Frame("a.Fees", "lambda$rate$3", null, 0)))
        .isEqualTo(new MethodName("a.Fees", "rate"));
    assertThat(MethodName.of(new Frame("a.Fees", "lambda$new$0", null, 0)).method())
        .isEqualTo("<init>");
    assertThat(new MethodName("a.b.Outer$Inner", "run")).hasToString("Outer.Inner.run");
  }
}
