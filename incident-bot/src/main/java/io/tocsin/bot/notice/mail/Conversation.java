package io.tocsin.bot.notice.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Talk with a mail server that ends in time. Its many commands have time limits of their own, but a
 * server that is just within each could go on past the lease, while another bot sends the same
 * mail. On a virtual thread an interrupt closes the socket that is waited on.
 */
final class Conversation {
  /** What is said and heard. */
  interface Talk {
    void hold() throws MessagingException;
  }

  private Conversation() {}

  /**
   * Returns when the talk is over, and nothing of it goes on.
   *
   * @throws TimeoutException where it was cut off
   */
  static void hold(Talk talk, Duration limit) throws MessagingException, TimeoutException {
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          talk.hold();
          return true;
        });
    Thread thread = Thread.ofVirtual().name("tocsin-mail").start(task);
    try {
      if (!thread.join(limit)) {
        thread.interrupt();
        thread.join();
        throw new TimeoutException("cut off after " + limit);
      }
      task.get(0, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new TimeoutException("the process is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException failed) {
        throw failed;
      }
      throw new IllegalStateException("the talk with the mail server failed", e.getCause());
    }
  }
}
