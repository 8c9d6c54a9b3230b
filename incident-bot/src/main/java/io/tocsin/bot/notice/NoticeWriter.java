package io.tocsin.bot.notice;

import io.tocsin.bot.notice.NoticeText.Fact;
import io.tocsin.bot.notice.NoticeText.Item;
import io.tocsin.bot.notice.NoticeText.Link;
import io.tocsin.bot.notice.NoticeText.Tone;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the words of messages: what a colleague would say, with the value and the error in it. */
final class NoticeWriter {
  private static final int MAX_TITLE = 250;
  private static final int MAX_VALUE = 500;

  private final Language language;
  private final ZoneId zone;
  private final String console;

  /**
   * @param zone of the times in it
   * @param console address of all incidents
   */
  NoticeWriter(Language language, ZoneId zone, String console) {
    this.language = language;
    this.zone = zone;
    this.console = console;
  }

  /**
   * @param timeline of the incident, for its ticket
   */
  NoticeText one(Notice notice, List<TimelineEvent> timeline, Instant now) {
    Incident incident = notice.incident();
    List<Fact> facts = new ArrayList<>();
    happened(notice).forEach(what -> fact(facts, "News", "动态", what));
    fact(facts, "Error", "错误", incident.facts().message());
    Frame culprit = incident.facts().culprit();
    fact(facts, "Culprit", "疑似位置", culprit == null ? null : culprit.toString());
    fact(facts, "Service", "服务", service(incident));
    fact(facts, "Affected", "影响范围", reach(incident.blast()));
    fact(facts, "Owner", "负责人", owner(incident.owner()));
    fact(facts, "Taken by", "处理人", incident.assignee());
    fact(facts, "Ticket", "工单", TicketFact.of(timeline, language));
    return new NoticeText(
        language,
        tone(incident),
        title(notice, now),
        facts,
        List.of(),
        new Link(incident.name(), notice.link()));
  }

  NoticeText many(List<Notice> notices, Instant now) {
    long open = count(notices, Incident.State.OPEN);
    long taken = count(notices, Incident.State.ACKNOWLEDGED);
    long closed = count(notices, Incident.State.CLOSED);
    return new NoticeText(
        language,
        open > 0 ? Tone.BAD : taken > 0 ? Tone.TAKEN : Tone.GOOD,
        language.say(
            notices.size()
                + " incidents in one message: "
                + open
                + " open, "
                + taken
                + " acknowledged, "
                + closed
                + " closed",
            notices.size() + " 个事件合并通知：" + open + " 个未处理，" + taken + " 个已确认，" + closed + " 个已关闭"),
        List.of(),
        notices.stream().map(notice -> new Item(title(notice, now), notice.link())).toList(),
        new Link(language.say("All incidents", "全部事件"), console));
  }

  private static long count(List<Notice> notices, Incident.State state) {
    return notices.stream().filter(notice -> notice.incident().state() == state).count();
  }

  /**
   * @param because who tries it out, and when
   */
  NoticeText test(String because) {
    return new NoticeText(
        language,
        Tone.PLAIN,
        language.say("Test message from Tocsin: nothing is wrong", "Tocsin 测试消息：一切正常"),
        List.of(new Fact(language.say("Reason", "原因"), Words.line(because, MAX_VALUE))),
        List.of(),
        new Link("Tocsin", console));
  }

  /**
   * "TOC-12 open [prod]: NullPointerException in RefundService.settle: 3 accounts since 14:02 UTC"
   */
  private String title(Notice notice, Instant now) {
    Incident incident = notice.incident();
    String environment = incident.source().environment();
    String where = environment.isEmpty() ? "" : " [" + environment + ']';
    String headline = Headline.of(incident, now, zone, language.locale());
    return Words.line(
        incident.name()
            + ' '
            + state(notice)
            + where
            + language.say(": ", "：")
            + headline
            + language.say(" " + zone, "（" + zone + "）"),
        MAX_TITLE);
  }

