package io.tocsin.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger.Wanted;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that speaks TLS, with certificates that nobody but the test knows. */
class RedisTlsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String STORE_PASSWORD = "only for this test";
  @TempDir private Path folder;

  @Test
  void aRedisThatAKnownAuthoritySigned_isBelieved() throws Exception {
    RedisServer.Identity identity = identity("ours", "ip:127.0.0.1");
    try (RedisServer server = started(identity);
        RedisEffectLedger ledger = ledger(server, identity.certificate())) {
      assertThat(begin(ledger).effect().state()).isEqualTo(EffectState.SENT);
      assertThat(begin(ledger).effect().holder()).isEqualTo("one");
    }
  }

  @Test
  void aRedisThatNobodyKnownSigned_isToldNothing() throws Exception {
    Path others = identity("theirs", "ip:127.0.0.1").certificate();
    try (RedisServer server = started(identity("ours", "ip:127.0.0.1"));
        RedisEffectLedger byTheJdk = ledger(server, null);
        RedisEffectLedger byOthers = ledger(server, others)) {
      for (RedisEffectLedger stranger : List.of(byTheJdk, byOthers)) {
        assertThatThrownBy(() -> begin(stranger))
            .isInstanceOf(EffectsAwayException.class)
            .hasStackTraceContaining("unable to find valid certification path");
      }
    }
  }

  @Test
  void aRedisWithAnotherName_isToldNothing() throws Exception {
    RedisServer.Identity misnamed = identity("misnamed", "dns:redis.example.com");
    try (RedisServer server = started(misnamed);
        RedisEffectLedger ledger = ledger(server, misnamed.certificate())) {
      assertThatThrownBy(() -> begin(ledger))
          .isInstanceOf(EffectsAwayException.class)
          .hasStackTraceContaining("No subject alternative names");
    }
  }

  @Test
  void aFileWithoutCertificates_orWithoutTls_isNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    RedisConfig wrong = config("rediss://127.0.0.1:1", empty);
    assertThatThrownBy(() -> new RedisEffectLedger(wrong))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("storage.redis.ca_file: " + empty + " (expected: certificates in PEM)");
    RedisConfig missing = config("rediss://127.0.0.1:1", folder.resolve("missing.pem"));
    assertThatThrownBy(() -> new RedisEffectLedger(missing))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("(expected: a readable file)");
    assertThatThrownBy(() -> config("redis://127.0.0.1:1", empty))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("ca_file")
        .hasMessageContaining("rediss://");
  }

  private RedisServer started(RedisServer.Identity identity) {
    Assumptions.assumeTrue(RedisServer.isInstalled(), "no redis-server: apt-get install it");
    return RedisServer.startTls(folder, identity);
  }

  private static RedisEffectLedger ledger(RedisServer server, @Nullable Path authorities) {
    return new RedisEffectLedger(config(server.url(), authorities));
  }

  private static RedisConfig config(String url, @Nullable Path authorities) {
    return new RedisConfig(
        url, null, new Secret(RedisServer.PASSWORD), authorities, 0, 4, Duration.ofSeconds(5));
  }

  private static KeyedEffect begin(RedisEffectLedger ledger) {
    Wanted wanted =
        new Wanted(
            new TenantId("bank"),
            "hooks",
            EffectKey.of("a transfer"),
            "one",
            NOW.plusSeconds(30),
            NOW.plusSeconds(60));
    return ledger.begin(wanted, NOW);
  }

  /** Signed by itself, as the JDK's own tool makes them. */
  private RedisServer.Identity identity(String name, String names) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-validity",
                "36500",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    return new RedisServer.Identity(
        pem(name, "CERTIFICATE", certificate(store, name)),
        pem(name, "PRIVATE KEY", privateKey(store, name)));
  }

  private Path pem(String name, String type, byte[] content) throws IOException {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return Files.writeString(
        folder.resolve(name + '.' + type.replace(' ', '-')),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, lines, type));
  }

  private static byte[] certificate(Path store, String name) throws Exception {
    return open(store).getCertificate(name).getEncoded();
  }

  private static byte[] privateKey(Path store, String name) throws Exception {
    return open(store).getKey(name, STORE_PASSWORD.toCharArray()).getEncoded();
  }

  private static KeyStore open(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, STORE_PASSWORD.toCharArray());
      return store;
    }
  }
}
