package io.tocsin.bot.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.TicketHook.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Posts of trackers, believed in nothing but which ticket they speak of. */
class TrackerHookTest {
  private static final Secret SECRET = new Secret("It's a Secret to Everybody");

  private final List<String> lookedAt = new ArrayList<>();
  private final TrackerHook gitHub = TrackerHook.gitHub(SECRET, lookedAt::add);
  private final TrackerHook gitLab = TrackerHook.gitLab(SECRET, lookedAt::add);
  private final TrackerHook jira = TrackerHook.jira(SECRET, lookedAt::add);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Function<String, String> header(String name, String value) {
    return Map.of(name, value)::get;
  }

  private static Function<String, String> signed(String header, String body) {
    byte[] mac = io.tocsin.bot.notice.Hmac.sha256(SECRET.reveal(), bytes(body));
    return header(header, "sha256=" + HexFormat.of().formatHex(mac));
  }

  /** The example of GitHub's documentation, "Validating webhook deliveries". */
  @Test
  void gitHubsOwnExample_isGenuine_andOfNoTicket() {
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    assertThat(gitHub.take(header("X-Hub-Signature-256", signature), bytes("Hello, World!")))
        .isEqualTo(Answer.IGNORED);
  }

  @Test
  void aChangeOfATicket_isLookedAt_byTheIdThatEachTrackerHasForIt() {
    String issue = "{\"action\":\"closed\",\"issue\":{\"number\":42}}";
    String work = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"key\":\"PAY-7\"}}";
    String hook = "{\"object_kind\":\"issue\",\"object_attributes\":{\"id\":301,\"iid\":23}}";
    String note = "{\"object_kind\":\"note\",\"object_attributes\":{},\"issue\":{\"iid\":24}}";

    assertThat(gitHub.take(signed("X-Hub-Signature-256", issue), bytes(issue)))
        .isEqualTo(Answer.TAKEN);
    assertThat(jira.take(signed("X-Hub-Signature", work), bytes(work))).isEqualTo(Answer.TAKEN);
    for (String post : List.of(hook, note)) {
      assertThat(gitLab.take(header("X-Gitlab-Token", SECRET.reveal()), bytes(post)))
          .isEqualTo(Answer.TAKEN);
    }

    assertThat(lookedAt).containsExactly("42", "PAY-7", "23", "24");
  }

  @Test
  void whatIsNotSigned_orNotWithOurSecret_orWasChangedOnTheWay_isForged() {
    String issue = "{\"issue\":{\"number\":42}}";

    assertThat(gitHub.take(name -> null, bytes(issue))).isEqualTo(Answer.FORGED);
    assertThat(gitHub.take(header("X-Hub-Signature-256", "sha256="), bytes(issue)))
        .isEqualTo(Answer.FORGED);
    assertThat(gitHub.take(signed("X-Hub-Signature-256", issue), bytes(issue + " ")))
        .isEqualTo(Answer.FORGED);
    assertThat(jira.take(signed("X-Hub-Signature-256", issue), bytes(issue)))
        .isEqualTo(Answer.FORGED);
    assertThat(gitLab.take(header("X-Gitlab-Token", "guessed"), bytes(issue)))
        .isEqualTo(Answer.FORGED);
    assertThat(lookedAt).isEmpty();
  }

  @Test
  void anIdThatLeadsElsewhere_andWhatIsNoJson_areIgnored() {
    for (String post :
        List.of("{\"issue\":{\"number\":\"../../user\"}}", "not json", "[]", "{}", "")) {
      assertThat(gitHub.take(signed("X-Hub-Signature-256", post), bytes(post)))
          .isEqualTo(Answer.IGNORED);
    }
    assertThat(lookedAt).isEmpty();
  }

  @Test
  void withoutASecret_nothingIsTaken_andAllIsCounted() {
    TrackerHook off = TrackerHook.gitHub(null, lookedAt::add);

    assertThat(off.take(header("X-Hub-Signature-256", "x"), bytes("{}"))).isEqualTo(Answer.OFF);
    assertThat(TrackerHook.none().take(name -> null, bytes("{}"))).isEqualTo(Answer.OFF);
    assertThat(off.samples())
        .anyMatch(sample -> sample.labels().containsValue("off") && sample.value() == 1);
  }
}
