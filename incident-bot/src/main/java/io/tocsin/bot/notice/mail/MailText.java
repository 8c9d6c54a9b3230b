package io.tocsin.bot.notice.mail;

import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.Words;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/** A message as a mail in plain text. Nothing in a text can become a header. */
record MailText(MailConfig config, Session session, InstantSource clock) {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_CHARS = 100_000;

  MimeMessage of(Dispatch message) throws MessagingException {
    String domain = domain();
    MimeMessage mail = new NamedMessage(session, id(message.id(), domain));
    mail.setFrom(new InternetAddress(config.from()));
    for (String address : config.to()) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
    }
    mail.setSubject(Words.line(message.text().title(), MAX_SUBJECT), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Precedence", "bulk");
    if (message.notices().size() == 1) {
      // The first of a thread does not exist: all mails of an incident are answers to it.
      String thread = id(message.notices().getFirst().incident().id(), domain);
      mail.setHeader("In-Reply-To", thread);
      mail.setHeader("References", thread);
    }
    mail.setText(body(message.text()), StandardCharsets.UTF_8.name());
    return mail;
  }

  private String domain() throws MessagingException {
    String address = new InternetAddress(config.from()).getAddress();
    return address.substring(address.indexOf('@') + 1);
  }

  private static String id(UUID id, String domain) {
    return '<' + id.toString() + "@tocsin." + domain + '>';
  }

  private static String body(NoticeText text) {
    StringBuilder body = new StringBuilder();
    body.append(text.title()).append("\n\n");
    text.facts()
        .forEach(fact -> body.append(fact.name()).append(": ").append(fact.value()).append('\n'));
    text.fitting(item -> "- " + item.words() + "\n  " + item.url(), String::length, MAX_CHARS)
        .forEach(line -> body.append(line).append('\n'));
    if (text.link() != null) {
      body.append('\n').append(text.link().words()).append(": ").append(text.link().url());
    }
    return body.append('\n').toString();
  }

  /** Keeps the Message-ID that it is given: the same mail sent again is known by it. */
  private static final class NamedMessage extends MimeMessage {
    private final String id;

    NamedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
