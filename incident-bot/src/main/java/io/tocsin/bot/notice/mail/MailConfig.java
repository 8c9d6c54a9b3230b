package io.tocsin.bot.notice.mail;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code mail} of a channel. */
public record MailConfig(
    @Setting(doc = "Host of the SMTP server.") String host,
    @Setting(doc = "Its port.", def = "587") int port,
    @Setting(
            doc =
                "`starttls` (refused where the server does not offer it), `tls` from the first byte"
                    + " on, or `none`.",
            def = "starttls")
        Security security,
    @Setting(doc = "User to log in as. Absent: the server asks for none.") @Nullable String user,
    @Setting(doc = "The user's password.") @Nullable Secret password,
    @Setting(doc = "Sender, such as Tocsin <tocsin@bank.example>.") String from,
    @Setting(doc = "Addresses to send to.") List<String> to,
    @Setting(doc = "Messages a minute at most; beyond them many incidents share one.", def = "30")
        int perMinute) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "localhost");
  private static final int MAX_PORT = 65_535;

  /** Of the connection. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  public MailConfig {
    to = List.copyOf(to);
    requireRange("port", port, 1, MAX_PORT);
    requireRange("per_minute", perMinute, 1, 10_000);
    if ((user == null) != (password == null)) {
      throw new InvalidSettingException(
          "user", user == null ? "absent" : user, "user and password, or neither");
    }
    if (user != null && security == Security.NONE && !THIS_MACHINE.contains(host)) {
      throw new InvalidSettingException(
          "security", security, "starttls or tls: a password would be readable on the way");
    }
    requireAddress("from", from);
    if (to.isEmpty()) {
      throw new InvalidSettingException("to", to, "at least one address");
    }
    to.forEach(address -> requireAddress("to", address));
  }

  private static void requireAddress(String key, String address) {
    try {
      new InternetAddress(address, true).validate();
    } catch (AddressException e) {
      throw new InvalidSettingException(key, address, "an address: " + e.getMessage());
    }
  }
}
