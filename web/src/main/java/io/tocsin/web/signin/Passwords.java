package io.tocsin.web.signin;

import io.tocsin.web.page.ConsoleSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/**
 * Password hashes: PBKDF2 with HMAC-SHA-256 and 600,000 rounds (OWASP Password Storage Cheat Sheet,
 * 2023), the strongest that the JDK brings. The encoder's name stands before each hash, so that
 * another can take over. Hashing is slow by intent, so only a few run at once.
 */
@Component
public final class Passwords {
  /** NIST SP 800-63B asks for 8 at least; an admin of a bank's tool gets more. */
  public static final int MIN_LENGTH = 12;

  public static final int MAX_LENGTH = 256;

  private static final String ENCODER = "pbkdf2-600k";
  private static final int ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;

  private final PasswordEncoder encoder =
      new DelegatingPasswordEncoder(
          ENCODER,
          Map.of(
              ENCODER,
              new Pbkdf2PasswordEncoder(
                  "", SALT_BYTES, ROUNDS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256)));
  private final Semaphore atOnce;
  private final String nobodysHash = encoder.encode("nobody's password");

  Passwords(ConsoleSettings settings) {
    this.atOnce = new Semaphore(settings.passwordChecks());
  }

  /**
   * Takes as long without a hash as with one, so that the answer's time does not tell which names
   * exist. Empty where too many are being checked.
   */
  public Optional<Boolean> matches(String password, @Nullable String hash) {
    if (!atOnce.tryAcquire()) {
      return Optional.empty();
    }
    try {
      boolean fits = password.length() <= MAX_LENGTH;
      boolean same = encoder.matches(fits ? password : "", hash == null ? nobodysHash : hash);
      return Optional.of(same && fits && hash != null);
    } finally {
      atOnce.release();
    }
  }

  /** Empty where too many are being checked. */
  public Optional<String> hash(String password) {
    if (!atOnce.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(encoder.encode(password));
    } finally {
      atOnce.release();
    }
  }
}
