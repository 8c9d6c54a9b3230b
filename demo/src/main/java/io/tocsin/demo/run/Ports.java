package io.tocsin.demo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where everything listens, all of it on the loopback address. */
record Ports(int web, int tracker, int otlp, int otlpGrpc, int gateway, int accounts) {
  static final int DEFAULT_BASE = 8440;
  private static final int USUAL_OTLP = 4318;
  private static final int USUAL_OTLP_GRPC = 4317;

  /** OTLP has its usual ports where the base is the default, so that other tools find it. */
  static Ports from(int base) {
    boolean usual = base == DEFAULT_BASE;
    return new Ports(
        base,
        base + 1,
        usual ? USUAL_OTLP : base + 2,
        usual ? USUAL_OTLP_GRPC : base + 3,
        base + 20,
        base + 21);
  }

  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  void requireFree() throws DemoFailedException {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("the console", web);
    wanted.put("the tracker", tracker);
    wanted.put("OTLP over HTTP", otlp);
    wanted.put("OTLP over gRPC", otlpGrpc);
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
