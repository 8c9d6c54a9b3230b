package io.tocsin.demo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where everything listens, all of it on the loopback address. */
record Ports(int web, int tracker, int otlp, int gateway, int accounts) {
  static final int DEFAULT_BASE = 8440;
  private static final int USUAL_OTLP = 4318;

  /** OTLP has its usual port where the base is the default, so that other tools find it. */
  static Ports from(int base) {
    int otlp = base == DEFAULT_BASE ? USUAL_OTLP : base + 2;
    return new Ports(base, base + 1, otlp, base + 20, base + 21);
  }

  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  void requireFree() throws DemoFailedException {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("the console", web);
    wanted.put("the tracker", tracker);
    wanted.put("OTLP", otlp);
    wanted.put("the bank's gateway", gateway);
    wanted.put("the bank's accounts", accounts);
    for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
      if (!free(entry.getValue())) {
        throw new DemoFailedException(
            "port %d for %s is taken: stop what listens there, or choose others with --port"
                .formatted(entry.getValue(), entry.getKey()));
      }
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
