package io.tocsin.bot.alert;

import static io.tocsin.bot.alert.AlertStage.FEES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings by which alerts and faults are told apart are edited while an alert fires. */
class EditedLabelsTest {
  private static final List<String> ENVIRONMENT = AlertConfig.defaults().environmentLabels();
  private static final List<String> IGNORED = AlertConfig.defaults().ignoredLabels();
  private static final String ON_A = FEES + ",\"pod\":\"a\"";
  private static final String ON_B = FEES + ",\"pod\":\"b\"";

  private final AlertStage stage = new AlertStage();

  private static AlertConfig edited(
      List<String> environment, List<String> ignored, List<String> shared) {
    return AlertStage.config(environment, ignored, shared, 100);
  }

  /** Long enough for its incident to be told that it still fires. */
  private void stillFires(String labels) throws Exception {
    stage.clock.pass(AlertConfig.defaults().sayAgain());
    stage.fires(labels);
  }

  private void isOver(String labels) throws Exception {
    stage.clock.pass(Duration.ofMinutes(1));
    stage.ended(labels);
    stage.ends.sweep();
  }

  private List<TicketEntry> tickets() {
    return stage.house.ledger().rows().stream().filter(TicketEntry::opensATicket).toList();
  }

  @Test
  void T09_sharedLabelsEdited_whatFiresStaysOneTicket_andItsEndClosesIt() throws Exception {
    stage.fires(ON_A);

    stage.configure(edited(ENVIRONMENT, IGNORED, List.of("pod")));
    stillFires(ON_A);

    assertThat(stage.only().lastSeen()).isEqualTo(stage.clock.instant());
    assertThat(tickets()).hasSize(1);
    isOver(ON_A);
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T09_environmentLabelsEdited_whatFiresStaysOneTicket_andItsEndClosesIt() throws Exception {
    stage.fires(ON_A);

    stage.configure(edited(List.of("pod"), IGNORED, List.of()));
    stillFires(ON_A);

    assertThat(stage.only().source().environment()).isEqualTo("prod");
    assertThat(tickets()).hasSize(1);
    isOver(ON_A);
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T09_ignoredLabelsEdited_whatFiresStaysOneTicket_andItsEndClosesIt() throws Exception {
    stage.fires(ON_A);

    stage.configure(edited(ENVIRONMENT, List.of("pod"), List.of()));
    stillFires(ON_A);

    stage.only();
    assertThat(tickets()).hasSize(1);
    isOver(ON_B);
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T09_ignoredLabelsNoLongerIgnored_whatFiresStaysOneTicket() throws Exception {
    stage.configure(edited(ENVIRONMENT, List.of("pod"), List.of()));
    stage.fires(ON_A);

    stage.configure(edited(ENVIRONMENT, IGNORED, List.of()));
    stillFires(ON_A);

    stage.only();
    assertThat(tickets()).hasSize(1);
    isOver(ON_A);
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T09_alertsThatTheEditMakesOne_theFirstGoesOn_theOtherEndsAsOneThatIsNotRepeated()
      throws Exception {
    stage.fires(ON_A);
    stage.clock.pass(Duration.ofSeconds(30));
    stage.fires(ON_B);

    stage.configure(edited(ENVIRONMENT, List.of("pod"), List.of()));
    stage.startAgain();
    stillFires(ON_B);
    stage.ends.sweep();
    stage.ends.sweep();

    assertThat(stage.house.all())
        .extracting(Incident::state)
        .containsExactly(Incident.State.OPEN, Incident.State.CLOSED);
    assertThat(tickets()).hasSize(2);
  }

  @Test
  void T09_whatFiresAgainBeforeItsIncidentKnowsOfItsEnd_isTheSameIncidentAfterTheEdit()
      throws Exception {
    stage.fires(ON_A);
    stage.clock.pass(Duration.ofMinutes(1));
    stage.ended(ON_A);

    stage.configure(edited(ENVIRONMENT, IGNORED, List.of("pod")));
    stage.clock.pass(Duration.ofSeconds(1));
    stage.fires(ON_A);

    stage.only();
    isOver(ON_A);
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T09_afterItsEnd_whatFiresAnewGoesByTheEditedSettings() throws Exception {
    stage.fires(ON_A);
    isOver(ON_A);

    stage.configure(edited(ENVIRONMENT, IGNORED, List.of("pod")));
    stage.clock.pass(Duration.ofMinutes(1));
    stage.fires(ON_A);
    stage.fires(ON_B);

    assertThat(stage.house.all())
        .extracting(Incident::state)
        .containsExactly(Incident.State.CLOSED, Incident.State.OPEN);
    assertThat(stage.house.all().getLast().fault())
        .isNotEqualTo(stage.house.all().getFirst().fault());
  }
}
