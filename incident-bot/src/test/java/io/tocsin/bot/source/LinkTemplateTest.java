package io.tocsin.bot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates as repository hosts have them, and such as must not become links. */
class LinkTemplateTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop/blob/{commit}/{file}#L{line},"
        + "https://github.com/acme/shop/blob/COMMIT/src/Fee%20Table.java#L7",
    "http://gitlab.local:8080/a/b/-/blob/{commit}/{file}#L{line},"
        + "http://gitlab.local:8080/a/b/-/blob/COMMIT/src/Fee%20Table.java#L7",
    "https://dev.azure.com/o/p/_git/r?path=/{file}&version=GC{commit}&line={line},"
        + "https://dev.azure.com/o/p/_git/r?path=/src/Fee%20Table.java&version=GCCOMMIT&line=7",
    "https://git.example/r/{commit}/{file}, https://git.example/r/COMMIT/src/Fee%20Table.java"
  })
  void file_isFilledInAndEncoded(String template, String expected) {
    assertThat(LinkTemplate.ofFile("file_url", template).file(COMMIT, "src/Fee Table.java", 7))
        .isEqualTo(expected.replace("COMMIT", COMMIT));
  }

  @ParameterizedTest
  @CsvSource({
    "a?b#c.java, a%3Fb%23c.java",
    "x)y(z\"<>.java, x%29y%28z%22%3C%3E.java",
    "手续费/Fee.java, %E6%89%8B%E7%BB%AD%E8%B4%B9/Fee.java",
    "{line}.java, %7Bline%7D.java",
    "a+b*.java, a%2Bb%2A.java"
  })
  void file_ofAnyName_staysOnePath(String path, String encoded) {
    assertThat(
            LinkTemplate.ofFile("file_url", "https://git/{commit}/{file}#L{line}")
                .file(COMMIT, path, 0))
        .isEqualTo("https://git/" + COMMIT + '/' + encoded + "#L1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "javascript:alert(1)//{commit}/{file}",
        "ftp://git/{commit}/{file}",
        "//git/{commit}/{file}",
        "https://{file}/{commit}",
        "https://git{commit}/{file}/{commit}",
        "https://user:secret@git/{commit}/{file}",
        "https://git/{commit}",
        "https://git/{file}#L{line}",
        "https://git/{commit}/{file}/{branch}",
        "https://git/{commit}/{file}\"onclick=x",
        "https://git/{commit}/{file} and more",
        "https://git/{commit}/{file}\n"
      })
  void whatIsNoAddress_isRefusedWithKeyAndExpectation(String template) {
    assertThatThrownBy(() -> LinkTemplate.ofFile("file_url", template))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("file_url")
        .hasMessageContaining("{commit} and {file}");
  }
}
