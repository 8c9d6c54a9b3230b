package io.tocsin.bot.notice;

import io.tocsin.model.ticket.SendBy;
import org.jspecify.annotations.Nullable;

/** A way out of the house: a chat, a pager, mailboxes, somebody's machine. One call at a time. */
public interface Channel extends AutoCloseable {
  Traits traits();

  /**
   * Sends one message, at most once. Whoever calls may call again where nobody knows whether it
   * arrived.
   *
   * @param sendBy the request is not completed after it
   * @return what changes the message later; null where it cannot be changed
   */
  @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException;

  /** Returns where messages would be taken, as far as that can be told without sending one. */
  void probe() throws DeliveryException;

  @Override
  void close();
}
