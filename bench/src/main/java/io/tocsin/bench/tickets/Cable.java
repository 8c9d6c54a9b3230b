package io.tocsin.bench.tickets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection that can be cut: either nothing passes any more and nobody is told, or all
 * connections break and new ones are refused. What was under way when nothing passed is lost or
 * arrives late, as on a network.
 */
final class Cable implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean silent;
  private volatile boolean broken;
  private volatile boolean closed;

  Cable(InetSocketAddress target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Nothing passes until it is {@link #mend}ed. */
  void silence() {
    set(true);
  }

  /** Everything breaks until it is mended. */
  void tear() {
    broken = true;
    open.forEach(Cable::close);
  }

  void mend() {
    broken = false;
    set(false);
  }

  private void set(boolean now) {
    lock.lock();
    try {
      silent = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitSound() throws InterruptedException {
    lock.lock();
    try {
      while (silent && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket near = listener.accept();
        if (broken) {
          close(near);
          continue;
        }
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        far.connect(target);
        far.setTcpNoDelay(true);
        near.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException e) {
        // The target is away, or we are closed: the caller sees a connection that ends.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        awaitSound();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // As good as its end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  @Override
  public void close() {
    closed = true;
    set(false);
    tear();
    try {
      listener.close();
    } catch (IOException e) {
      // It is gone.
    }
  }
}
