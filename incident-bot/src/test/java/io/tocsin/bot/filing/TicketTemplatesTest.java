package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.ticket.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tickets in the words of those who get them. */
class TicketTemplatesTest {
  private final Bank bank = new Bank();

  private Ticket filed(String title, String body) {
    bank.templates = new TemplateConfig(title, body);
    bank.faults(0, 1);
    bank.runUntilSettled("bot-1", bank.filing());
    return bank.tracker.oldestFirst().getFirst();
  }

  @Test
  void ownWords_areTitleAndText_withTheKeyAndTheSealBehindThem() {
    Ticket ticket =
        filed("{{service}}: {{type}}", "Hello {{team}}, see [{{incident}}]({{link}}).\n{{stack}}");

    assertThat(ticket.title()).matches("\\w[\\w-]*: \\S*NullPointerException");
    assertThat(ticket.body())
        .startsWith("Hello \\@payments-core, see [TOC-1](http://tocsin/incidents/TOC-1).")
        .contains("RefundService")
        .contains("Key: " + ticket.key())
        .doesNotContain("built-in");
    assertThat(TextSeal.isWhole(ticket.body())).isTrue();
  }

  @Test
  void builtInWords_areThere_whereNoneAreSet() {
    assertThat(filed(null, null).body())
        .startsWith("**")
        .contains("- **Incident:** [TOC-1](", "### Stack trace, own frames", "Filed by Tocsin");
  }

  @Test
  void aTemplateThatNamesWhatIsNotThere_costsNothingButTheWords_andTheTicketSaysSo() {
    Ticket ticket = filed(null, "{{what_i_want}}");

    assertThat(ticket.body())
        .contains("- **Incident:** [TOC-1](")
        .contains("### Not as the settings have it")
        .contains("no such name: what\\_i\\_want");
    assertThat(TextSeal.isWhole(ticket.body())).isTrue();
    assertThat(TicketTemplates.of(bank.templates).trouble())
        .hasValue("bot.ticket_template.body: no such name: what_i_want");
  }

  @Test
  void aBrokenTitle_isSaidInTheText_whichIsItsOwn() {
    Ticket ticket = filed("{{#service}}", "Our words");

    assertThat(ticket.title()).contains("NullPointerException");
    assertThat(ticket.body())
        .startsWith("Our words")
        .contains("Not as the settings have it", "ticket\\_template.title");
  }

  @Test
  void everyName_isThereForEveryTicket_andDocumented() throws Exception {
    bank.faults(0, 1);
    TreeSet<String> names = new TreeSet<>(TicketWords.NAMES);
    names.addAll(TicketWords.PARTS);
    StringBuilder all = new StringBuilder();
    names.forEach(name -> all.append(name).append("={{").append(name).append("}}\n"));
    bank.templates = new TemplateConfig(null, all.toString());

    bank.runUntilSettled("bot-1", bank.filing());

    assertThat(bank.tracker.oldestFirst().getFirst().body())
        .contains("service=")
        .contains("trace=")
        .doesNotContain("could not be used");
    String documented = Files.readString(Path.of("../docs/operate.md"));
    assertThat(names).allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
  }
}
