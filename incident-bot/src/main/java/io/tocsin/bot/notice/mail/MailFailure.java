package io.tocsin.bot.notice.mail;

import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Words;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Arrays;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an SMTP server's reply lets the caller assume: 5xx of a message or of all its addresses is
 * never, 4xx is later (RFC 5321, section 4.2.1). A connection that breaks in the middle tells
 * nothing.
 */
record MailFailure(String settings, MailConfig config) {
  private static final Logger LOG = LoggerFactory.getLogger(MailFailure.class);
  private static final int NEVER = 500;

  /** Whether somebody got it; who did not is logged. */
  boolean onlySome(MessagingException e) {
    if (!(e instanceof SendFailedException failed)
        || failed.getValidSentAddresses() == null
        || failed.getValidSentAddresses().length == 0) {
      return false;
    }
    LOG.warn(
        "{}: mail not taken for {} {}: {}",
        settings,
        text(failed.getInvalidAddresses()),
        text(failed.getValidUnsentAddresses()),
        said(e));
    return true;
  }

  private static String text(Address[] addresses) {
    return addresses == null ? "" : Arrays.toString(addresses);
  }

  DeliveryException of(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return failure(
          Outcome.NOT_NOW,
          "the mail server does not know the user; check user and password of " + settings,
          e);
    }
    if (e instanceof MailConnectException) {
      return failure(
          Outcome.NOT_NOW,
          "cannot connect to "
              + config.host()
              + ':'
              + config.port()
              + "; check host and port of "
              + settings,
          e);
    }
    int code = code(e);
    if (code > 0) {
      return failure(
          code >= NEVER ? Outcome.REFUSED : Outcome.NOT_NOW, "mail server: " + said(e), e);
    }
    boolean neverConnected = said(e).contains("STARTTLS") || said(e).contains("TLS");
    return neverConnected
        ? failure(
            Outcome.NOT_NOW, "no encryption: " + said(e) + "; check security of " + settings, e)
        : failure(Outcome.UNKNOWN, "the connection broke: " + said(e), e);
  }

  private static DeliveryException failure(Outcome outcome, String text, MessagingException e) {
    return new DeliveryException(outcome, text, null, e);
  }

  /** Of the reply that decided; 0 where there was none. */
  private static int code(Exception e) {
    for (Exception next = e;
        next != null;
        next = next instanceof MessagingException m ? m.getNextException() : null) {
      if (next instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
        return failed.getReturnCode();
      }
      if (next instanceof SMTPAddressFailedException failed && failed.getReturnCode() > 0) {
        return failed.getReturnCode();
      }
    }
    return 0;
  }

  private static String said(MessagingException e) {
    Exception deepest = e;
    for (Exception next = e;
        next != null;
        next = next instanceof MessagingException m ? m.getNextException() : null) {
      deepest = next;
    }
    return Words.line(String.valueOf(deepest.getMessage()), 300);
  }
}
