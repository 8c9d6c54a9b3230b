package io.tocsin.collector.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTemplatesTest {
  private final ServiceTemplates templates = new ServiceTemplates(TemplateConfig.byDefault());
  private long time;

  private Template add(String message) {
    return templates.add(message, ++time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          took 17 ms at 12:00:01,337                 | took <*> ms at <*>
          user acct_9f saw order A-17                | user <*> saw order <*>
          read /var/log/app/gc.log twice             | read <*> twice
          from https://bank.example/pay?id=1&x=2 now | from <*> now
          peer fe80::1ff:fe23:4567:890a left         | peer <*> left
          card 00:1b:44:11:3a:b7 up                  | card <*> up
          since Thu Aug 11 05:45:01 2005             | since <*>
          Mark May away                              | Mark May away
          retry=true last=null                       | retry=<*> last=<*>
          at com.bank.pay.Ledger.settle              | at <*>
          {"op":"a","amount":12}                     | {"op":"<*>","amount":<*>}
          pool=Pool{size:3} closed                   | pool=<*> closed
          exit()                                     | exit(<*>)
          items [1, 2, 3] of [4]                     | items [<*>] of [<*>]
          wait.........7                             | wait...<*>
          a deadbeefcafe face                        | a <*> face
          转账 123 失败                                | 转账 <*> 失败
          """)
  void aToken_whoseFormSaysSo_isAVariable(String message, String template) {
    assertThat(add(message).text()).isEqualTo(template);
  }

  @Test
  void aWord_thatVariesOften_isAVariable_andItsTemplatesGoUpInTheFirst() {
    Template first = add("lane red opened");
    List<Template> others =
        List.of(add("lane blue opened"), add("lane green opened"), add("lane grey opened"));
    assertThat(first.text()).isEqualTo("lane red opened");

    Template fifth = add("lane black opened");

    assertThat(fifth).isSameAs(first);
    assertThat(first.text()).isEqualTo("lane <*> opened");
    assertThat(others).allSatisfy(other -> assertThat(other.current()).isSameAs(first));
    assertThat(add("lane white opened").id()).isEqualTo(first.id());
  }

  @Test
  void twoWords_thatVaryTogether_areVariables() {
    String[] states = {"NEW", "READY", "RUNNING", "PAUSED", "DONE", "GONE"};
    for (int i = 0; i + 1 < states.length; i++) {
      add("task went from " + states[i] + " to " + states[i + 1] + " quietly");
    }

    assertThat(add("task went from GONE to NEW quietly").text())
        .isEqualTo("task went from <*> to <*> quietly");
  }

  @Test
  void fewWordsInOnePlace_stayStatementsOfTheirOwn() {
    assertThat(add("breaker opened").current()).isNotSameAs(add("breaker closed").current());
    assertThat(add("scan begin now").id()).isNotEqualTo(add("scan end now").id());
  }

  @Test
  void firstWords_nameTheStatement() {
    for (String part : List.of("cron", "mail", "disk", "net", "clock", "web", "db")) {
      add(part + " startup succeeded");
    }

    assertThat(add("cron startup succeeded").text()).isEqualTo("cron startup succeeded");
  }

  @Test
  void aWordWhereOthersHaveANumber_isTheSameStatement() {
    assertThat(add("invalid user x17 from h").current())
        .isSameAs(add("invalid user admin from h").current());
  }

  @Test
  void ids_areTheSameInEveryRun() {
    ServiceTemplates again = new ServiceTemplates(TemplateConfig.byDefault());

    assertThat(add("refund 17 of order 4 failed").id())
        .isEqualTo(again.add("refund 99 of order 5 failed", 1).id())
        .matches("[0-9a-f]{16}");
  }

  @Test
  void aTemplateThatIsKept_goesOnWhereItWas() {
    List.of("red", "blue", "green", "grey", "black").forEach(c -> add("lane " + c + " opened"));
    Template widened = add("lane white opened");
    ServiceTemplates next = new ServiceTemplates(TemplateConfig.byDefault());
    next.restore(
        TemplateState.read(
            TemplateState.of(new io.tocsin.model.TenantId("bank"), "payments", widened)));

    Template found = next.add("lane brown opened", 99);

    assertThat(found.id()).isEqualTo(widened.id());
    assertThat(found.lines).isEqualTo(7);
  }

  @Test
  void differentStatements_withoutEnd_takeBoundedMemory_andWhatMadeRoomIsCounted() {
    mine(50_000);
  }

  @Test
  @Tag("long")
  void aMillionDifferentStatements_takeBoundedMemory() {
    mine(1_000_000);
  }

  private static void mine(int statements) {
    TemplateConfig small = new TemplateConfig(5, 3, 20, 2_048, 2_000, 50, 1_024, 100);
    ServiceTemplates bounded = new ServiceTemplates(small);
    Random random = new Random(7);
    for (int i = 0; i < statements; i++) {
      bounded.add(words(random), i);
    }

    assertThat(bounded.size()).isLessThanOrEqualTo(50 * 4);
    assertThat(bounded.forgotten()).isEqualTo(statements - bounded.size());
  }

  /** Three to six words that no other message has in these places. */
  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    int count = 3 + random.nextInt(4);
    IntStream.range(0, count)
        .forEach(i -> {
          text.append(i == 0 ? "" : " ");
          for (int c = 0; c < 6; c++) {
            text.append((char) ('g' + random.nextInt(20)));
          }
        });
    return text.toString();
  }
}
