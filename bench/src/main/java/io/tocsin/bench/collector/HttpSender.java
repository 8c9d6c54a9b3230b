package io.tocsin.bench.collector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.1 over a plain socket, kept open: a client that costs as little as one can, because it
 * must not be what is measured.
 */
final class HttpSender implements Sender {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String head;
  private byte[] answer = {};

  HttpSender(URI address, String contentType, String authorization) throws IOException {
    socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\n%sContent-Length: "
            .formatted(
                address.getRawPath()
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()),
                address.getAuthority(),
                contentType,
                authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
  }

  @Override
  public boolean send(byte[] body) throws IOException {
    out.write((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
    }
    answer = chunked ? chunks() : in.readNBytes(length);
    if (status != OK && status != TOO_MANY) {
      throw new IOException(
          "answered " + status + ": " + new String(answer, StandardCharsets.UTF_8));
    }
    return status == OK;
  }

  /** RFC 9112, section 7.1; without trailers, which no server here sends. */
  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.write(in.readNBytes(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  /** What the last answer said. */
  byte[] answer() {
    return answer;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
