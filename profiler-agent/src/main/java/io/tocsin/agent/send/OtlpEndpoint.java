package io.tocsin.agent.send;

import io.tocsin.agent.config.WireConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts to the collector, one connection a request. On a plain socket, since the JDK's HTTP client
 * belongs to the application: OpenTelemetry's agent would make spans of our requests, and its
 * logger, proxy selector, cookies and authenticator are the application's (see RATIONALE.md).
 */
public final class OtlpEndpoint {
  private static final int TOKEN_MAX_BYTES = 16_384;

  /** A larger body is not copied to make one packet of it and its head. */
  private static final int ONE_WRITE_MAX_BYTES = 65_536;

  private final WireConfig config;
  private final URI uri;
  private final String agentVersion;
  private volatile @Nullable Socket open;
  private volatile long deadlineNanos;

  /** For log records. */
  public OtlpEndpoint(WireConfig config, String agentVersion) {
    this(config, config.endpoint, agentVersion);
  }

  /**
   * @param uri on a server that takes the same token
   */
  public OtlpEndpoint(WireConfig config, URI uri, String agentVersion) {
    this.config = config;
    this.uri = uri;
    this.agentVersion = agentVersion;
  }

  URI uri() {
    return uri;
  }

  Answer post(byte[] body) throws IOException {
    return post(body, null);
  }

  /**
   * @param encoding how the body is compressed, such as gzip; null where it is not
   */
  Answer post(byte[] body, @Nullable String encoding) throws IOException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    String host = uri.getHost().replace("[", "").replace("]", "");
    int given = uri.getPort();
    int port = given >= 0 ? given : secure ? 443 : 80;
    byte[] head = head(body.length, encoding).getBytes(StandardCharsets.US_ASCII);
    try (Socket plain = new Socket(Proxy.NO_PROXY)) {
      deadlineNanos = System.nanoTime() + config.requestTimeoutMillis * 1_000_000L;
      open = plain;
      plain.connect(new InetSocketAddress(host, port), config.connectTimeoutMillis);
      plain.setSoTimeout(config.requestTimeoutMillis);
      plain.setTcpNoDelay(true);
      if (!secure) {
        return exchange(plain, head, body);
      }
      try (Socket encrypted = encrypt(plain, host, port)) {
        return exchange(encrypted, head, body);
      }
    } finally {
      open = null;
    }
  }

  /** Ends a request that takes too long: a write to a stalled server has no time-out of its own. */
  public void closeOverdue() {
    Socket socket = open;
    if (socket != null && System.nanoTime() - deadlineNanos > 0) {
      try {
        socket.close();
      } catch (IOException e) {
        // The request fails either way.
      }
    }
  }

  private static Answer exchange(Socket socket, byte[] head, byte[] body) throws IOException {
    IOException broken = null;
    try {
      OutputStream out = socket.getOutputStream();
      if (body.length > ONE_WRITE_MAX_BYTES) {
        out.write(head);
        out.write(body);
      } else {
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
      }
      out.flush();
    } catch (IOException e) {
      // A server may refuse on the head alone and close: its answer counts more than this.
      broken = e;
    }
    try {
      return new AnswerReader(new BufferedInputStream(socket.getInputStream())).read(Instant.now());
    } catch (IOException e) {
      throw broken == null ? e : broken;
    }
  }

  private Socket encrypt(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = TrustedTls.factory(config.certificateFile);
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private String head(int length, @Nullable String encoding) throws IOException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(uri.getRawPath()).append(query).append(" HTTP/1.1\r\n");
    Map<String, String> headers = new LinkedHashMap<String, String>(config.headers);
    String token = tokenOfFile();
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    headers.put("host", host);
    headers.put("content-type", "application/x-protobuf");
    if (encoding != null) {
      headers.put("content-encoding", encoding);
    }
    headers.put("content-length", String.valueOf(length));
    headers.put("connection", "close");
    headers.put("user-agent", "tocsin-agent/" + agentVersion);
    for (Map.Entry<String, String> each : headers.entrySet()) {
      head.append(each.getKey()).append(": ").append(each.getValue()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Read for each request: a rotated token counts at once. */
  private @Nullable String tokenOfFile() throws IOException {
    if (config.tokenFile == null) {
      return null;
    }
    Path file = Paths.get(config.tokenFile);
    if (Files.size(file) > TOKEN_MAX_BYTES) {
      throw new IOException(file + " is longer than " + TOKEN_MAX_BYTES + " bytes");
    }
    String token = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).trim();
    if (!token.matches("[!-~]+")) {
      throw new IOException(file + " holds no token of printable ASCII");
    }
    return token;
  }
}
