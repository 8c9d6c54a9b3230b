package io.tocsin.bot.tracker.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakejira.FakeField;
import io.tocsin.bot.fakejira.FakeJira;
import io.tocsin.bot.fakejira.JiraFaults;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a project's create screen takes and demands, and what of it settings fill. */
@ParameterizedClass
@EnumSource(JiraKind.class)
class JiraFieldsTest {
  private static final TicketKey KEY = new TicketKey("tocsin-" + "a".repeat(26));
  private static final FakeField APPROVER = new FakeField("customfield_1", "Approver", "user");
  private static final FakeField IMPACT = new FakeField("customfield_2", "Impact", "number");
  private static final FakeField SINCE = new FakeField("customfield_3", "Since", "date");
  private static final FakeField FOUND = new FakeField("customfield_4", "Found", "datetime");
  private static final FakeField STEPS = new FakeField("customfield_5", "Steps", "textarea");
  private static final FakeField TAGS = new FakeField("customfield_6", "Tags", "array of string");
  private static final FakeField PLACE = new FakeField("customfield_7", "Place", "textfield");

  private final MutableClock clock = new MutableClock();
  private final FakeJira jira = new FakeJira(0, JiraSetup.TOKEN, clock);
  private final JiraSetup setup = JiraSetup.of(jira, clock);
  private final JiraKind kind;
  private JiraTracker tracker;

  JiraFieldsTest(JiraKind kind) {
    this.kind = kind;
    this.tracker = kind.connect(setup);
  }

  @AfterEach
  void stop() {
    tracker.close();
    jira.close();
  }

  /** The cost centre is set, too, unless it is one of them. */
  private void set(Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(JiraSetup.COST_CENTRE);
    all.putAll(fields);
    tracker.close();
    tracker = kind.connect(setup.withFields(all));
  }

  private static TicketDraft draft(String component, String service) {
    return new TicketDraft(
        KEY, "it fails", "text", null, null, 2, List.of("tocsin"), component, service);
  }

  private TicketThread filed(TicketDraft draft) throws TrackerException {
    return tracker.read(tracker.file(draft, Samples.IN_TIME).id()).orElseThrow();
  }

  private TicketThread filed() throws TrackerException {
    return filed(draft(null, null));
  }

  private JsonNode stored(String field) {
    return jira.stored("PAY-1").path("fields").path(field);
  }

  private static String said(TicketThread thread) {
    assertThat(thread.comments()).hasSize(1);
    return thread.comments().getFirst().text().replace("\\", "");
  }

  private TrackerException failure(ThrowingCallable call) {
    TrackerException e = catchThrowableOfType(TrackerException.class, call);
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void file_withAComponentOfTheProject_isInIt_byRuleOrByTheServicesName() throws TrackerException {
    filed(draft("fees", "x"));
    filed(draft(null, "Refunds"));
    filed(draft(null, "ledger"));

    assertThat(component("PAY-1")).isEqualTo("501");
    assertThat(component("PAY-2")).isEqualTo("502");
    assertThat(component("PAY-3")).isEmpty();
  }

  private String component(String issue) {
    return jira.stored(issue).path("fields").path("components").path(0).path("id").asString("");
  }

  @Test
  void T12_file_withAComponentThatIsNotThere_isFiledWithout_andACommentSaysSo()
      throws TrackerException {
    TicketThread thread = filed(draft("Payments", "x"));

    assertThat(component("PAY-1")).isEmpty();
    assertThat(said(thread))
        .contains("component Payments")
        .contains("the project has Fees, refunds");
  }

  @Test
  void file_forNobody_tellsToWhomJiraGaveIt() throws TrackerException {
    jira.defaultAssignee("devb");

    Ticket ticket = tracker.file(draft(null, null), Samples.IN_TIME);

    assertThat(ticket.assignee()).isEqualTo("dev-b");
    assertThat(tracker.read(ticket.id()).orElseThrow().ticket().assignee()).isEqualTo("dev-b");
  }

  @Test
  void file_forNobody_whereItCannotBeReadAfterwards_isFiledAndGivenToNobodyKnown()
      throws TrackerException {
    jira.defaultAssignee("devb");
    jira.unreadable(true);

    Ticket ticket = tracker.file(draft(null, null), Samples.IN_TIME);

    assertThat(ticket.assignee()).isNull();
    assertThat(jira.counted().size()).isOne();
  }

  @Test
  void T12_requiredField_fieldNotOnScreen_ownerNotAssignable_fileAllTheSameAndSayWhy()
      throws TrackerException {
    jira.order(JiraFaults.without("priority"));
    tracker.close();
    tracker = kind.connect(setup.withFields(Map.of()));

    TicketThread thread =
        filed(
            new TicketDraft(KEY, "it fails", "text", null, "who <who@gone.example>", 1, List.of()));

    assertThat(thread.ticket().assignee()).isNull();
    assertThat(said(thread))
        .contains("priority", "Cost centre", "who@gone.example", "cannot be assigned");
  }

  @Test
  void T12_fieldThatLeftTheScreenMeanwhile_isLeftOutAndSaid() throws TrackerException {
    filed();
    jira.order(JiraFaults.without("priority"));

    assertThat(said(filed())).contains("It is not on the appropriate screen");
    assertThat(jira.counted().size()).isEqualTo(2);
  }

  @Test
  void T12_requiredFieldsOfEveryKindButUsers_areFilledAndSaid() throws TrackerException {
    List.of(IMPACT, SINCE, FOUND, STEPS, TAGS, PLACE).forEach(jira::demand);

    TicketThread thread = filed();

    assertThat(said(thread)).contains("Impact", "Since", "Found", "Steps", "Tags", "Place");
    assertThat(stored(SINCE.id()).asString())
        .isEqualTo(clock.instant().toString().substring(0, 10));
    assertThat(stored(TAGS.id()).path(0).asString()).isEqualTo("tocsin");
    tracker.probe();
  }

  @Test
  void T12_requiredUser_isNobodyByChance_soTicketsWaitUntilItIsSet() throws TrackerException {
    jira.demand(APPROVER);

    TrackerException e = failure(this::filed);

    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e)
        .hasMessageContaining("Approver (customfield_1)")
        .hasMessageContaining("a user's ")
        .hasMessageContaining("fields of bot.jira_");
    assertThat(failure(tracker::probe)).hasMessageContaining("Approver (customfield_1)");
    assertThat(jira.counted().size()).isZero();

    set(Map.of(APPROVER.id(), kind.userB()));
    filed();
    assertThat(stored(APPROVER.id()).toString()).contains(kind.userB());
  }

