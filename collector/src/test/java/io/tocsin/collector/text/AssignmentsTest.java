package io.tocsin.collector.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a1=x                       | a1 x
          key = value, next          | key value
          k1=1 k2=2;k3=3             | k1 1, k2 2, k3 3
          {"key":"a b","n":12}       | key a b, n1 12
          {\\"key\\":\\"a b\\"}      | key a b
          'key' : 'it'               | key it
          <key>a b</key>             | key a b
          <ns:key>v</ns:key>         | key v
          Key (account_id)=(17) is   | account_id 17
          键：值                       | 键 值
          at 10:15:30                | ``
          https://host/path          | ``
          Foo.java:123               | ``
          a::b                       | ``
          key==v                     | key v
          key=>v                     | key v
          "open":"never closed       | open never closed
          """)
  void pairs_ofEveryWriting_areFound(String text, String expected) {
    String plain = text.replace("\\\\", "\\").replace("\"n\"", "\"n1\"");
    assertThat(String.join(", ", pairs(plain, Assignments.Interest.VALUE))).isEqualTo(expected);
  }

  @Test
  void wholeValue_isABalancedObject_andNothingInsideIsLookedAt() {
    String text = "{\"key\":{\"in\":\"}\",\"deep\":[1,{\"x\":2}]},\"next\":3}";
    assertThat(pairs(text, Assignments.Interest.WHOLE))
        .containsExactly("key {\"in\":\"}\",\"deep\":[1,{\"x\":2}]}", "next 3");
  }

  @Test
  void valueThatIsLookedInto_isCut() {
    String text = "key=" + "x".repeat(2_000);
    assertThat(pairs(text, Assignments.Interest.VALUE).getFirst()).hasSize("key ".length() + 512);
  }

  @Test
  void hostileTexts_takeLinearTime() {
    for (String part : List.of("ab=", "\"ab\":{", "ab=\\\"", "ab:\"", "===", "<ab>", "ab=(")) {
      String text = part.repeat(400_000 / part.length());
      assertThat(pairs(text, Assignments.Interest.WHOLE).size()).isLessThan(400_000);
      assertThat(pairs(text, Assignments.Interest.VALUE).size()).isLessThan(400_000);
    }
  }

  private static List<String> pairs(String text, Assignments.Interest interest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    Assignments.Sink sink =
        new Assignments.Sink() {
          @Override
          public Assignments.Interest interestIn(byte[] in, int from, int to) {
            return interest;
          }

          @Override
          public void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form) {
            found.add(slice(keyFrom, keyTo) + ' ' + slice(valueFrom, valueTo));
          }

          private String slice(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
          }
        };
    int flags = TextClass.of(bytes, 0, bytes.length);
    Assignments.scan(bytes, 0, bytes.length, flags, sink);
    return found;
  }
}
