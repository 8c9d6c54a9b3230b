package io.tocsin.web.signin;

import io.tocsin.web.page.ConsoleSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts attempts by name and address, and by address alone, in windows that start with the first
 * attempt. Memory is bounded: the count that was not touched for longest is forgotten first.
 */
@Component
public final class SignInAttempts {
  private static final int MAX_KEYS = 20_000;

  private final InstantSource clock;
  private final Duration window;
  private final int perName;
  private final int perAddress;
  private final Map<Key, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
          return size() > MAX_KEYS;
        }
      };

  private record Key(String name, String address) {}

  private record Count(int attempts, Instant since) {}

  SignInAttempts(ConsoleSettings settings, InstantSource clock) {
    this.clock = clock;
    this.window = settings.signInWindow();
    this.perName = settings.signInAttempts();
    this.perAddress = settings.signInAttemptsPerAddress();
  }

  /**
   * Counts an attempt before its password is looked at, so that many at once do not slip through.
   * False where it must wait.
   */
  public synchronized boolean begin(String name, String address) {
    Instant now = clock.instant();
    Count byName = current(new Key(name, address), now);
    Count byAddress = current(new Key("", address), now);
    if (byName.attempts >= perName || byAddress.attempts >= perAddress) {
      return false;
    }
    counts.put(new Key(name, address), new Count(byName.attempts + 1, byName.since));
    counts.put(new Key("", address), new Count(byAddress.attempts + 1, byAddress.since));
    return true;
  }

  public synchronized void succeeded(String name, String address) {
    counts.remove(new Key(name, address));
    Key any = new Key("", address);
    counts.computeIfPresent(any, (key, c) -> new Count(Math.max(0, c.attempts - 1), c.since));
  }

  private Count current(Key key, Instant now) {
    Count count = counts.get(key);
    return count == null || !now.isBefore(count.since.plus(window)) ? new Count(0, now) : count;
  }
}