  @Test
  void fieldsThatAreSet_areSentInTheFormThatEachTakes() throws TrackerException {
    List.of(IMPACT, SINCE, FOUND, STEPS, TAGS, PLACE).forEach(jira::demand);
    set(
        Map.of(
            IMPACT.id(), "2.5",
            SINCE.id(), "2026-01-31",
            FOUND.id(), "2026-01-31T12:00:00+08:00",
            STEPS.id(), "see the log",
            TAGS.id(), "bank",
            PLACE.id(), "here"));
    tracker.probe();

    assertThat(filed().comments()).isEmpty();

    assertThat(stored(IMPACT.id()).asDouble()).isEqualTo(2.5);
    assertThat(stored(SINCE.id()).asString()).isEqualTo("2026-01-31");
    assertThat(stored(FOUND.id()).asString()).isEqualTo("2026-01-31T12:00:00.000+0800");
    assertThat(stored(STEPS.id()).toString()).contains("see the log");
    assertThat(stored(TAGS.id()).toString()).isEqualTo("[\"bank\"]");
    assertThat(stored(PLACE.id()).asString()).isEqualTo("here");
  }

  @Test
  void T12_fieldsThatAreSetWrong_areFilledAllTheSame_andNamedByTheCheck() throws TrackerException {
    List.of(IMPACT, SINCE).forEach(jira::demand);
    set(
        Map.of(
            "customfield_10010",
            "Nowhere",
            "customfield_99",
            "x",
            IMPACT.id(),
            "abc",
            SINCE.id(),
            "tomorrow"));

    assertThat(said(filed())).contains("Nowhere", "customfield_99", "abc", "tomorrow");
    assertThat(stored(IMPACT.id()).asInt()).isZero();
    assertThat(failure(tracker::probe))
        .hasMessageContaining("Cost centre (customfield_10010): it takes one of Payments")
        .hasMessageContaining("customfield_99: it is not on the create screen")
        .hasMessageContaining("Impact (customfield_2): it takes a number, not 'abc'")
        .hasMessageContaining("Since (customfield_3): it takes a date such as 2026-01-31");
  }

  @Test
  void T12_requiredFieldWhoseValueJiraRefuses_getsAnother_andThatIsSaid() throws TrackerException {
    jira.demand(PLACE);
    set(Map.of(PLACE.id(), FakeField.WRONG));

    assertThat(said(filed())).contains("Place is not valid", "set by Tocsin");
    assertThat(stored(PLACE.id()).asString()).isEqualTo("set by Tocsin");
  }

  @Test
  void T12_requiredUserWhomJiraDoesNotKnow_isNotNowAndNamed() {
    jira.demand(APPROVER);
    set(Map.of(APPROVER.id(), "nobody"));

    TrackerException e = failure(this::filed);

    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e).hasMessageContaining("Approver (customfield_1)");
  }

  @Test
  void T12_requiredFieldThatTakesNoWordOfOurs_isNotNowAndNamed() throws TrackerException {
    FakeField runbook = new FakeField("customfield_8", "Runbook", "url");
    jira.demand(runbook);

    TrackerException e = failure(this::filed);

    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e).hasMessageContaining("Runbook (customfield_8)");
    set(Map.of(runbook.id(), "https://wiki/fees"));
    assertThat(filed().comments()).isEmpty();
  }

  @Test
  void aValueThatTheScreenKnowsSinceLately_isTaken() throws TrackerException {
    set(Map.of("customfield_10010", "Cards"));
    assertThat(said(filed())).contains("Cards");
    jira.addCostCentre("78", "Cards");

    Ticket second = filed().ticket();

    assertThat(
            jira.stored(second.id()).path("fields").path("customfield_10010").path("id").asString())
        .isEqualTo("78");
  }
}
