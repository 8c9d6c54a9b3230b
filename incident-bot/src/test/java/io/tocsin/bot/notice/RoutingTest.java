package io.tocsin.bot.notice;

import static io.tocsin.bot.notice.NoticeStage.route;
import static io.tocsin.bot.notice.NoticeStage.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.notice.NoticeCounts.Event;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.notice.Delivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of an incident and when: by routes, by escalation, and not while it is muted. */
class RoutingTest {
  private final ListedChannel chat = ListedChannel.chat();
  private final ListedChannel pager = new ListedChannel(Manner.LIVING, false);
  private final NoticeStage stage = new NoticeStage();

  @Test
  void routes_tellTheFirstThatMatches() {
    stage.channel("chat", chat).channel("pager", pager);
    stage.open(
        new RouteConfig(null, "pay*", null, null, List.of(step(0, "pager"))),
        new RouteConfig("bank", "ref*", "prod", null, List.of(step(0, "chat"))),
        new RouteConfig(null, null, null, null, List.of(step(0, "pager"))));

    stage.incident(1);

    assertThat(stage.rows()).extracting(Delivery::channel).containsExactly("chat");
  }

  @Test
  void channelOfAnotherTenant_isToldNothing() {
    stage.channel("chat", chat).foreign("theirs", ListedChannel.machine()).open();

    stage.incident(1);

    assertThat(stage.rows()).extracting(Delivery::channel).containsExactly("chat");
  }

  @Test
  void loadTestTraffic_isToldNobody() {
    stage.channel("chat", chat).open();

    stage.incident(1, null);

    assertThat(stage.rows()).isEmpty();
  }

  @Test
  void escalation_reachesTheNextChannel_onlyWhereNobodyHasTakenIt() {
    chatThenPager();
    Incident taken = stage.incident(1);
    stage.incident(2);
    stage.work("chat");
    stage.change(taken, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    stage.clock.pass(Duration.ofMinutes(5).minusNanos(1));
    stage.work("pager");
    assertThat(pager.taken).isEmpty();

    stage.clock.pass(Duration.ofNanos(1));
    stage.work("pager");

    assertThat(pager.titles())
        .singleElement()
        .satisfies(title -> assertThat(title).startsWith("TOC-2 not taken by anybody yet"));
    assertThat(stage.rows().stream().filter(row -> row.channel().equals("pager")))
        .extracting(Delivery::because)
        .contains("TOC-1 was acknowledged in time", "the channel was not told of TOC-1");
  }

  @Test
  void afterAnEscalation_itsChannelIsToldOfTheEnd() {
    chatThenPager();
    Incident incident = stage.incident(1);
    stage.clock.pass(Duration.ofMinutes(5));
    stage.work("pager");

    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("pager");

    assertThat(pager.titles()).hasSize(2).last().asString().startsWith("TOC-1 closed");
    assertThat(pager.taken.getLast().receipt()).isEqualTo("m-1");
  }

  @Test
  void T09_routeEditedWhileItIsOpen_whoWasToldOfItHearsOfItsEnd_andNobodyElseIsTold() {
    stage.channel("chat", chat).channel("pager", pager);
    stage.open(route(step(0, "pager")));
    Incident incident = stage.incident(1);
    stage.work("pager");

    stage.open(route(step(0, "chat")));
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("pager");
    stage.work("chat");

    assertThat(pager.titles()).hasSize(2).last().asString().startsWith("TOC-1 closed");
    assertThat(pager.taken.getLast().receipt()).isEqualTo("m-1");
    assertThat(chat.titles()).isEmpty();
    assertThat(stage.house.find(incident.tenant(), incident.id()).orElseThrow().ticketKey())
        .isEqualTo(incident.ticketKey());
  }

  @Test
  void T09_routeEdited_whatBeginsAfterThatGoesTheNewWayOnly() {
    stage.channel("chat", chat).channel("pager", pager);
    stage.open(route(step(0, "pager")));
    stage.open(route(step(0, "chat")));

    Incident incident = stage.incident(1);
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);

    assertThat(stage.rows()).extracting(Delivery::channel).containsOnly("chat");
  }

  /** The chat at once, the pager after five minutes. */
  private void chatThenPager() {
    stage.channel("chat", chat).channel("pager", pager);
    stage.open(route(step(0, "chat"), step(5, "pager")));
  }

  @Test
  void whileMuted_nothingLeaves_afterwardsHowItIsThen() {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.mute(incident, Duration.ofHours(1));
    stage.work("chat");
    assertThat(chat.taken).isEmpty();

    stage.clock.pass(Duration.ofHours(1));
    stage.work("chat");

    assertThat(chat.titles()).hasSize(1);
    assertThat(stage.counts.of("chat", Event.HELD)).isEqualTo(1);
  }

  @Test
  void whatIsUnmuted_isToldSoon() {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.mute(incident, Duration.ofHours(24));
    stage.work("chat");

    stage.unmute(incident);
    stage.clock.pass(Duration.ofMinutes(1));
    stage.work("chat");

    assertThat(chat.titles()).hasSize(1);
  }
}
