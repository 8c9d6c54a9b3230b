package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FiguresTest {
  private final Figures figures = new Figures(new PageConfiguration().messageSource());

  @BeforeEach
  void readEnglish() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);
  }

  @AfterEach
  void forget() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void duration_hasTwoSignificantDigitsAndAUnit() {
    assertThat(figures.nanos(0)).isEqualTo("0 ns");
    assertThat(figures.nanos(1_234)).isEqualTo("1.2 µs");
    assertThat(figures.nanos(309_000_000)).isEqualTo("310 ms");
    assertThat(figures.nanos(994_999_999)).isEqualTo("990 ms");
    assertThat(figures.nanos(995_000_000)).isEqualTo("1 s");
    assertThat(figures.duration(Duration.ofSeconds(72))).isEqualTo("1.2 min");
    assertThat(figures.duration(Duration.ofMinutes(52))).isEqualTo("52 min");
    assertThat(figures.duration(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(figures.duration(Duration.ofDays(365))).isEqualTo("370 d");
    assertThat(figures.duration(Duration.ofSeconds(-1))).isEqualTo("0 ns");
  }

  @Test
  void duration_inChinese_hasChineseUnits() {
    LocaleContextHolder.setLocale(Locale.CHINESE);

    assertThat(figures.duration(Duration.ofMinutes(4))).isEqualTo("4 分钟");
  }

  @Test
  void count_separatesThousands_asItsReaderDoes() {
    assertThat(figures.count(1_234_567)).isEqualTo("1,234,567");

    LocaleContextHolder.setLocale(Locale.GERMAN);
    assertThat(figures.count(1_234_567)).isEqualTo("1.234.567");

    LocaleContextHolder.setLocale(Locale.ENGLISH);
    assertThat(figures.count(1_234_567)).isEqualTo("1,234,567");
  }

  @Test
  void id_isShortenedInTheMiddle() {
    assertThat(figures.id("7c1e3f00112233445566778899aa90ab")).isEqualTo("7c1e3f…90ab");
    assertThat(figures.id("PAY-3381")).isEqualTo("PAY-3381");
  }

  @Test
  void cut_keepsWholeCharactersOfTheFirstLine() {
    assertThat(figures.cut("one\ntwo", 10)).isEqualTo("one…");
    assertThat(figures.cut("abc", 3)).isEqualTo("abc");
    assertThat(figures.cut("a\uD83D\uDE00b", 2)).isEqualTo("a…");
  }

  @Test
  void bytes_areInBinaryUnits() {
    assertThat(figures.bytes(0)).isEqualTo("0 B");
    assertThat(figures.bytes(1_610_612_736)).isEqualTo("1.5 GiB");
  }

  @Test
  void initials_areOfTheFirstTwoWords() {
    assertThat(figures.initials("@payments-core")).isEqualTo("PC");
    assertThat(figures.initials("支付")).isEqualTo("支");
    assertThat(figures.initials("@")).isEmpty();
  }
}
