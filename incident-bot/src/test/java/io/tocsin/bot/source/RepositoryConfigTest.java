package io.tocsin.bot.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import org.junit.jupiter.api.Test;

class RepositoryConfigTest {
  @Test
  void passwordInAnAddress_isRefusedAndNotRepeated() {
    assertThatThrownBy(() ->
            new RepositoryConfig(
                "*", "https://ci:hunter2@git.example/bank", null, null, null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("use token")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void addressesOfSource_areCheckedAtTheStart() {
    assertThatThrownBy(() ->
            new RepositoryConfig(
                "*", "/bank", null, null, null, "javascript:{commit}/{file}", null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("file_url");
    assertThatThrownBy(
            () -> new RepositoryConfig("*", "/bank", null, null, null, null, "https://git/commit/"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("commit_url");
  }
}
