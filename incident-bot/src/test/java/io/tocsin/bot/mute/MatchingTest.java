package io.tocsin.bot.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.mute.Matcher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
  private final Matching matching = new Matching();

  @Test
  void expression_isHeldAgainstTheWholeValue() {
    assertThat(matches("fee.{0,1}", "fees")).isTrue();
    assertThat(matches("fee", "fees")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "(((a{1000}){1000}){1000}){1000}", "(a{40}){40,}", "(a{2,40}){40}"})
  void expression_thatIsNone_orWouldFillTheMemory_isRefused(String regex) {
    assertThatThrownBy(() -> matches(regex, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("matcher: ");
  }

  private boolean matches(String regex, String value) {
    return matching.match(
        List.of(new Matcher("service", regex, true, true)), Map.of("service", value));
  }
}
