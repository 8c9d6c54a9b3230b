package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.attachment.AttachmentConfig;
import io.tocsin.bot.attachment.EnclosurePorts;
import io.tocsin.bot.attachment.Enclosures;
import io.tocsin.bot.fakes.MemoryEvidence;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Span;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was found, made into files for the ticket. */
class EvidenceFilesTest {
  private static final String SECRET = "6222020200112233";
  private static final Duration UNTIL_THE_LIMIT = Duration.ofMinutes(1);
  private static final AttachmentConfig LIMITS = AttachmentConfig.defaults();

  @TempDir private Path folder;
  private final MemoryEvidence files = new MemoryEvidence();
  private SlowBank bank;

  @BeforeEach
  void open() throws Exception {
    bank = new SlowBank(folder);
    gatherWith(LIMITS);
  }

  @AfterEach
  void close() {
    bank.close();
  }

  private void gatherWith(AttachmentConfig limits) {
    bank.gathering =
        new Enclosures(
            limits,
            new EnclosurePorts(
                bank.telemetry,
                bank.profiles,
                bank.house,
                bank.house,
                bank.house.ledger(),
                files,
                OwnCode.byDefault(),
                text -> text.replace(SECRET, "***")),
            new LocalBell(),
            bank.clock);
  }

  private void slowRelease() {
    bank.release();
    bank.profileOfBefore();
    bank.profileOfNow(50);
    bank.profileOfNow(50);
    bank.slowdown("1.1.0");
    bank.span("a1", null, Span.Kind.SERVER, "POST /transfers " + SECRET, 0, 100);
    log(bank.incident(), "fees for card " + SECRET, Map.of());
  }

  private void log(Incident incident, String message, Map<String, String> attributes) {
    long at = Samples.nanos(bank.clock.instant());
    bank.telemetry.lines.add(
        new LogRecord(
            incident.sample(),
            Samples.TENANT,
            at,
            at,
            Severity.ERROR,
            "ERROR",
            incident.source(),
            incident.traceId(),
            null,
            Business.NONE,
            "com.bank.transfers.Desk",
            null,
            "http-1",
            message,
            null,
            null,
            null,
            false,
            attributes));
  }

  private Incident gathered() {
    return gathered(LIMITS.after());
  }

  private Incident gathered(Duration wait) {
    Investigator investigator = bank.investigator();
    investigator.lookAtAll();
    bank.clock.pass(wait);
    investigator.lookAtAll();
    return bank.incident();
  }

  private String text(Incident incident, String name) {
    EvidenceFile file = files.read(Samples.TENANT, incident.id(), name).orElseThrow();
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  private List<TicketEntry> acts() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.EVIDENCE)
        .toList();
  }

  @Test
  void aSlowRelease_hasPictureAndPageOfTheProfiles_logAndTrace() {
    slowRelease();

    Incident incident = gathered();

    assertThat(files.names(Samples.TENANT, incident.id()))
        .containsExactly(
            "log-excerpt.txt", "profile-difference.html", "profile-difference.svg", "trace.json");
    assertThat(acts())
        .singleElement()
        .extracting(row -> row.act().ticket())
        .isEqualTo(incident.ticketKey());
    assertThat(text(incident, "log-excerpt.txt"))
        .contains("ERROR transfers [http-1] com.bank.transfers.Desk - fees for card");
    JsonNode trace = JsonMapper.shared().readTree(text(incident, "trace.json"));
    assertThat(trace.path("trace_id").asString()).isEqualTo(Samples.TRACE);
    assertThat(trace.path("spans").path(0).path("duration_nanos").asLong()).isEqualTo(100_000_000);
  }

  @Test
  void thePicture_isXmlOnItsOwn_withTheMethodThatGrewInRed() throws Exception {
    slowRelease();

    String svg = text(gathered(), "profile-difference.svg");

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.lines().filter(line -> line.contains("FeeTable.rate: ")).findFirst())
        .hasValueSatisfying(box -> assertThat(box).contains("before, ").contains("#ec8177"));
    assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
  }

  @Test
  void thePage_asksNobodyForAnything_andNamesWhatGrew() {
    slowRelease();

    String page = text(gathered(), "profile-difference.html");

    assertThat(page)
        .contains("default-src 'none'")
        .contains("<td><code>com.bank.transfers.FeeTable.rate</code></td>")
        .contains("1.0.0, ")
        .contains("1.1.0, ");
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("src=");
  }

  @Test
  void nothingUnmasked_isInAnyFile() {
    slowRelease();

    Incident incident = gathered();

    assertThat(files.of(Samples.TENANT, incident.id()))
        .allSatisfy(file ->
            assertThat(new String(file.bytes(), StandardCharsets.UTF_8)).doesNotContain(SECRET));
    assertThat(text(incident, "trace.json")).contains("POST /transfers ***");
    assertThat(text(incident, "log-excerpt.txt")).contains("fees for card ***");
  }

  @Test
  void aCrash_hasItsReport_andTheLastProfileBeforeIt() {
    bank.release();
    bank.profileOfNow(5);
    bank.crash();
    log(bank.incident(), "JVM died", Map.of("jvm.crash.report", "# SIGSEGV\ncard " + SECRET));

    Incident incident = gathered();

    assertThat(files.names(Samples.TENANT, incident.id()))
        .contains("crash-report.txt", "profile.svg", "profile.html");
    assertThat(text(incident, "crash-report.txt")).isEqualTo("# SIGSEGV\ncard ***");
  }

  @Test
  void gathering_again_afterARestart_entersNoSecondAct_andChangesNoFile() {
    slowRelease();
    Incident incident = gathered();
    String before = text(incident, "log-excerpt.txt");
    log(incident, "a later line", Map.of());

    bank.investigator().lookAtAll();
    gathered();

    assertThat(acts()).hasSize(1);
    assertThat(text(incident, "log-excerpt.txt")).isEqualTo(before);
  }

  @Test
  void limits_leaveTheTellingFiles_andCutWhatIsTooLong() {
    gatherWith(new AttachmentConfig(2, 16_384, Duration.ofSeconds(10), 500, 500, 2_000));
    bank.release();
    bank.crash();
    log(bank.incident(), "退款 ".repeat(20_000), Map.of("jvm.crash.report", "é".repeat(20_000)));

    Incident incident = gathered(UNTIL_THE_LIMIT);

    assertThat(files.names(Samples.TENANT, incident.id()))
        .containsExactly("crash-report.txt", "log-excerpt.txt");
    assertThat(files.of(Samples.TENANT, incident.id()))
        .allSatisfy(file -> assertThat(file.bytes()).hasSizeLessThanOrEqualTo(16_384));
    assertThat(text(incident, "crash-report.txt")).endsWith("… cut at the limit of a file\n");
    assertThat(text(incident, "log-excerpt.txt")).doesNotContain("\ufffd");
  }

  @Test
  void withNoFilesWanted_nothingIsEntered() {
    gatherWith(new AttachmentConfig(0, 16_384, Duration.ofSeconds(10), 500, 500, 2_000));
    slowRelease();

    gathered();

    assertThat(acts()).isEmpty();
  }

  @Test
  void withNothingFound_nothingIsEntered() {
    bank.exception();

    gathered(UNTIL_THE_LIMIT);

    assertThat(acts()).isEmpty();
  }
}
