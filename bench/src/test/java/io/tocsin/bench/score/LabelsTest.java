package io.tocsin.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void row_quotedCellsWithCommasAndQuotes_areOneCell() {
    assertThat(Labels.row("a.txt,getName,\"\"\"x, \\\"\"y\"\"\",test"))
        .containsExactly("a.txt", "getName", "\"x, \\\"y\"", "test");
  }

  @Test
  void matches_numbersAndProducts_compareByValue() {
    assertThat(Labels.matches("5 * 1024", 5120)).isTrue();
    assertThat(Labels.matches("32593993728L", 32593993728L)).isTrue();
    assertThat(Labels.matches("512", 1024L)).isFalse();
  }

  @Test
  void matches_textsEnumsAndBooleans_compareWithoutTheirJavaForm() {
    assertThat(Labels.matches("\"0d 0h 15m 56s\"", "0d 0h 15m 56s")).isTrue();
    assertThat(Labels.matches("Arch.PPC64LE", "PPC64LE")).isTrue();
    assertThat(Labels.matches("True", Boolean.FALSE)).isFalse();
    assertThat(Labels.matches("\"a \\\"b\\\" \" + \"c", "a \"b\" cd")).isTrue();
  }

  @Test
  void matches_unknown_isRightOnlyWhereNothingIsExpected() {
    assertThat(Labels.matches("Long.MIN_VALUE", null)).isTrue();
    assertThat(Labels.matches("heapMax", null)).isFalse();
    assertThat(Labels.matches("heapMax", 1L)).isTrue();
  }
}
