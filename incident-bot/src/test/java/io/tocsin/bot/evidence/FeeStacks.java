package io.tocsin.bot.evidence;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.List;

/** What the transfers' service of {@link SlowBank} is seen to do. */
final class FeeStacks {
  private FeeStacks() {}

  /** Of each sample 10 ms; rating fees, and other work. */
  static Stacks work(int fees, int other) {
    return Stacks.builder()
        .add(stack("com.bank.transfers.Desk.post"), other * 10_000_000L)
        .add(
            stack("com.bank.transfers.Desk.post", "com.bank.transfers.FeeTable.rate"),
            fees * 5_000_000L)
        .add(
            stack(
                "com.bank.transfers.Desk.post",
                "com.bank.transfers.FeeTable.rate",
                "java.util.ArrayList.get"),
            fees * 5_000_000L)
        .add(stack("com.bank.transfers.Limits.check"), other * 20_000_000L)
        .add(stack("java.util.TimSort.sort"), 5_000_000L)
        .build();
  }

  private static List<ProfileFrame> stack(String... names) {
    List<ProfileFrame> frames = new ArrayList<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      frames.add(
          new ProfileFrame(
              ProfileFrame.Kind.JAVA, name.substring(0, dot), name.substring(dot + 1)));
    }
    return frames;
  }

  /** Waits for the fee table's lock, and for another. */
  static Stacks locks(int waits) {
    Stacks.Builder stacks = Stacks.builder();
    for (int i = 0; i < waits; i++) {
      stacks.add(
          stack("com.bank.transfers.Desk.post", "com.bank.transfers.FeeTable.rate"), 20_000_000L);
      stacks.add(stack("com.bank.transfers.Limits.check"), 10_000_000L / waits);
    }
    return stacks.build();
  }
}
