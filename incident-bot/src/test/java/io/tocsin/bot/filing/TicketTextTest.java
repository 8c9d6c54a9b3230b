package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.Priority;
import io.tocsin.bot.priority.PriorityRule;
import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicketTextTest {
  private static final Instant AT = Instant.parse("2026-03-01T14:02:31.250Z");
  private static final Owner OWNER =
      new Owner(
          "@payments-core",
          "dev-a <dev-a@bank.example>",
          List.of(
              "CODEOWNERS line 12: /refund/ @payments-core", "author of RefundService.java:57"));

  private static Incident incident(FaultFacts facts) {
    Signal signal = Samples.signal(1, 1, AT);
    FaultRef fault = new FaultRef(new UUID(1, 2), Samples.TENANT, 3, AT);
    return new Incident(
        new UUID(3, 4),
        12,
        Samples.TENANT,
        fault,
        1,
        Incident.State.OPEN,
        signal.source(),
        "1.4.2",
        facts,
        signal.sample(),
        Samples.TRACE,
        "acct_abc",
        AT,
        AT,
        AT.plusSeconds(60),
        OWNER,
        null,
        null,
        TicketKey.of(Samples.TENANT, "prod", fault, 1),
        new BlastRadius(4, 3, 1, false),
        1);
  }

  private static TicketText text(String message) {
    return new TicketText(
        incident(Samples.facts(message)),
        new Priority(2, "core path"),
        List.of(),
        List.of(),
        "https://tocsin/incidents/TOC-12",
        OwnCode.byDefault(),
        SourceLinks.NONE);
  }

  @Test
  void aTemplate_makesNoMarkupOfALogLine() {
    TicketText text = text("[x](http://evil) @all\n# big `code`");
    TicketTemplates own = TicketTemplates.of(new TemplateConfig("{{message}}", "{{{message}}}"));

    assertThat(own.title(text)).isEqualTo("[x](http://evil) @all # big `code`");
    assertThat(own.body(text)).startsWith("\\[x\\](http://evil) \\@all \\# big \\`code\\`");
  }

  @Test
  void title_saysWhatWhereAndTheMessage() {
    assertThat(text("no account").title())
        .isEqualTo(
            "[prod] NullPointerException in RefundService.settle on POST /refunds: no account");
  }

  @Test
  void culpritAndCommits_leadToTheirSource() {
    SourceLinks links =
        new SourceLinks() {
          @Override
          public Map<Frame, String> lines(
              TenantId tenant,
              String service,
              @Nullable String revision,
              Collection<Frame> frames) {
            return frames.stream()
                .collect(
                    Collectors.toMap(f -> f, f -> "https://git/" + f.file() + "#L" + f.line()));
          }

          @Override
          public Optional<String> commit(TenantId tenant, String service, String commit) {
            return Optional.of("https://git/commit/" + commit);
          }
        };
    TimelineEvent suspect =
        new TimelineEvent(
            Uuid7.next(() -> AT),
            Uuid7.next(() -> AT),
            AT,
            TimelineEvent.Kind.SUSPECT_COMMIT,
            TimelineEvent.TOCSIN,
            Map.of("commit", "0123456789abcdef", "subject", "Round later", "author", "dev"),
            "it changed the line");
    FaultFacts facts = Samples.facts("no account");
    TicketText text =
        new TicketText(
            incident(facts),
            new Priority(2, "core path"),
            List.of(),
            List.of(suspect),
            "https://tocsin/incidents/TOC-12",
            OwnCode.byDefault(),
            links);

    assertThat(text.body())
        .contains("](https://git/RefundService.java#L")
        .contains("[`01234567`](https://git/commit/0123456789abcdef)");
  }

  @Test
  void body_holdsWhatAnOwnerNeeds() {
    assertThat(text("no account").body())
        .contains("3 accounts since 14:02 UTC")
        .contains("[TOC-12](https://tocsin/incidents/TOC-12)")
        .contains("`com.bank.refund.RefundService.settle(RefundService.java:57)`")
        .contains("`" + Samples.TRACE + "`")
        .contains("`acct_abc`")
        .contains("`@payments-core, dev-a <dev-a@bank.example>`")
        .contains("CODEOWNERS line 12: /refund/")
        .contains("author of RefundService.java:57")
        .contains("2026-03-01 14:02:31.250 UTC")
        .contains("tocsin-");
  }

  @Test
  void stack_keepsOwnFramesAndCountsTheOthers() {
    assertThat(text("m").body())
        .contains("at com.bank.refund.RefundController.refund(RefundController.java:31)")
        .contains("… 1 frame\n\tat com.bank.edge.OperationFilter.filter")
        .contains("Caused by: java.lang.NullPointerException: no account")
        .doesNotContain("Servlet.service(");
  }

  @Test
  void T15_title_isOneLineOf255WithoutControlsAndWithoutHalfAnEmoji() {
    String title = text("a\r\nb\u0000c\u0007 " + "💥".repeat(200)).title();

    assertThat(title).hasSizeLessThanOrEqualTo(255).contains("a bc 💥").endsWith("💥…");
    assertThat(title.chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void T15_body_keepsFourByteChineseAndDropsWhatTrackersRefuse() {
    String body = text("退款 𠮷 \uD83D失败\u202E").body();

    assertThat(body).contains("退款 𠮷 失败").doesNotContain("\u202E");
  }

  @Test
  void T15_body_ofAHugeStack_fits() {
    String huge =
        "java.lang.IllegalStateException: "
            + "m".repeat(50_000)
            + "\n\tat com.bank.A.b(A.java:1)".repeat(50_000);
    FaultFacts f = Samples.facts("m".repeat(50_000));
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            f.type(),
            f.message(),
            f.surfacedType(),
            f.culprit(),
            "because ".repeat(9_000),
            huge,
            true,
            null,
            "operation ".repeat(9_000),
            null,
            List.of("reason ".repeat(9_000)));
    TicketText text =
        new TicketText(
            incident(facts),
            new Priority(2, "x"),
            List.of(),
            List.of(),
            "http://t",
            OwnCode.byDefault(),
            SourceLinks.NONE);

    assertThat(text.body()).hasSizeLessThanOrEqualTo(32_767).contains("Key: tocsin-");
    assertThat(text.title()).hasSizeLessThanOrEqualTo(255);
  }

  @Test
  void messages_cannotBreakOutOfTheirMarkup() {
    assertThat(Markdown.code("a`b")).isEqualTo("``a`b``");
    assertThat(Markdown.code("`")).isEqualTo("`` ` ``");
    assertThat(Markdown.block("x\n```\ny")).startsWith("````\n").endsWith("\n````\n");
    assertThat(Markdown.words("/close *now* <b>")).isEqualTo("\\/close \\*now\\* \\<b\\>");
  }

  private static Priority of(Incident incident, PriorityRule... rules) {
    return new Priorities(List.of(rules), List.of()).of(incident);
  }

  @Test
  void priority_isTheFirstRuleThatMatches() {
    Incident incident = incident(Samples.facts("m"));
    PriorityRule other = new PriorityRule("ledger", null, null, 1);
    PriorityRule refunds = new PriorityRule(null, "POST /ref*", "com.bank.*", 1);

    assertThat(of(incident, other, refunds))
        .isEqualTo(new Priority(1, "core path: operation POST /ref*, culprit com.bank.*"));
    assertThat(of(incident, other).value()).isEqualTo(3);
  }
}
