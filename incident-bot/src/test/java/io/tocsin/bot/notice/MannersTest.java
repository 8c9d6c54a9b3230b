package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which changes channels of each manner are told of. */
class MannersTest {
  private final ListedChannel chat = ListedChannel.chat();
  private final ListedChannel living = new ListedChannel(Manner.LIVING, true);
  private final ListedChannel machine = ListedChannel.machine();
  private final NoticeStage stage = new NoticeStage();

  @Test
  void living_isEditedWhenTheTicketChanges_andNobodyIsCalled() {
    stage.channel("living", living).open();
    Incident incident = stage.incident(1);
    stage.tell(incident, Kind.TICKET_FILED, Map.of("ticket", "PAY-1", "url", "http://t/PAY-1"));
    stage.work("living");
    stage.tell(
        incident,
        Kind.TICKET_CHANGED,
        Map.of("ticket", "PAY-1", "status", "IN_PROGRESS", "person", "dev-b"));
    stage.work("living");
    stage.tell(incident, Kind.TICKET_CLOSED, Map.of("ticket", "PAY-1"));
    stage.work("living");
    stage.tell(incident, Kind.TICKET_REOPENED, Map.of("ticket", "PAY-1"));
    stage.work("living");

    assertThat(living.taken)
        .extracting(Dispatch::receipt)
        .containsExactly(null, "m-1", "m-2", "m-3");
    assertThat(living.taken.stream().flatMap(m -> m.text().facts().stream()))
        .filteredOn(fact -> fact.name().equals("Ticket"))
        .extracting(NoticeText.Fact::value)
        .containsExactly(
            "PAY-1 http://t/PAY-1",
            "PAY-1 http://t/PAY-1 (in progress, dev-b)",
            "PAY-1 http://t/PAY-1 (done)",
            "PAY-1 http://t/PAY-1 (open)");
    assertThat(living.taken.get(1).text().facts())
        .contains(new NoticeText.Fact("News", "ticket PAY-1 was given to dev-b"));
    assertThat(living.taken)
        .flatExtracting(Dispatch::notices)
        .extracting(Notice::kind)
        .doesNotContain(NoticeIntent.Kind.ESCALATE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OPENED", "REOPENED", "ACKNOWLEDGED", "CLOSED", "OWNER_FOUND"})
  void chatThatCannotEdit_isToldNothingOfWhatIsDoneToTheTicket_norOfAnythingElse(Kind kind) {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.work("chat");

    stage.tell(incident, kind, Map.of("ticket", "PAY-1", "person", "dev-b"));
    stage.work("chat");

    assertThat(chat.taken).hasSize(1);
    assertThat(stage.rows()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "RECURRED")
  void machine_getsEachChange_whateverItIs_inItsPlace(Kind kind) {
    stage.channel("machine", machine).open();
    Incident incident = stage.incident(1);
    stage.tell(incident, kind, Map.of("ticket", "PAY-1"));
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);

    stage.work("machine");

    assertThat(machine.taken.stream().map(message -> message.notices().getFirst()))
        .extracting(notice -> notice.sequence() + " " + notice.events().getFirst().kind())
        .containsExactly("1 OPENED", "2 " + kind, "3 CLOSED");
  }

  @Test
  void machine_isNotToldEachTimeThatTheFaultIsSeenAgain() {
    stage.channel("machine", machine).open();
    Incident incident = stage.incident(1);
    stage.tell(incident, Kind.RECURRED, Map.of("count", "3"));

    stage.work("machine");

    assertThat(machine.taken).hasSize(1);
  }
}
