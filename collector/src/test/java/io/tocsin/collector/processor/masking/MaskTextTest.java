package io.tocsin.collector.processor.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTextTest {
  private final MaskText mask = new MaskText(MaskingConfig.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          13800005678                       | 138****5678
          call 13800005678 now              | call 138****5678 now
          电话13800005678。                  | 电话138****5678。
          +8613800005678                    | +86138****5678
          +86 138 0000 5678                 | +86 138 **** 5678
          0086-138-0000-5678                | 0086-138-****-5678
          8613800005678                     | 86138****5678
          138-0000-5678                     | 138-****-5678
          1380000 5678                      | 138**** 5678
          19912345678,18612345678           | 199****5678,186****5678
          2024-01-15 13800005678            | 2024-01-15 138****5678
          13800005678 200 15                | 138****5678 200 15
          １３８００００５６７８             | １３８****５６７８
          138　0000　5678                   | 138　****　5678
          {"tel":"13800005678"}             | {"tel":"138****5678"}
          {"tel":13800005678}               | {"tel":138****5678}
          """)
  void mobileNumber_inAnyForm_keepsFirstThreeAndLastFour(String text, String expected) {
    assertThat(mask.mask(text)).isEqualTo(expected);
  }

  @Test
  void uuid_whoseGroupsPassForANumber_stays() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(mask.mask(uuid)).isEqualTo(uuid);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12800005678",
        "1380000567",
        "138000056789",
        "1748503543012",
        "1748503543012345",
        "a0b13800005678",
        "0x13800005678",
        "13800005678.25",
        "0.13800005678",
        "138****5678",
        "trace 5b8efff798038103d269b633813fc60c",
        "550e8400-e29b-41d4-a716-446655440000",
        "2024-01-15T10:30:00.123456789Z"
      })
  void nearMiss_ofAMobileNumber_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11010519491231002X       | 110***********002X
          11010519491231002x,      | 110***********002x,
          身份证11010519491231002X号 | 身份证110***********002X号
          440524188001010014       | 440***********0014
          110105 19491231 002X     | 110*** ******** 002X
          １１０１０５１９４９１２３１００２Ｘ | １１０***********００２Ｘ
          """)
  void idCard_withRightCheckDigit_isMasked(String text, String expected) {
    assertThat(mask.mask(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "110105194912310021",
        "11010519491231001X",
        "11010519491331002X",
        "440524188001010015",
        "11010519491231002XY"
      })
  void idCard_withWrongCheckDigit_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4111111111111111              | 411111******1111
          6222021234567890123 ok        | 6222021234567890123 ok
          6222021234567890128           | 622202*********0128
          4111 1111 1111 1111           | 4111 11** **** 1111
          4111-1111-1111-1111 exp 12/25 | 4111-11**-****-1111 exp 12/25
          4111 1111 1111 1111 12        | 4111 11** **** 1111 12
          4012-8888-8888-1881           | 4012-88**-****-1881
          371449635398431               | ***********8431
          3714 496353 98431             | **** ****** *8431
          30569309025904                | **********5904
          122000000000003               | ***********0003
          630427373398                  | ********3398
          No.4111111111111111!          | No.411111******1111!
          id=4111111111111111x          | id=411111******1111x
          卡号４１１１１１１１１１１１１１１１ | 卡号４１１１１１******１１１１
          """)
  void bankCard_withRightCheckDigit_isMasked(String text, String expected) {
    assertThat(mask.mask(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "4012-8888-8888-1882",
        "36168002586008",
        "7111111111111111",
        "order 2024011510300012",
        "41111111111111111111",
        "4111111111111111.5",
        "deadbeef4111111111111111"
      })
  void nearMiss_ofABankCard_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GB82WEST12345698765432           | GB82**************5432
          GB82 WEST 1234 5698 7654 32 paid | GB82 **** **** **** **54 32 paid
          de89370400440532013000           | de89**************3000
          MT84MALT011000012345MTLCAST001S  | MT84***********************001S
          """)
  void iban_withRightCheckDigits_isMasked(String text, String expected) {
    assertThat(mask.mask(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GB83WEST12345698765432", "GB82WEST1234569876543", "XX82WEST12345698765432"})
  void iban_withWrongCheckDigits_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password=hunter2 user=bob           | password=*** user=bob
          password: hunter2, user: bob        | password: ***, user: bob
          {"password":"hun\\"ter2","a":"b"}   | {"password":"***","a":"b"}
          {"a":1,"pin":1234}                  | {"a":1,"pin":"***"}
          {"secret":{"a":["}",1],"b":2},"c":3} | {"secret":"***","c":3}
          {\\"userPassword\\":\\"x\\",\\"n\\":1} | {\\"userPassword\\":\\"***\\",\\"n\\":1}
          {\\"cvv\\":{\\"v\\":\\"}\\"},\\"n\\":1} | {\\"cvv\\":\\"***\\",\\"n\\":1}
          db.password=x                       | db.password=***
          X-Api-Key: abc123                   | X-Api-Key: ***
          Authorization: Basic dXNlcjpwYXNz   | Authorization: ***
          Authorization: Bearer abc.def-1     | Authorization: ***
          access_token=abc&x=1                | access_token=***&x=1
          <ns:password>hunter2</ns:password>  | <ns:password>***</ns:password>
          用户密码：abc123，登录失败             | 用户密码：***，登录失败
          密码=abc                             | 密码=***
          User{name=bob, passwd='x y'}        | User{name=bob, passwd='***'}
          jdbc:mysql://root:pa55@db/x?a=b     | jdbc:mysql://root:***@db/x?a=b
          mail bob.smith@example.com.         | mail b***@example.com.
          Bearer a1b2c3d4e5f6                 | Bearer ***
          a@b.com.Bearer a1b2c3d4e5f6         | ***@b.com.Bearer ***
          password=[]hunter2 x                | password=*** x
          密码={}hunter2，登录失败               | 密码=***，登录失败
          token: Basic 密文，登录失败            | token: ***，登录失败
          t eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_-1 t | t *** t
          """)
  void secret_underItsKeyOrInItsForm_isReplaced(String text, String expected) {
    String plain = text.replace("\\\\", "\\");
    assertThat(mask.mask(plain)).isEqualTo(expected.replace("\\\\", "\\"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token_type=Bearer",
        "max_tokens=512",
        "password=null",
        "password_required=true",
        "{\"password\":\"\"}",
        "at 10:15:30 in Tokenizer.java:123",
        "spinning: 3",
        "java.lang.Object@1b6d3586",
        "Bearer authentication required",
        "https://example.com:8080/a@b"
      })
  void harmlessText_thatLooksAlike_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          call +44 7700 900123 now  | call +** **** **0123 now
          +1-212-555-0187           | +*-***-***-0187
          010-87654321              | ***-****4321
          (415) 555-0132            | (415) ***-0132
          415-555-0132 x            | ***-***-0132 x
          SSN 078-05-1120           | SSN ***-**-1120
          """)
  void otherNumbers_ofPeople_keepTheLastFour(String text, String expected) {
    assertThat(mask.mask(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-15",
        "666-12-3456",
        "000-12-3456",
        "123-456-7890",
        "at +0800",
        "version 010-1234",
        "415 555 0132",
        "blk_-6952295868487656571",
        "token=Token{a64f992 x}",
        "token: android.os.BinderProxy@2bd79ce"
      })
  void nearMiss_ofSuchANumber_stays(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @Test
  void oldIdCards_areMaskedOnDemandOnly() {
    MaskingConfig defaults = MaskingConfig.defaults();
    MaskText old = new MaskText(defaults.withOldIdCards());
    assertThat(mask.mask("id 110105491231002")).isEqualTo("id 110105491231002");
    assertThat(old.mask("id 110105491231002")).isEqualTo("id 110********1002");
    assertThat(old.mask("id 110105491331002")).isEqualTo("id 110105491331002");
    assertThat(old.mask("id 990105491231002")).isEqualTo("id 990105491231002");
  }

  @Test
  void privateKey_overSeveralLines_isReplaced() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK=\n-----END RSA PRIVATE KEY-----";
    assertThat(mask.mask("key " + pem + " end")).isEqualTo("key *** end");
    assertThat(mask.mask("cut " + pem.substring(0, 50))).isEqualTo("cut ***");
    String certificate = pem.replace("RSA PRIVATE KEY", "CERTIFICATE");
    assertThat(mask.mask(certificate)).isEqualTo(certificate);
  }

  @Test
  void listOfNumbers_longerThanOneRun_hidesTheCardInIt() {
    String before = "1234 5678 ".repeat(40);
    assertThat(mask.mask(before + "4111 1111 1111 1111 99"))
        .isEqualTo(before + "4111 11** **** 1111 99");
  }

  @Test
  void hugeNumber_isPassedOver() {
    String huge = "13800005678".repeat(1_000);
    assertThat(mask.mask(huge + " 13800005678")).isEqualTo(huge + " 138****5678");
  }

  @Test
  void maskedText_staysAsItIs() {
    String once = mask.mask("4111 1111 1111 1111, 13800005678, password=x, a.b@c.org");
    assertThat(mask.mask(once)).isEqualTo(once);
  }

  @Test
  void ownPattern_masksItsFirstGroup() {
    PatternConfig policy = new PatternConfig("policy", "保单(P[0-9]{6})", "P***");
    PatternConfig code = new PatternConfig("code", "zz[0-9]+", "***");
    MaskText own = new MaskText(MaskingConfig.defaults().withPatterns(List.of(policy, code)));
    assertThat(own.mask("保单P123456 理赔 zz17")).isEqualTo("保单P*** 理赔 ***");
  }

  @Test
  void lines_areMaskedOneByOne() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] in = "a 13800005678\n\npin=1 支付\n".getBytes(StandardCharsets.UTF_8);
    mask.mask(new ByteArrayInputStream(in), out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a 138****5678\n\npin=*** 支付\n");
  }
}
