package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTemplates;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewIncidents;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What pages say and do, over HTTP. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  private static final String HOSTILE =
      "\"><script>alert('x')</script>&lt;${'zq'+'zq'}[[${'zq'+'zq'}]]";

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  @Autowired private MemoryTickets tickets;
  @Autowired private MemoryAudit audit;
  @Autowired private MemoryTemplates templates;
  private Http admin;
  private Http many;

  @BeforeAll
  void signIn() {
    admin = Http.signedIn(port, "admin-single");
    many = Http.signedIn(port, "admin-many");
  }

  @Test
  void templatesOfAService_haveTheirCount_andLeadToTheirLines() {
    Instant now = Instant.now();
    templates.save(
        List.of(
            new LogTemplate(
                PreviewData.SINGLE,
                "mined-service",
                "00ff00ff00ff00ff",
                "refund <*> failed" + HOSTILE,
                "",
                null,
                now,
                now,
                1_234)),
        10);

    String page = admin.get("/logs/templates?service=mined-service").body();

    assertThat(page).contains("refund &lt;*&gt; failed").contains("1,234");
    assertThat(page).contains("template_id=00ff00ff00ff00ff").doesNotContain("<script>alert");
    assertThat(many.get("/logs/templates?service=mined-service").body())
        .doesNotContain("refund &lt;*&gt;");
  }

  @Test
  void hostileText_isShownAsText_onEveryPageThatRepeatsIt() {
    Incident hostile = PreviewIncidents.saying(HOSTILE, PreviewData.SINGLE, 661, Instant.now());
    TimelineEvent event =
        new TimelineEvent(
            new UUID(1, 1),
            hostile.id(),
            Instant.now(),
            TimelineEvent.Kind.FIRST_SEEN,
            HOSTILE,
            Map.of("type", HOSTILE, "operation", HOSTILE, "ticket", HOSTILE),
            HOSTILE);
    incidents.put(hostile, List.of(event));
    audit.append(
        new AuditDraft(PreviewData.SINGLE, HOSTILE, HOSTILE, HOSTILE, null, null, HOSTILE));
    for (String path :
        List.of(
            "/",
            "/incidents",
            "/incidents/TOC-661",
            "/incidents/TOC-661/row",
            "/audit",
            "/incidents?q=" + Http.encode(HOSTILE),
            "/logs?q=" + Http.encode(HOSTILE),
            "/audit?q=" + Http.encode(HOSTILE))) {
      HttpResponse<String> page = admin.get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).contains("&lt;script&gt;").doesNotContain("<script>alert");
      assertThat(page.body()).as(path).doesNotContain("zqzq");
    }
  }

  @Test
  void list_ofTenThousand_comesInPagesWithoutAGapOrARepeat() {
    Set<String> seen = new HashSet<>();
    String path = "/incidents?state=all&sort=opened&size=200";
    int pages = 0;
    while (path != null && pages < 3) {
      String body = many.get(path).body();
      Matcher number = Pattern.compile("data-number=\"(\\d+)\"").matcher(body);
      while (number.find()) {
        assertThat(seen.add(number.group(1))).isTrue();
      }
      Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(body);
      path = next.find() ? next.group(1).replace("&amp;", "&") : null;
      pages++;
    }
    assertThat(seen).hasSize(600);
  }

  @Test
  void list_keepsItsFilterInEveryLink() {
    String body = many.get("/incidents?state=closed&environment=staging&size=25").body();

    assertThat(body)
        .contains("state=open&amp;environment=staging&amp;size=25")
        .contains("state=closed&amp;environment=staging&amp;sort=accounts&amp;size=25");
  }

  @Test
  void acknowledge_byAForm_leadsBackToTheIncident_whichSaysWhoDidIt() {
    incidents.put(PreviewIncidents.open(PreviewData.SINGLE, 701, Instant.now()), List.of());
    HttpResponse<String> answer = admin.submit("/incidents/TOC-701/acknowledge", Map.of());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/incidents/TOC-701");
    assertThat(admin.get("/incidents/TOC-701").body()).contains("admin-single").contains("person");
    assertThat(
            admin
                .submit("/incidents/TOC-701/acknowledge", Map.of())
                .headers()
                .firstValue("Location"))
        .contains("/incidents/TOC-701?notice=already");
  }

  @Test
  void assign_toAPersonOfAnotherTenantOrAViewer_isRefused() {
    for (String person : List.of("responder-many", "viewer-single", "nobody")) {
      assertThat(
              admin
                  .submit("/incidents/TOC-1/assign", Map.of("person", person))
                  .headers()
                  .firstValue("Location"))
          .contains("/incidents/TOC-1?notice=person");
    }
  }

  @Test
  void mute_withoutAReason_isRefused() {
    assertThat(
            admin
                .submit("/incidents/TOC-1/mute", Map.of("for", "4h", "reason", " "))
                .headers()
                .firstValue("Location"))
        .contains("/incidents/TOC-1?notice=reason");
  }

  @Test
  void logSearch_byARawAccount_leadsToItsToken_andIsJournalled() {
    HttpResponse<String> answer =
        admin.submit("/logs", Map.of("account", "62220200111", "range", "30d"));
    String location = answer.headers().firstValue("Location").orElse("");

    assertThat(location).contains("account=acct_").doesNotContain("62220200111");
    assertThat(admin.get(location).body()).contains("4 lines").doesNotContain("62220200111");
    assertThat(audit.search(PreviewData.SINGLE, "account.search", 0, 10).total()).isPositive();
  }

  @Test
  void textThatCouldHoldARawAccount_neverGoesIntoAnAddress() {
    for (String raw :
        List.of(
            "6222 0200 111",
            "+86 13812345678",
            "12345",
            "ACC_12345",
            "\uff11\uff12\uff13\uff14\uff15")) {
      for (HttpResponse<String> answer :
          List.of(
              admin.submit("/find", Map.of("what", raw)),
              admin.submit("/logs", Map.of("q", raw)),
              admin.get("/logs?q=" + Http.encode(raw)))) {
        assertThat(answer.headers().firstValue("Location").orElse(""))
            .as(raw)
            .contains("account=acct_")
            .doesNotContain("q=");
      }
      HttpResponse<String> refused = admin.submit("/audit", Map.of("q", raw));
      assertThat(refused.statusCode()).isEqualTo(200);
      assertThat(refused.body()).contains("Not searched").doesNotContain("value=\"" + raw);
      assertThat(admin.get("/audit/export?q=" + Http.encode(raw)).statusCode()).isEqualTo(400);
    }
    String location =
        admin
            .submit("/logs", Map.of("q", "6222 0200 111", "range", "30d"))
            .headers()
            .firstValue("Location")
            .orElse("");
    assertThat(admin.get(location).body()).contains("4 lines", "searched as an account");
  }

  @Test
  void wordsAndNamesOfOurOwn_areSearchedAsText() {
    assertThat(location("/find", Map.of("what", "timed out"))).endsWith("/logs?q=timed+out");
    assertThat(location("/logs", Map.of("q", "HTTP 500"))).contains("q=HTTP+500");
    assertThat(location("/audit", Map.of("q", "incident/TOC-12345"))).contains("q=incident");
  }

  private String location(String path, Map<String, String> form) {
    return admin.submit(path, form).headers().firstValue("Location").orElse("");
  }

  @Test
  void reveal_needsAReason_andIsJournalledWithIt() {
    String body = admin.get("/incidents/TOC-1?tab=logs").body();
    Matcher record = Pattern.compile("name=\"record\" value=\"([^\"]+)\"").matcher(body);
    assertThat(record.find()).isTrue();
    String id = record.group(1);

    assertThat(admin.submit("/logs/reveal", Map.of("record", id, "reason", "why")).body())
        .doesNotContain("62220200111");
    assertThat(audit.search(PreviewData.SINGLE, "request 4711 of the customer", 0, 1).total())
        .isZero();
    HttpResponse<String> shown =
        admin.submit(
            "/logs/reveal", Map.of("record", id, "reason", "request 4711 of the customer"));
    assertThat(shown.body()).contains("62220200111");
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(audit.search(PreviewData.SINGLE, "request 4711 of the customer", 0, 1).total())
        .isEqualTo(1);
  }

  @Test
  void ticketPage_whenTheTrackerIsAway_showsTheLedgerAndWhy() {
    String key = String.valueOf(incidents.find(PreviewData.MANY, 1).orElseThrow().ticketKey());
    tickets.failWith(
        new TrackerException(
            TrackerException.Outcome.NOT_NOW, "cannot connect to the tracker", null, null));
    try {
      HttpResponse<String> page = many.get("/tickets/" + key);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("cannot connect to the tracker").contains("M-1");
    } finally {
      tickets.failWith(null);
    }
  }

  @Test
  void ticketPage_drawsItsMarkdown_andShowsHostileTextAsText() throws TrackerException {
    TicketThread filed = tickets.read("M-2").orElseThrow();
    Ticket ticket = filed.ticket();
    Ticket hostile =
        new Ticket(
            ticket.id(),
            ticket.key(),
            ticket.url(),
            ticket.state(),
            HOSTILE,
            "### Own frames\n" + HOSTILE + "\n\n[here](javascript:alert(1))",
            ticket.team(),
            ticket.assignee(),
            ticket.priority(),
            ticket.labels(),
            ticket.createdAt());
    TicketComment comment = new TicketComment(Instant.now(), HOSTILE, "*see* " + HOSTILE);
    TicketEntry entry = tickets.find(PreviewData.MANY, ticket.key()).orElseThrow();
    tickets.put(entry, new TicketThread(hostile, List.of(comment)));

    assertThat(many.get("/tickets/M-2").body())
        .contains("<h3>Own frames</h3>")
        .contains("<em>see</em>")
        .contains("&lt;script&gt;")
        .doesNotContain("<script>alert")
        .doesNotContain("javascript:")
        .doesNotContain("zqzq");
    tickets.put(entry, filed);
  }

  @Test
  void everyPage_hasOneHead() {
    Http nobody = new Http(port);
    List<HttpResponse<String>> pages =
        List.of(
            many.get("/"),
            many.get("/incidents/TOC-1"),
            many.get("/tickets/M-1"),
            many.get("/nothing-here"),
            nobody.get("/sign-in"));
    for (HttpResponse<String> page : pages) {
      assertThat(page.body()).as(page.uri().getPath()).containsOnlyOnce("</head>");
      assertThat(page.body().split("<head[ >]")).as(page.uri().getPath()).hasSize(2);
    }
  }

  @Test
  void auditExport_hasEachEntryOnce_withItsHash() {
    List<String> lines = many.get("/audit/export?q=account.search").body().lines().toList();

    assertThat(lines).hasSizeGreaterThanOrEqualTo(2_500).doesNotHaveDuplicates();
    assertThat(lines.getFirst()).contains("\"hash\":\"").contains("\"tenant\":\"many\"");
  }

  @Test
  void pages_speakTheReadersLanguage() {
    assertThat(admin.get("/incidents", "Accept-Language", "zh-CN,zh;q=0.9").body())
        .contains("lang=\"zh-CN\"")
        .contains("负责人");
    assertThat(admin.get("/incidents", "Accept-Language", "fr").body()).contains("lang=\"en\"");
  }

  @Test
  void everyAsset_isThere_andMayBeKept() {
    String page = admin.get("/").body();
    Matcher asset = Pattern.compile("(?:src|href)=\"(/assets/[^\"#]+)").matcher(page);
    Set<String> found = new HashSet<>();
    while (asset.find()) {
      found.add(asset.group(1));
      HttpResponse<String> answer = admin.get(asset.group(1));
      assertThat(answer.statusCode()).as(asset.group(1)).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    }
    assertThat(found).hasSizeGreaterThanOrEqualTo(6);
  }
}
