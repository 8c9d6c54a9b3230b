package io.tocsin.bot.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import org.junit.jupiter.api.Test;

class RepositoryConfigTest {
  @Test
  void passwordInAnAddress_isRefusedAndNotRepeated() {
    assertThatThrownBy(() ->
            new RepositoryConfig("*", "https://ci:hunter2@git.example/bank", null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("use token")
        .hasMessageNotContaining("hunter2");
  }
}
