package io.tocsin.web.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Passes one connection on to a server, byte by byte as they are, until some came back; then does
 * something to that server and hangs up.
 */
final class CuttingProxy implements AutoCloseable {
  /** What happens in the middle of an answer. */
  interface Deed {
    void run() throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final URI server;
  private final long after;
  private final Deed deed;

  CuttingProxy(URI server, long after, Deed deed) throws IOException {
    this.server = server;
    this.after = after;
    this.deed = deed;
    this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::pass);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void pass() {
    try (Socket client = socket.accept();
        Socket behind = new Socket(server.getHost(), server.getPort())) {
      Thread.ofPlatform().daemon().start(() -> forward(client, behind));
      InputStream in = behind.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[512];
      long passed = 0;
      while (passed < after) {
        int read = in.read(buffer);
        if (read < 0) {
          throw new IOException("the answer had only " + passed + " bytes");
        }
        out.write(buffer, 0, read);
        passed += read;
      }
      deed.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forward(Socket client, Socket behind) {
    try {
      client.getInputStream().transferTo(behind.getOutputStream());
    } catch (IOException hungUp) {
      // As it was meant to.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
