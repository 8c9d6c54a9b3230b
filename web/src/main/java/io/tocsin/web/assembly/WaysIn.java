package io.tocsin.web.assembly;

import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.collector.tls.TlsConfig;
import io.tocsin.collector.wiring.CollectorConfig.Protocols;
import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a server of these settings would listen. */
final class WaysIn {
  private static final String OTLP = "collector.receivers.otlp.protocols.";

  private record Way(String what, String key, ListenAddress at, @Nullable TlsConfig tls) {}

  private final List<Way> ways = new ArrayList<>();

  WaysIn(TocsinConfig settings) {
    ways.add(
        new Way(
            "console",
            "web",
            new ListenAddress(settings.web().host(), settings.web().port()),
            null));
    Protocols otlp = settings.collector().receivers().otlp().protocols();
    if (otlp.grpc().enabled()) {
      ways.add(new Way("OTLP/gRPC", OTLP + "grpc", otlp.grpc().address(), otlp.grpc().tls()));
    }
    ways.add(new Way("OTLP/HTTP", OTLP + "http", otlp.http().address(), otlp.http().tls()));
  }

  /**
   * One line for each. An address that is not this machine's, stands twice, or has certificates
   * that cannot be used, is an InvalidSettingException; one that is in use may be so by the server
   * whose settings these are.
   */
  List<String> check(InstantSource clock) {
    List<String> lines = new ArrayList<>();
    Map<ListenAddress, String> seen = new HashMap<>();
    for (Way way : ways) {
      String key = way.key() + ".endpoint";
      String other = way.at().port() == 0 ? null : seen.put(way.at(), key);
      if (other != null) {
        throw new InvalidSettingException(key, way.at(), "an address other than that of " + other);
      }
      requireLocal(way, key);
      if (way.tls() != null) {
        try (Certificates certificates =
            Certificates.ofServer(way.key() + ".tls", way.tls(), clock)) {
          certificates.start();
        }
      }
      lines.add(
          "%s on %s%s%s"
              .formatted(
                  way.what(),
                  way.at(),
                  way.tls() == null ? "" : " by TLS",
                  isFree(way.at()) ? "" : " (in use now)"));
    }
    return lines;
  }

  private static void requireLocal(Way way, String key) {
    InetAddress address = way.at().resolve().getAddress();
    try {
      if (address != null
          && (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null)) {
        return;
      }
    } catch (IOException e) {
      // Told as an address that is none of this machine's.
    }
    throw new InvalidSettingException(key, way.at(), "an address of this machine");
  }

  private static boolean isFree(ListenAddress at) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(at.host(), at.port()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
