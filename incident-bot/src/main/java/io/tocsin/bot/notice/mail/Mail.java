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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends text mails by SMTP, over a connection a message, which is cut off before the lease ends.
 * One that is sent again after a lost answer has its old Message-ID. Where the server takes only
 * some of the addresses the others are logged and the mail counts as delivered.
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
    AtomicBoolean begun = new AtomicBoolean();
    try {
      Conversation.hold(() -> send(message, sendBy, begun), limit(sendBy));
    } catch (TimeoutException e) {
      throw new DeliveryException(
          begun.get() ? Outcome.UNKNOWN : Outcome.NOT_NOW,
          "the mail server was too slow for the lease: " + e.getMessage());
    } catch (MessagingException e) {
      if (!failure.onlySome(e)) {
        throw failure.of(e);
      }
    }
    return null;
  }

  /** All commands together, and never past the lease. */
  private Duration limit(SendBy sendBy) {
    Duration longest = traits().longest();
    Duration left = Duration.ofNanos(Math.max(0, sendBy.nanos() - System.nanoTime()));
    return left.compareTo(longest) < 0 ? left : longest;
  }

  private void send(Dispatch message, SendBy sendBy, AtomicBoolean begun)
      throws MessagingException {
    Transport transport = session.getTransport();
    try {
      connect(transport);
      MimeMessage mail = text.of(message);
      if (sendBy.passed()) {
        throw new MessagingException("the lease ran out before the mail was sent");
      }
      begun.set(true);
      transport.sendMessage(mail, mail.getAllRecipients());
    } finally {
      close(transport);
    }
  }

  /** What goes wrong behind the mail says nothing of it. */
  private static void close(Transport transport) {
    try {
      transport.close();
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
