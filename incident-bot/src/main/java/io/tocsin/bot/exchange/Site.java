package io.tocsin.bot.exchange;

import io.tocsin.model.config.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a tracker is, how it is called, and in whose words it refuses.
 *
 * @param settings name of its section, for people who must put it right
 * @param base every path is below it
 * @param header that shows who calls
 * @param credentials value of that header; never logged
 * @param connectTimeout nothing was sent when it ends
 * @param requestTimeout of one request, connecting and the answer's body included
 * @param words what the body of an error says, as one line
 */
public record Site(
    String settings,
    URI base,
    String header,
    String credentials,
    Duration connectTimeout,
    Duration requestTimeout,
    Function<byte[], String> words) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** For the config records of trackers. */
  public static void require(
      URI url, Duration connectTimeout, Duration requestTimeout, Duration indexLag) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new InvalidSettingException("url", url, "http:// or https:// and a host");
    }
    require("connect_timeout", connectTimeout, Duration.ofMillis(1));
    require("request_timeout", requestTimeout, connectTimeout);
    require("index_lag", indexLag, Duration.ZERO);
  }

  private static void require(String key, Duration value, Duration min) {
    if (value.compareTo(min) < 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + LONGEST);
    }
  }

  @Override
  public String toString() {
    return settings + " at " + base;
  }
}
