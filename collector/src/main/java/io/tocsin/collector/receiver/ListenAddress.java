package io.tocsin.collector.receiver;

import io.tocsin.model.config.InvalidSettingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a receiver listens, as an {@code endpoint} setting names it: {@code host:port}. */
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * @param usual an example for the message
   */
  public static ListenAddress parse(String endpoint, String usual) {
    int colon = endpoint.lastIndexOf(':');
    String host = colon < 1 ? "" : endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
    try {
      int port = Integer.parseInt(endpoint.substring(colon + 1));
      if (!host.isEmpty() && port >= 0 && port <= MAX_PORT) {
        return new ListenAddress(host, port);
      }
    } catch (NumberFormatException notAPort) {
      // falls through to the one answer for every wrong endpoint
    }
    throw new InvalidSettingException("endpoint", endpoint, "host:port, such as " + usual);
  }

  /** Looks the host's name up. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    InetAddress address = resolve().getAddress();
    return address != null && address.isLoopbackAddress();
  }

  /** With the real port, where the setting asked for port 0. */
  public ListenAddress at(int realPort) {
    return new ListenAddress(host, realPort);
  }

  /** As people write it: "127.0.0.1:4318", "[::1]:4318". */
  @Override
  public String toString() {
    return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
  }
}
