package io.tocsin.bot.exchange;

import io.tocsin.model.config.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a tracker or a channel is, how it is called, and in whose words it refuses.
 *
 * @param what it is, as reasons name it: "the tracker"
 * @param settings name of its section, for people who must put it right
 * @param base every path is below it
 * @param header that shows who calls
 * @param credentials value of that header; never logged
 * @param connectTimeout nothing was sent when it ends
 * @param requestTimeout of one request, connecting and the answer's body included
 * @param words what the body of an error says, as one line
 */
public record Site(
    String what,
    String settings,
    URI base,
    String header,
    String credentials,
    Duration connectTimeout,
    Duration requestTimeout,
    Function<byte[], String> words) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A tracker's. */
  public Site(
      String settings,
      URI base,
      String header,
      String credentials,
      Duration connectTimeout,
      Duration requestTimeout,
      Function<byte[], String> words) {
    this("the tracker", settings, base, header, credentials, connectTimeout, requestTimeout, words);
  }

  /** For the config records of whatever is reached over HTTP. */
  public static void require(URI url) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new InvalidSettingException("url", url, "http:// or https:// and a host");
    }
  }

  /** For the config records of trackers. */
  public static void require(
      URI url, Duration connectTimeout, Duration requestTimeout, Duration indexLag) {
    require(url);
    requireTimeouts(connectTimeout, requestTimeout);
    require("index_lag", indexLag, Duration.ZERO);
  }

  /** For the config records of whatever is reached over a network. */
  public static void requireTimeouts(Duration connectTimeout, Duration requestTimeout) {
    require("connect_timeout", connectTimeout, Duration.ofMillis(1));
    require("request_timeout", requestTimeout, connectTimeout);
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
