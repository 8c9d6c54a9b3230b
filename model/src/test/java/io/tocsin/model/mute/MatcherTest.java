package io.tocsin.model.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {
  @Test
  void allFourSigns_areRead_quotedOrNot_withOrWithoutBraces() {
    List<Matcher> expected =
        List.of(
            new Matcher("service", "fees", false, true),
            new Matcher("env", "test", false, false),
            new Matcher("severity", "warn.*|info", true, true),
            new Matcher("team", "x{1,2}", true, false));

    assertThat(
            Matcher.parse(
                "{service=\"fees\", env!=test,severity=~\"warn.*|info\",team!~\"x{1,2}\"}"))
        .isEqualTo(expected);
    assertThat(Matcher.parse("service=fees,env!=\"test\",severity=~warn.*|info,team!~\"x{1,2}\""))
        .isEqualTo(expected);
    assertThat(Matcher.parse("")).isEmpty();
    assertThat(Matcher.parse("{}")).isEmpty();
  }

  @Test
  void whatIsWritten_isReadBack() {
    Matcher odd = new Matcher("summary", "a \"b\" \\ c\nd, e=f", false, true);

    assertThat(Matcher.parse(odd.toString())).containsExactly(odd);
  }

  @Test
  void whatIsNoMatcher_isRefused_withAnExample() {
    for (String text : List.of("service", "=x", "1a=\"b\"", "a=\"b\" c=\"d\"", "a=\"b", "a==b{")) {
      assertThatThrownBy(() -> Matcher.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: such as");
    }
    assertThatThrownBy(() -> new Matcher("", "x", false, true)).hasMessageContaining("name");
    assertThatThrownBy(() -> new Matcher("a", "x".repeat(1_025), false, true))
        .hasMessageContaining("value");
  }
}
