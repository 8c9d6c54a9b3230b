package io.tocsin.collector.processor.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPackReaderTest {
  private static final String PACK =
      """
      rules:
        - code: INSUFFICIENT_BALANCE
          tier: domain
          retryable: false
          compensate: false
          alert: none
          reaction: none
          user_text: Your balance is too low.
          when:
            - type: com.acme.InsufficientBalanceException
            - attributes: {biz.status: [B01, 402]}
      """;

  @Test
  void ownPack_comesBeforeTheDefaultOne(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("bank.yml"), PACK);
    ErrorModel model = ErrorPackReader.load(new ClassifyConfig(List.of(file), true));
    assertThat(model.rules().getFirst())
        .returns("INSUFFICIENT_BALANCE", ErrorRule::code)
        .returns("Your balance is too low.", ErrorRule::userText);
    assertThat(model.rules()).hasSizeGreaterThan(25);
    assertThat(model.attributeNames()).contains("biz.status", "http.response.status_code");
  }

  @Test
  void defaultPack_namesEachCodeOnce() {
    ErrorModel model = ErrorPackReader.load(ClassifyConfig.defaults());
    assertThat(model.rules()).extracting(ErrorRule::code).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tier: domain | tier: busy | rules[0].tier: busy (expected: infrastructure, service, domain)
          retryable: false | retryable: maybe | rules[0].retryable: maybe (expected: true or false)
          reaction: none | reaction: panic | rules[0].reaction: panic (expected: none, retry, degrade, alert)
          code: INSUFFICIENT_BALANCE | code: low | rules[0].code: low (expected: 2 to 64 of A-Z, 0-9 and _)
          alert: none | alarm: none | rules[0].alarm: none (expected: one of alert, code, compensate, reaction, retryable, tier, user_text, when)
          type: com.acme | message: com.acme | rules[0].when[0]: {message=com.acme.InsufficientBalanceException} (expected: type or attributes)
          rules: | rulez: | rulez: [{code=
          rules: | rules: !!javax.script.ScriptEngineManager | expected: YAML of plain maps, lists and scalars
          """)
  void mistake_isNamedWithFileKeyAndValue(String right, String wrong, String message) {
    assertThatThrownBy(() -> ErrorPackReader.read("bank.yml", PACK.replace(right, wrong)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("bank.yml")
        .hasMessageContaining(message);
  }

  @Test
  void packThatIsMissing_isNamed() {
    ClassifyConfig config = new ClassifyConfig(List.of(Path.of("no-such-pack.yml")), true);
    assertThatThrownBy(() -> ErrorPackReader.load(config))
        .hasMessage("packs: no-such-pack.yml (expected: a readable UTF-8 file)");
  }
}
