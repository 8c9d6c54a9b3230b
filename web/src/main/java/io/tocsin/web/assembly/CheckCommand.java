package io.tocsin.web.assembly;

import io.tocsin.bot.Channels;
import io.tocsin.bot.Trackers;
import io.tocsin.bot.filing.TicketTemplates;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.NamedChannel;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.storage.redis.RedisConfig;
import io.tocsin.storage.redis.RedisEffectLedger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Reads the settings and says what is wrong with them, without starting anything; asks the tracker
 * whether it would take tickets, and channels whether they would take messages.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Read the settings, say what is wrong with them; ask a tracker that they name whether it takes"
            + " tickets, and channels whether they take messages. Nothing is filed or sent.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() {
    TocsinConfig settings = config.read();
    List<String> ways = new WaysIn(settings).check(InstantSource.system());
    System.out.printf(
        "%s: good. Data in %s.%n",
        config.file().map(Object::toString).orElse("all defaults"), settings.data());
    ways.forEach(way -> System.out.println("  " + way));
    int tracker = settings.bot().filesInBuiltIn() ? 0 : askTracker(settings);
    int texts = Math.max(tracker, lookAtTemplates(settings));
    return Math.max(Math.max(texts, askChannels(settings)), askRedis(settings));
  }

  private static int askRedis(TocsinConfig settings) {
    RedisConfig named = settings.storage().redis();
    if (named == null) {
      return 0;
    }
    try (RedisEffectLedger redis = new RedisEffectLedger(named)) {
      Health health = redis.health();
      boolean up = health.state() == Health.State.UP;
      System.out.println(up ? "Redis answers." : health.because());
      return up ? 0 : 1;
    }
  }

  /** A template that cannot be used stops nothing: tickets then have the built-in text. */
  private static int lookAtTemplates(TocsinConfig settings) {
    Optional<String> trouble = TicketTemplates.of(settings.bot().ticketTemplate()).trouble();
    trouble.ifPresent(why -> System.out.println("Tickets will have the built-in text: " + why));
    return trouble.isPresent() ? 1 : 0;
  }

  private static int askChannels(TocsinConfig settings) {
    List<TenantId> tenants = settings.allTenants().stream().map(TenantSettings::tenant).toList();
    int worst = 0;
    for (NamedChannel named : Channels.of(settings.bot(), tenants, InstantSource.system())) {
      try (Channel channel = named.channel()) {
        channel.probe();
        System.out.println("Channel " + named.name() + " answers.");
      } catch (DeliveryException e) {
        System.out.println("Channel " + named.name() + " takes no messages: " + e.getMessage());
        worst = 1;
      }
    }
    return worst;
  }

  /** The built-in tracker is started by the server; any other is there or is not. */
  private static int askTracker(TocsinConfig settings) {
    IssueTracker tracker =
        Trackers.of(settings.bot(), new Secret("unused"), InstantSource.system());
    try {
      tracker.probe();
      System.out.println("The tracker answers, and takes tickets.");
      return 0;
    } catch (TrackerException e) {
      System.out.println("The tracker takes no tickets: " + e.getMessage());
      return 1;
    } finally {
      if (tracker instanceof AutoCloseable open) {
        close(open);
      }
    }
  }

  private static void close(AutoCloseable tracker) {
    try {
      tracker.close();
    } catch (Exception e) { // as declared by AutoCloseable
      System.out.println("The tracker's connection did not close: " + e);
    }
  }
}
