package io.tocsin.collector.processor.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTextTest {
  private final MaskText mask = new MaskText(MaskingConfig.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bob.smith%40example.com            | b***%40example.com
          %2B86+138+0000+5678                | %2B86+138+****+5678
          tel=%31%33%38%30%30%30%30%35%36%37%38 | tel=%31%33%38****%35%36%37%38
          x%3Fpassword%3Dhunter2%26a%3Db     | x%3Fpassword%3D***%26a%3Db
          %7B%22pwd%22%3A%22hunter2%22%7D    | %7B%22pwd%22%3A%22***%22%7D
          bob%2540example.com                | b***%2540example.com
          {"mail":"bob\\u0040example.com"} | {"mail":"b***\\u0040example.com"}
          password=a\\u0042hunter2 x       | password=*** x
          {"\\u5bc6\\u7801":"abc123"}    | {"\\u5bc6\\u7801":"***"}
          bob＠example.com                   | b***＠example.com
          ＧＢ82WEST12345698765432           | GB82**************5432
          d=NDExMTExMTExMTExMTExMQ== x       | d=*** x
          {"p":"eyJwYXNzd29yZCI6Imh1bnRlcjIifQ=="} | {"p":"***"}
          /files/MTM4MDAwMDU2NzggYW5kIG1vcmU= | /files/***
          d=TkRFeE1URXhNVEV4TVRFeE1URXhNUT09 | d=***
          """)
  void secret_underAnEncoding_isReplaced(String text, String expected) {
    String plain = text.replace("\\\\", "\\").replace("\\\\", "\\");
    assertThat(mask.mask(plain)).isEqualTo(expected.replace("\\\\", "\\").strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50% of 13 tasks",
        "%E8%BD%AC%E8%B4%A6%20done",
        "c:\\users\\u1234",
        "{\"n\":\"\\u4e2d\\u6587\"}",
        "aGVsbG8gd29ybGQsIHRoaXMgaXMgZmluZQ==",
        "com.acme.payments.internal.TransferServiceImplementation",
        "5b8efff798038103d269b633813fc60c"
      })
  void harmlessText_underAnEncoding_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @Test
  void digits_writtenAsJsonEscapes_areFound() {
    String escape = "\\" + "u00";
    String text =
        "{\"tel\":\"138" + escape + "300005678\",\"x\":\"" + escape + "3138000056" + "78\"}";
    assertThat(mask.mask(text)).doesNotContain("00005678").contains("138****5678");
    StringBuilder all = new StringBuilder();
    "4012888888881881".chars().forEach(c -> all.append(escape).append(Integer.toHexString(c)));
    assertThat(mask.mask("\"" + all + "\""))
        .contains("******")
        .doesNotContain(all.substring(0, 42));
  }

  /** Read as it stands the first value ends at its quote or bracket; decoded it does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":{\"2%3A%2211\"} password=\\u0041hunter2Zq9",
        "{\"password\":{\"a\":1%7B} password=\\u0041hunter2Zq9",
        "{\"password\":\"ab%5C\" password=\\u0041hunter2Zq9"
      })
  void secret_behindAValueThatEndsElsewhereOnceDecoded_isReplaced(String text) {
    assertThat(mask.mask(text)).doesNotContain("hunter2Zq9");
  }
}
