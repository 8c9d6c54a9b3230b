package io.tocsin.web.people;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.UserStore;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Link;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One-time links. The token is {@code tenant.role.secret} with 256 random bits; only the SHA-256 of
 * all of it is stored, so changing the role or the tenant in a link makes it an unknown one.
 */
@Component
final class Invitations {
  private static final Pattern TOKEN =
      Pattern.compile("([a-z0-9][a-z0-9-]{0,62})\\.(viewer|responder|admin)\\.[\\w-]{43}");
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UserStore users;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  Invitations(UserStore users, ConsoleSettings settings, InstantSource clock) {
    this.users = users;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a token lets its bearer be, if it is one of ours, unused and not too old. */
  record Offer(TenantId tenant, Role role, String tokenHash) {}

  /** The link; nobody can show it again. */
  String invite(TenantId tenant, Role role, Duration valid) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String token =
        tenant
            + "."
            + role.name().toLowerCase(Locale.ROOT)
            + '.'
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    users.invite(new Invitation(hash(token), tenant, role, clock.instant().plus(valid)));
    return settings.permalink(Link.to("/join").and("token", token).toString());
  }

  String invite(TenantId tenant, Role role) {
    return invite(tenant, role, settings.invitationValid());
  }

  static Optional<Offer> read(@Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Role role = Role.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    return Optional.of(new Offer(new TenantId(matcher.group(1)), role, hash(token)));
  }

  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
