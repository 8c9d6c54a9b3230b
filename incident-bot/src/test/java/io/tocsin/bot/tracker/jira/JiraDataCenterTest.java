package io.tocsin.bot.tracker.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.ticket.TrackerException;
import org.junit.jupiter.api.Test;

class JiraDataCenterTest extends JiraContract {
  JiraDataCenterTest() {
    super(JiraKind.DATA_CENTER);
  }

  @Test
  void T15_file_withATextThatEscapesMakeTooLong_keepsItsBeginAndItsEnd() throws TrackerException {
    String block = "```\n" + "a line of the stack\n".repeat(500) + "```\n";
    String body = "Begin\n\n" + "a-b ".repeat(5_000) + "\n\n" + block + "\nFiled by Tocsin.";

    String id = tracker().file(draft(KEY, "it fails", body), IN_TIME).id();

    String text = jira.stored(id).path("fields").path("description").asString();
    assertThat(text).startsWith("Begin").contains("…").endsWith("Filed by Tocsin.");
    assertThat(text.split("\\{noformat}", -1).length % 2).isOne();
  }
}
