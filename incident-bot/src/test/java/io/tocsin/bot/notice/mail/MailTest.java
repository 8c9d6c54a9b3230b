package io.tocsin.bot.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.mail.MailConfig.Security;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident.State;
import io.tocsin.model.ticket.SendBy;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against GreenMail's SMTP server. */
class MailTest {
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.setUser("tocsin@bank.test", "tocsin", "right");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Mail mail(int port, Security security, @Nullable String password) {
    return new Mail(
        "bot.channels.out.mail",
        new MailConfig(
            "127.0.0.1",
            port,
            security,
            password == null ? null : "tocsin",
            password == null ? null : new Secret(password),
            "Tocsin <tocsin@bank.test>",
            List.of("oncall@bank.test"),
            30),
        Told.TIMES,
        InstantSource.fixed(Told.NOW));
  }

  private Mail mail() {
    return mail(server.getSmtp().getPort(), Security.NONE, "right");
  }

  @Test
  void mailsOfAnIncident_areOneThread_inPlainText() throws Exception {
    mail().send(Told.opened(), Samples.IN_TIME);
    mail().send(Told.one(State.CLOSED, null), Samples.IN_TIME);

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getSubject()).startsWith("TOC-1 OPEN [prod]: 余额不足");
    assertThat(mails[0].getContentType()).startsWith("text/plain");
    assertThat((String) mails[0].getContent())
        .contains("Error: ")
        .contains("TOC-1: https://tocsin.test/incidents/TOC-1");
    assertThat(mails[1].getHeader("References")).isEqualTo(mails[0].getHeader("References"));
    assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void mailSentAgain_hasItsOldMessageId() throws Exception {
    mail().send(Told.opened(), Samples.IN_TIME);
    mail().send(Told.again(Told.opened()), Samples.IN_TIME);

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails[0].getMessageID())
        .isEqualTo(mails[1].getMessageID())
        .isEqualTo("<" + Told.MESSAGE + "@tocsin.bank.test>");
  }

  @Test
  void textOfALogLine_cannotBecomeAHeader() throws Exception {
    mail().send(Told.opened(), Samples.IN_TIME);

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).doesNotContain("\n", "\r", "\u0007", "\u202e");
    assertThat(received.getAllRecipients()).hasSize(1);
  }

  @Test
  void aThousandIncidents_areOneMail() throws Exception {
    mail().send(Told.many(1_000), Samples.IN_TIME);

    assertThat((String) server.getReceivedMessages()[0].getContent())
        .containsPattern("…and \\d+ more");
  }

  @Test
  void wrongPassword_unreachableHost_andNoEncryption_areNotNow_andSayWhatToCheck() {
    int port = server.getSmtp().getPort();
    assertNotNow(mail(port, Security.NONE, "wrong-secret"), "check user and password of bot.");
    assertNotNow(mail(1, Security.NONE, null), "cannot connect to 127.0.0.1:1; check host");
    assertNotNow(mail(port, Security.STARTTLS, "right"), "check security of bot.channels.out");
  }

  private static void assertNotNow(Mail mail, String said) {
    for (DeliveryException failure :
        List.of(
            catchThrowableOfType(
                DeliveryException.class, () -> mail.send(Told.opened(), Samples.IN_TIME)),
            catchThrowableOfType(DeliveryException.class, mail::probe))) {
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(failure).hasMessageContaining(said).hasMessageNotContaining("wrong-secret");
    }
  }

  @Test
  void aServerThatIsSlowerThanTheLease_isCutOff_andGetsNoMail() throws Exception {
    try (SlowServer slow = new SlowServer(200)) {
      Mail mail = mail(slow.port(), Security.NONE, null);

      DeliveryException failure =
          catchThrowableOfType(
              DeliveryException.class,
              () -> mail.send(Told.opened(), SendBy.within(Duration.ofMillis(700))));

      assertThat(failure).hasMessageContaining("too slow for the lease");
      assertThat(failure.outcome()).isIn(Outcome.UNKNOWN, Outcome.NOT_NOW);
      assertThat(slow.heard()).doesNotContain(".", "QUIT");
    }
  }

  @Test
  void probe_logsIn_andSendsNothing() throws Exception {
    mail().probe();

    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void passwordWithoutEncryption_andBadAddresses_areRefused() {
    assertThatThrownBy(() -> config("mail.bank.test", "t@bank.test", "o@bank.test", Security.NONE))
        .hasMessageContaining("security: NONE (expected: starttls or tls");
    assertThatThrownBy(() -> config("mail.bank.test", "nobody", "o@bank.test", Security.TLS))
        .hasMessageContaining("from: nobody");
  }

  private static MailConfig config(String host, String from, String to, Security security) {
    return new MailConfig(host, 587, security, "tocsin", new Secret("x"), from, List.of(to), 30);
  }
}
