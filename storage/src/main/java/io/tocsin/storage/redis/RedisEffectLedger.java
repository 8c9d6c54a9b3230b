package io.tocsin.storage.redis;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import io.tocsin.storage.json.ModelJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Effects in a Redis, or what speaks like one, for all processes that share it. What a row becomes
 * is decided here and written where it is still what it was: a script of Redis compares and sets in
 * one step. A row goes by itself when it is kept no longer. What Redis has not written to its disk
 * when it dies is forgotten, and done again when it is asked for.
 */
public final class RedisEffectLedger implements EffectLedger, Component {
  /** Somebody else has written each time: no key has so many askers within a moment. */
  private static final int TRIES = 100;

  /**
   * KEYS: row, refused rows of the tenant. ARGV: the row as it was read ("" for none), as it is to
   * be, for how many milliseconds (0: as long as before), until when it is among the refused (""
   * where it is not), until when those were that are gone. Returns 1 where it was written.
   */
  private static final String REPLACE =
      """
      if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
        return 0
      end
      if ARGV[3] == '0' then
        redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
      else
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      end
      if ARGV[4] == '' then
        redis.call('ZREM', KEYS[2], KEYS[1])
      else
        redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[5])
        redis.call('ZADD', KEYS[2], ARGV[4], KEYS[1])
      end
      return 1
      """;

  /** KEYS: refused rows of the tenant, one of them. Forgets it if it went by itself. */
  private static final String FORGET =
      """
      if redis.call('EXISTS', KEYS[2]) == 0 then
        redis.call('ZREM', KEYS[1], KEYS[2])
      end
      """;

  private static final Duration AS_BEFORE = Duration.ZERO;
  private static final Duration LEAST = Duration.ofMillis(1);

  private final JedisPooled redis;

  /**
   * Opens no connection yet.
   *
   * @throws io.tocsin.model.config.InvalidSettingException where its authorities cannot be read
   */
  public RedisEffectLedger(RedisConfig config) {
    URI address = config.address();
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(Math.toIntExact(config.requestTimeout().toMillis()))
            .socketTimeoutMillis(Math.toIntExact(config.requestTimeout().toMillis()))
            .database(config.database())
            .clientName("tocsin")
            .ssl(config.isTls())
            .sslParameters(itsNameInItsCertificate());
    if (config.caFile() != null) {
      client.sslSocketFactory(TrustedAuthorities.only(config.caFile()));
    }
    if (config.user() != null) {
      client.user(config.user());
    }
    if (config.password() != null) {
      client.password(config.password().reveal());
    }
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(config.connections());
    pool.setMaxWait(config.requestTimeout());
    // A restart of Redis leaves broken connections behind; each would fail a web hook.
    pool.setTestOnBorrow(true);
    redis =
        new JedisPooled(
            pool, new HostAndPort(address.getHost(), address.getPort()), client.build());
  }

  private static SSLParameters itsNameInItsCertificate() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  @Override
  public void start() {
    // Nothing to do: the first who asks opens a connection.
  }

  @Override
  public KeyedEffect begin(Wanted wanted, Instant now) {
    return asking(() -> begun(wanted, now));
  }

  private KeyedEffect begun(Wanted wanted, Instant now) {
    String row = row(wanted.tenant(), wanted.scope(), wanted.key());
    for (int i = 0; i < TRIES; i++) {
      String text = redis.get(row);
      KeyedEffect before = read(text);
      KeyedEffect after = wanted.over(before, now);
      if (after == before || replaced(row, text, after, left(after, now))) {
        return after;
      }
    }
    throw new IllegalStateException("effect " + wanted.key() + " changes whenever it is looked at");
  }

  /** Kept for as long as somebody works on it, in any case. */
  private static Duration left(KeyedEffect row, Instant now) {
    Instant lease = row.effect().leaseUntil();
    Instant end = lease != null && lease.isAfter(row.keepUntil()) ? lease : row.keepUntil();
    Duration left = Duration.between(now, end);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  @Override
  public boolean advance(KeyedEffect next) {
    return asking(() -> advanced(next));
  }

  private boolean advanced(KeyedEffect next) {
    String row = row(next.tenant(), next.scope(), next.key());
    for (int i = 0; i < TRIES; i++) {
      String text = redis.get(row);
      KeyedEffect before = read(text);
      if (before == null || !before.mayBecome(next)) {
        return false;
      }
      if (replaced(row, text, before.with(next.effect(), next.answer()), AS_BEFORE)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Page<KeyedEffect> refused(TenantId tenant, int offset, int limit) {
    return asking(() -> {
      String refused = refused(tenant);
      List<KeyedEffect> rows = new ArrayList<>();
      long first = offset;
      boolean more = true;
      while (rows.size() < limit && more) {
        List<String> names = redis.zrevrange(refused, first, first + limit - rows.size() - 1);
        for (String name : names) {
          KeyedEffect row = read(redis.get(name));
          if (row == null) {
            redis.eval(FORGET, List.of(refused, name), List.of());
          } else {
            first++;
            if (row.effect().state() == EffectState.REFUSED) {
              rows.add(row);
            }
          }
        }
        more = !names.isEmpty();
      }
      return new Page<>(List.copyOf(rows), redis.zcard(refused), false, null);
    });
  }

  @Override
  public Optional<KeyedEffect> replay(
      TenantId tenant, String scope, EffectKey key, String because, Instant now) {
    return asking(() -> replayed(tenant, scope, key, because, now));
  }

  private Optional<KeyedEffect> replayed(
      TenantId tenant, String scope, EffectKey key, String because, Instant now) {
    String row = row(tenant, scope, key);
    String text = redis.get(row);
    KeyedEffect before = read(text);
    if (before == null || before.effect().state() != EffectState.REFUSED) {
      return Optional.empty();
    }
    KeyedEffect after = before.with(before.effect().replayed(now, because), null);
    return replaced(row, text, after, AS_BEFORE) ? Optional.of(after) : Optional.empty();
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (JedisException e) {
      throw new EffectsAwayException("Redis does not answer: " + e.getMessage(), e);
    }
  }

  private boolean replaced(
      String row, @Nullable String before, KeyedEffect after, Duration keptFor) {
    boolean refused = after.effect().state() == EffectState.REFUSED;
    Object written =
        redis.eval(
            REPLACE,
            List.of(row, refused(after.tenant())),
            List.of(
                before == null ? "" : before,
                ModelJson.text(after),
                Long.toString(keptFor.toMillis()),
                refused ? Long.toString(after.keepUntil().toEpochMilli()) : "",
                Long.toString(after.effect().createdAt().toEpochMilli())));
    return Long.valueOf(1).equals(written);
  }

  private static @Nullable KeyedEffect read(@Nullable String text) {
    return text == null ? null : ModelJson.read(text, KeyedEffect.class);
  }

  /** In braces what says which node of a cluster has it: one tenant's are together. */
  private static String row(TenantId tenant, String scope, EffectKey key) {
    return "tocsin:{" + tenant.value() + "}:effect:" + scope + '/' + key.text();
  }

  private static String refused(TenantId tenant) {
    return "tocsin:{" + tenant.value() + "}:refused";
  }

  @Override
  public Health health() {
    try {
      redis.ping();
      return Health.up("answers");
    } catch (JedisException e) {
      return Health.degraded("web hooks are not taken: Redis does not answer: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
