package io.tocsin.model.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A program whose call paths cost what a test says, sampled like a profiler does. */
final class SampledProgram {
  /** Of one sample, in nanoseconds. */
  static final long INTERVAL = 10_000_000;

  private final Map<List<ProfileFrame>, Double> costs = new LinkedHashMap<>();

  /** {@code "com.bank.Desk.post com.bank.Fees.rate java.util.HashMap.get"}, the root first. */
  SampledProgram path(String frames, double cost) {
    costs.put(stack(frames), cost);
    return this;
  }

  private static List<ProfileFrame> stack(String frames) {
    List<ProfileFrame> stack = new ArrayList<>();
    stack.add(frame("java.lang.Thread.run"));
    for (String name : frames.split(" ")) {
      stack.add(frame(name));
    }
    return stack;
  }

  /** Native where it names no class. */
  static ProfileFrame frame(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? new ProfileFrame(ProfileFrame.Kind.NATIVE, "", name)
        : new ProfileFrame(ProfileFrame.Kind.JAVA, name.substring(0, dot), name.substring(dot + 1));
  }

  /** Exactly in proportion, so many samples a unit of cost, and one sample of the JVM's own. */
  Stacks exact(int samples) {
    Stacks.Builder stacks = Stacks.builder().add(List.of(frame("VMThread")), INTERVAL);
    costs.forEach((stack, cost) -> stacks.add(stack, Math.round(cost * samples) * INTERVAL));
    return stacks.build();
  }

  /** So many samples, each of a path by chance, the dearer the likelier. */
  Stacks sampled(int samples, Random random) {
    Stacks.Builder stacks = Stacks.builder();
    double all = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < samples; i++) {
      double at = random.nextDouble() * all;
      for (Map.Entry<List<ProfileFrame>, Double> path : costs.entrySet()) {
        at -= path.getValue();
        if (at < 0) {
          stacks.add(path.getKey(), INTERVAL);
          break;
        }
      }
    }
    return stacks.build();
  }
}
