package io.tocsin.bot.notice.mail;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.ticket.SendBy;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends text mails by SMTP, over a connection a message. One that is sent again after a lost answer
 * has its old Message-ID. Where the server takes only some of the addresses the others are logged
 * and the mail counts as delivered.
 */
public final class Mail implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
  private static final int COMMANDS = 4;

  private final String settings;
  private final MailConfig config;
  private final ChannelTimes times;
  private final MailText text;
  private final Session session;

  /**
   * @param settings name of its section
   */
  public Mail(String settings, MailConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.times = times;
    this.session = Session.getInstance(properties(config, times));
    this.text = new MailText(config, session, clock);
  }

  private static Properties properties(MailConfig config, ChannelTimes times) {
    Properties p = new Properties();
    p.setProperty("mail.transport.protocol", "smtp");
    p.setProperty("mail.smtp.host", config.host());
    p.setProperty("mail.smtp.port", Integer.toString(config.port()));
    p.setProperty("mail.smtp.auth", Boolean.toString(config.user() != null));
    boolean startTls = config.security() == MailConfig.Security.STARTTLS;
    p.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
    p.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
    p.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(config.security() == MailConfig.Security.TLS));
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    p.setProperty("mail.smtp.connectiontimeout", Long.toString(times.connect().toMillis()));
    p.setProperty("mail.smtp.timeout", Long.toString(times.request().toMillis()));
    p.setProperty("mail.smtp.writetimeout", Long.toString(times.request().toMillis()));
    p.setProperty("mail.smtp.sendpartial", "true");
    return p;
  }

  @Override
  public Traits traits() {
    return new Traits(
        Manner.TOLD,
        true,
        List.of(new Rate(config.perMinute(), Duration.ofMinutes(1))),
        times.request().multipliedBy(COMMANDS));
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    MailFailure failure = new MailFailure(settings, config);
    Transport transport = null;
    try {
      transport = session.getTransport();
      connect(transport);
      MimeMessage mail = text.of(message);
      if (sendBy.passed()) {
        throw new DeliveryException(Outcome.UNKNOWN, "the lease ran out before the mail was sent");
      }
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      if (!failure.onlySome(e)) {
        throw failure.of(e);
      }
    } finally {
      close(transport);
    }
    return null;
  }

  /** What goes wrong behind the mail says nothing of it. */
  private static void close(@Nullable Transport transport) {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (MessagingException e) {
      LOG.debug("the mail server did not end the session in order", e);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (config.user() == null || config.password() == null) {
      transport.connect();
    } else {
      transport.connect(config.user(), config.password().reveal());
    }
  }

  /** Logs in and out again. */
  @Override
  public void probe() throws DeliveryException {
    try (Transport transport = session.getTransport()) {
      connect(transport);
    } catch (MessagingException e) {
      throw new MailFailure(settings, config).of(e);
    }
  }

  @Override
  public void close() {
    // A connection lives as long as its message.
  }
}
