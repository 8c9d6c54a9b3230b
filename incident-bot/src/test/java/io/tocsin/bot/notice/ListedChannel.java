package io.tocsin.bot.notice;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes messages into a list, or does not, as it is told. */
final class ListedChannel implements Channel {
  final List<Dispatch> taken = new ArrayList<>();
  final Deque<DeliveryException> fails = new ArrayDeque<>();
  Runnable before = () -> {};
  private final Traits traits;

  ListedChannel(Traits.Manner manner, boolean gathers, Traits.Rate... rates) {
    traits = new Traits(manner, gathers, List.of(rates), Duration.ofSeconds(1));
  }

  /** Is told of what people want to know, gathers, and takes twenty messages a minute. */
  static ListedChannel chat() {
    return new ListedChannel(Traits.Manner.TOLD, true, new Traits.Rate(20, Duration.ofMinutes(1)));
  }

  /** Gets each change as it was. */
  static ListedChannel machine() {
    return new ListedChannel(Traits.Manner.EACH, false);
  }

  void failNext(Outcome outcome, String said) {
    fails.add(new DeliveryException(outcome, said));
  }

  @Override
  public Traits traits() {
    return traits;
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    before.run();
    if (!fails.isEmpty()) {
      throw fails.remove();
    }
    taken.add(message);
    return traits.manner() == Traits.Manner.LIVING ? "m-" + taken.size() : null;
  }

  List<String> titles() {
    return taken.stream().map(message -> message.text().title()).toList();
  }

  @Override
  public void probe() {}

  @Override
  public void close() {}
}
