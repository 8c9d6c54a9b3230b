package io.tocsin.bot.notice.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes one mail by SMTP, and its time for every answer. */
final class SlowServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private final long millis;

  SlowServer(long millis) throws IOException {
    this.millis = millis;
    this.thread = Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      answer(out, "220 slow.test");
      boolean text = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        text = text ? !line.equals(".") : line.equals("DATA");
        if (!text || line.equals("DATA")) {
          answer(out, text ? "354 go on" : "250 slow.test");
        }
      }
    } catch (IOException | InterruptedException e) {
      heard.add("cut off");
    }
  }

  private void answer(OutputStream out, String line) throws IOException, InterruptedException {
    Thread.sleep(millis);
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** All lines, once the client is gone. */
  List<String> heard() throws InterruptedException {
    thread.join();
    return heard;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
