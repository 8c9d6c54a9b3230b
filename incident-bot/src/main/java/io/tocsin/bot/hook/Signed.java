package io.tocsin.bot.hook;

import io.tocsin.bot.notice.Hmac;
import io.tocsin.model.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a post comes from who knows the secret. Compared in constant time. */
enum Signed {
  /** Jira: {@code X-Hub-Signature: sha256=} and HMAC-SHA-256 of the body (WebSub, section 8). */
  JIRA("X-Hub-Signature"),
  /** GitHub: the same as {@code X-Hub-Signature-256}. */
  GITHUB("X-Hub-Signature-256"),
  /** GitLab sends the secret itself, as {@code X-Gitlab-Token}. */
  GITLAB("X-Gitlab-Token");

  private final String header;

  Signed(String header) {
    this.header = header;
  }

  boolean genuine(Secret secret, Function<String, @Nullable String> headers, byte[] body) {
    String shown = headers.apply(header);
    if (shown == null) {
      return false;
    }
    String expected =
        this == GITLAB
            ? secret.reveal()
            : "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret.reveal(), body));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