  private String state(Notice notice) {
    if (notice.kind() == NoticeIntent.Kind.ESCALATE) {
      return language.say("not taken by anybody yet", "仍无人处理");
    }
    return switch (notice.incident().state()) {
      case OPEN -> language.say("open", "未处理");
      case ACKNOWLEDGED -> language.say("acknowledged", "已确认");
      case CLOSED -> language.say("closed", "已关闭");
    };
  }

  private static Tone tone(Incident incident) {
    return switch (incident.state()) {
      case OPEN -> Tone.BAD;
      case ACKNOWLEDGED -> Tone.TAKEN;
      case CLOSED -> Tone.GOOD;
    };
  }

  private List<String> happened(Notice notice) {
    return notice.events().stream().map(this::told).flatMap(Optional::stream).toList();
  }

  /** Empty for what a message has no line for: it says so elsewhere, or it is for the page. */
  private Optional<String> told(TimelineEvent event) {
    Map<String, String> details = event.details();
    String by = event.by();
    String said =
        switch (event.kind()) {
          case OPENED -> language.say("opened", "已创建");
          case REOPENED -> language.say("reopened by " + by, by + " 重新打开");
          case ACKNOWLEDGED -> language.say("acknowledged by " + by, by + " 已确认");
          case CLOSED -> language.say("closed by " + by, by + " 已关闭");
          case ASSIGNED ->
              language.say(
                  "given to " + details.get("person") + " by " + by,
                  by + " 指派给 " + details.get("person"));
          case OWNER_FOUND ->
              language.say("owner: " + details.get("team"), "负责人：" + details.get("team"));
          case TICKET_FILED ->
              language.say("ticket " + details.get("ticket"), "工单 " + details.get("ticket"));
          case TICKET_CHANGED -> changed(details);
          case TICKET_CLOSED ->
              language.say(
                  "ticket " + details.get("ticket") + " closed",
                  "工单 " + details.get("ticket") + " 已关闭");
          case TICKET_REOPENED ->
              language.say(
                  "ticket " + details.get("ticket") + " reopened",
                  "工单 " + details.get("ticket") + " 已重新打开");
          case SUSPECT_COMMIT ->
              language.say(
                  "suspect commit " + details.get("commit") + " by " + details.get("author"),
                  "可疑提交 " + details.get("commit") + "，作者 " + details.get("author"));
          case DIAGNOSED -> String.valueOf(details.get("sentence"));
          default -> "";
        };
    return said.isEmpty() ? Optional.empty() : Optional.of(said + reason(event));
  }

  private String changed(Map<String, String> details) {
    String ticket = details.get("ticket");
    String person = details.get("person");
    return person == null
        ? language.say("ticket " + ticket + " is nobody's any more", "工单 " + ticket + " 已无处理人")
        : language.say(
            "ticket " + ticket + " was given to " + person, "工单 " + ticket + " 已指派给 " + person);
  }

  private String reason(TimelineEvent event) {
    boolean saysItself =
        event.because().isBlank()
            || event.kind() == Kind.TICKET_FILED
            || event.kind() == Kind.TICKET_CHANGED
            || event.kind() == Kind.DIAGNOSED;
    return saysItself ? "" : language.say(": ", "：") + event.because();
  }

  private String service(Incident incident) {
    String version = incident.lastVersion() == null ? "" : ' ' + incident.lastVersion();
    return incident.source().service() + version;
  }

  private String reach(BlastRadius blast) {
    String least = blast.accountsAreLowerBound() ? language.say("at least ", "至少 ") : "";
    return language.say(
        blast.occurrences()
            + " times, "
            + least
            + blast.accounts()
            + " accounts, "
            + blast.tenantCodes()
            + " tenants",
        blast.occurrences()
            + " 次，"
            + least
            + blast.accounts()
            + " 个账户，"
            + blast.tenantCodes()
            + " 个租户");
  }

  private @Nullable String owner(@Nullable Owner owner) {
    if (owner == null) {
      return null;
    }
    String who = owner.person() == null ? owner.team() : owner.team() + ", " + owner.person();
    return owner.because().isEmpty() ? who : who + " (" + owner.because().getFirst() + ')';
  }

  private void fact(List<Fact> facts, String english, String chinese, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(language.say(english, chinese), Words.line(value, MAX_VALUE)));
    }
  }
}
