package io.tocsin.bot.loop;

/**
 * Who may wait for a processor where there are too few: what is looked for after a ticket was
 * filed, not what leads to one. The JVM heeds priorities with {@code -XX:ThreadPriorityPolicy=1}
 * only. A thread begins with its maker's nice value, which only root may lower: threads that urgent
 * work waits for are started by others than patient ones.
 */
public final class Urgency {
  private Urgency() {}

  /** Somebody waits for what it does. */
  public static Thread.Builder.OfPlatform urgent(String name) {
    return Thread.ofPlatform().name(name).priority(Thread.NORM_PRIORITY).daemon();
  }

  /** The same for many, which are numbered. */
  public static Thread.Builder.OfPlatform urgentOnes(String name) {
    return urgent(name).name(name + '-', 0);
  }

  /** It can be done later. */
  public static Thread.Builder.OfPlatform patient(String name) {
    return Thread.ofPlatform().name(name).priority(Thread.MIN_PRIORITY).daemon();
  }
}
