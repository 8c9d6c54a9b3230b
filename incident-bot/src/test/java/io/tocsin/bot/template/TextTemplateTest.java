package io.tocsin.bot.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
  private static final Set<String> NAMES = Set.of("service", "trace");

  private static String filledIn(String source, String service, String trace) throws Exception {
    return TextTemplate.of(source, NAMES).filledIn(Map.of("service", service, "trace", trace));
  }

  @Test
  void filledIn_putsValuesWhereTheirNamesStand_asTheyAre() throws Exception {
    assertThat(filledIn("a {{service}} b {{{service}}}", "<b>&\"", ""))
        .isEqualTo("a <b>&\" b <b>&\"");
  }

  @Test
  void filledIn_leavesOutSectionsOfWhatIsEmpty() throws Exception {
    String source = "{{#trace}}trace {{.}} of {{service}}{{/trace}}{{^trace}}none{{/trace}}";

    assertThat(filledIn(source, "s", "t1")).isEqualTo("trace t1 of s");
    assertThat(filledIn(source, "s", "")).isEqualTo("none");
  }

  @Test
  void filledIn_takesNoValueForATemplate() throws Exception {
    assertThat(filledIn("{{service}}", "{{trace}}", "secret")).isEqualTo("{{trace}}");
  }

  @Test
  void of_aNameThatIsNotThere_saysWhich() {
    assertThatThrownBy(
            () -> TextTemplate.of("{{service}} {{accounts}} {{#owner}}x{{/owner}}", NAMES))
        .isInstanceOf(TemplateException.class)
        .hasMessage("no such name: accounts, owner");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{service",
        "{{#service}}open",
        "{{/service}}",
        "{{>/etc/passwd}}",
        "{{#trace}}{{>x}}{{/trace}}",
        "{{service.class.name}}",
        "{{service.getClass}}",
        "{{#service}}{{getBytes}}{{/service}}",
        "{{entrySet}}"
      })
  void of_whatIsBroken_orReachesForMoreThanTexts_isRefused(String source) {
    assertThatThrownBy(() -> TextTemplate.of(source, NAMES)).isInstanceOf(TemplateException.class);
  }
}
