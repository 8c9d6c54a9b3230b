package io.tocsin.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MaskScoreTest {
  @TempDir private Path folder;

  private String score(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new MaskScore()).setOut(new PrintWriter(out));
    assertThat(command.execute(arguments)).isZero();
    return out.toString();
  }

  @Test
  void checkDigits_areThoseOfTheStandardsExamples() {
    assertThat(CheckDigits.idCardCheck("11010519491231002")).isEqualTo('X');
    assertThat(CheckDigits.luhn("411111111111111")).isEqualTo(1);
    assertThat(CheckDigits.iban("DE", "370400440532013000")).isEqualTo("DE89370400440532013000");
    assertThat(CheckDigits.iban("GB", "WEST12345698765432")).isEqualTo("GB82WEST12345698765432");
  }

  @Test
  void linesThatNobodyMasked_haveNoRecall_andNoneIsChanged() throws Exception {
    score("--generate", folder.toString(), "--lines", "560");
    Path lines = folder.resolve("lines.txt");
    assertThat(score(lines.toString(), folder.toString()))
        .contains("hidden 0 of 10: card, Visa")
        .contains("unchanged 10 of 10: uuid")
        .contains("recall 0.0000")
        .contains("lines changed for nothing 0 of");
  }

  @Test
  void linesThatAreAllStars_haveFullRecall_andAllAreChanged() throws Exception {
    score("--generate", folder.toString(), "--lines", "560");
    Path stars = folder.resolve("stars.txt");
    Files.write(
        stars, Files.readAllLines(folder.resolve("lines.txt")).stream().map(l -> "*").toList());
    assertThat(score(stars.toString(), folder.toString()))
        .contains("recall 1.0000")
        .contains("1000.00 in a thousand");
  }

  @Test
  void theSameSeed_makesTheSameLines() {
    assertThat(new PersonalLines(3).make(200)).isEqualTo(new PersonalLines(3).make(200));
    assertThat(new PersonalLines(3).make(200)).isNotEqualTo(new PersonalLines(4).make(200));
  }

  @Test
  void labelledSentences_countWhatHasAForm_andLinesWithoutAny() throws Exception {
    Path json = folder.resolve("sentences.json");
    Files.writeString(
        json,
        """
        [{"full_text":"card 4111\\n1", "spans":[{"entity_type":"CREDIT_CARD","entity_value":"4111\\n1"}]},
         {"full_text":"mail a@b.cd", "spans":[{"entity_type":"EMAIL_ADDRESS","entity_value":"a@b.cd"}]},
         {"full_text":"call 17", "spans":[{"entity_type":"PHONE_NUMBER","entity_value":"17"}]},
         {"full_text":"hello", "spans":[]}]
        """);
    assertThat(score("--lines-of", json.toString()))
        .isEqualTo("card 4111 1\nmail a@b.cd\ncall 17\nhello\n");
    Path masked = folder.resolve("masked.txt");
    Files.write(masked, List.of("card ***", "mail a@b.cd", "call **", "hello"));
    assertThat(score(masked.toString(), json.toString()))
        .contains("hidden 1 of 1: CREDIT_CARD")
        .contains("hidden 0 of 1: EMAIL_ADDRESS")
        .contains("recall 0.5000 (1 of 2), lines changed for nothing 0 of 1");
  }
}
