package io.tocsin.bot.notice;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** For channels that cannot be asked anything without telling them something. */
public final class Reachable {
  private Reachable() {}

  /**
   * Returns where somebody listens at the address.
   *
   * @param settings name of its section, for people who must put it right
   */
  public static void require(String settings, URI url, Duration timeout) throws DeliveryException {
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), (int) timeout.toMillis());
    } catch (IOException e) {
      throw new DeliveryException(
          Outcome.NOT_NOW,
          "cannot connect to "
              + url.getHost()
              + ':'
              + port
              + ": "
              + e.getMessage()
              + "; check "
              + settings
              + ".url",
          null,
          e);
    }
  }
}
