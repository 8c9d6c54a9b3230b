package io.tocsin.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectLedger.Wanted;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.storage.contract.EffectLedgerContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;

/** The contract, and what is Redis's own, on a real one. */
class RedisEffectLedgerTest extends EffectLedgerContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TenantId BANK = new TenantId("bank");
  @TempDir private static Path folder;
  private static RedisServer server;
  private RedisEffectLedger ledger;
  private JedisPooled client;

  @BeforeAll
  static void startServer() {
    Assumptions.assumeTrue(RedisServer.isInstalled(), "no redis-server: apt-get install it");
    server = RedisServer.start(folder);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected EffectLedger ledger(Path unused) {
    HostAndPort address = HostAndPort.from(server.url().substring("redis://".length()));
    client =
        new JedisPooled(
            address, DefaultJedisClientConfig.builder().password(RedisServer.PASSWORD).build());
    client.flushAll();
    ledger = new RedisEffectLedger(config(RedisServer.PASSWORD));
    return ledger;
  }

  @AfterEach
  void close() {
    ledger.close();
    client.close();
  }

  private static RedisConfig config(String password) {
    return new RedisConfig(
        server.url(), null, new Secret(password), null, 0, 4, Duration.ofSeconds(5));
  }

  @Test
  void aRow_goesByItselfWhenItIsKeptNoLonger_andFromTheRefusedToo() throws Exception {
    KeyedEffect row = begin(Duration.ofMillis(200), Duration.ofMillis(300));
    assertThat(
            ledger.advance(row.with(row.effect().settled(EffectState.REFUSED, "unreadable"), null)))
        .isTrue();
    assertThat(ledger.refused(BANK, 0, 10).total()).isOne();

    String name = client.keys("tocsin:{bank}:effect:*").iterator().next();
    while (client.exists(name)) {
      Thread.sleep(Math.max(1, client.pttl(name)));
    }

    assertThat(ledger.refused(BANK, 0, 10).items()).isEmpty();
    assertThat(ledger.refused(BANK, 0, 10).total()).isZero();
    assertThat(client.keys("*")).isEmpty();
  }

  @Test
  void aRowThatIsBeingDone_isKeptForItsLease_howeverShortItIsRemembered() {
    begin(Duration.ofMillis(1), Duration.ofSeconds(30));

    String name = client.keys("tocsin:{bank}:effect:*").iterator().next();
    assertThat(client.pttl(name)).isBetween(1_000L, 30_000L);
  }

  @Test
  void whoHadARowThatIsForgotten_cannotWriteOverTheNext() {
    KeyedEffect first = begin(Duration.ofMinutes(1), Duration.ofSeconds(30));
    client.flushAll();
    Wanted later =
        new Wanted(
            BANK, first.scope(), first.key(), "two", NOW.plusSeconds(90), NOW.plusSeconds(120));
    KeyedEffect next = ledger.begin(later, NOW.plusSeconds(61));
    assertThat(next.effect().holder()).isEqualTo("two");

    assertThat(
            ledger.advance(first.with(first.effect().settled(EffectState.REFUSED, "late"), null)))
        .isFalse();
    assertThat(
            ledger.advance(next.with(next.effect().settled(EffectState.CONFIRMED, "done"), "ok")))
        .isTrue();
  }

  @Test
  void aRedisThatIsAway_isToldAsSuch_andOneThatCameBackIsAskedAgain() {
    begin(Duration.ofMinutes(1), Duration.ofSeconds(30));
    server.close();
    assertThatThrownBy(() -> begin(Duration.ofMinutes(1), Duration.ofSeconds(30)))
        .isInstanceOf(EffectsAwayException.class)
        .hasMessageContaining("Redis does not answer");
    assertThat(ledger.health().state()).isEqualTo(Health.State.DEGRADED);

    server = server.startAgain();
    assertThat(begin(Duration.ofMinutes(1), Duration.ofSeconds(30)).effect().holder())
        .isEqualTo("one");
    assertThat(ledger.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void health_namesWhatIsWrong_withoutThePassword() {
    assertThat(ledger.health().state()).isEqualTo(Health.State.UP);
    try (RedisEffectLedger wrong = new RedisEffectLedger(config("wrong secret"))) {
      assertThat(wrong.health().state()).isEqualTo(Health.State.DEGRADED);
      assertThat(wrong.health().because()).contains("Redis").doesNotContain("wrong secret");
    }
  }

  @Test
  void aUrlWithAPasswordOrOfAnotherKind_isRefusedWithoutRepeatingIt() {
    for (String url :
        new String[] {
          "redis://:secret@host:6379", "http://host:1", "redis://host", "redis://host:1/3"
        }) {
      assertThatThrownBy(() -> new RedisConfig(url, null, null, null, 0, 8, Duration.ofSeconds(2)))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageNotContaining("secret");
    }
  }

  private KeyedEffect begin(Duration keep, Duration lease) {
    Wanted wanted =
        new Wanted(
            BANK,
            "intake/grafana",
            EffectKey.of("a web hook"),
            "one",
            NOW.plus(lease),
            NOW.plus(keep));
    return ledger.begin(wanted, NOW);
  }
}
