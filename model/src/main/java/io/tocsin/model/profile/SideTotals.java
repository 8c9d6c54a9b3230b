package io.tocsin.model.profile;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a difference, added up.
 *
 * @param frames by frame: self weight, total weight
 * @param methods weight of own methods, once a stack
 * @param total of all stacks
 * @param ownTotal of those with own code in them
 * @param unit weight of one sample, as far as it can be told
 * @param requests 0 where not known
 * @param owns by the index of a frame: the own method that it is, null for others
 */
record SideTotals(
    Stacks stacks,
    Map<ProfileFrame, long[]> frames,
    Map<ProfileFrame, Long> methods,
    long total,
    long ownTotal,
    double unit,
    long requests,
    @Nullable ProfileFrame[] owns) {
  /** More than that the lightest stack does not have: then what divides all is chance. */
  private static final long MOST_SAMPLES_OF_THE_LIGHTEST = 10_000;

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  static SideTotals of(Stacks stacks, long requests, OwnCode own) {
    @Nullable ProfileFrame[] owns =
        stacks.frames().stream().map(frame -> ownMethod(frame, own)).toArray(ProfileFrame[]::new);
    Map<ProfileFrame, long[]> frames = new HashMap<>();
    Map<ProfileFrame, Long> methods = new HashMap<>();
    long ownTotal = 0;
    for (int i = 0; i < stacks.size(); i++) {
      int[] stack = stacks.stack(i);
      long weight = stacks.weight(i);
      Set<Integer> seen = new HashSet<>();
      Set<ProfileFrame> ownSeen = new LinkedHashSet<>();
      for (int index : stack) {
        if (seen.add(index)) {
          sums(frames, stacks.frames().get(index))[1] += weight;
        }
        ProfileFrame method = owns[index];
        if (method != null && ownSeen.add(method)) {
          methods.merge(method, weight, Long::sum);
        }
      }
      if (stack.length > 0) {
        sums(frames, stacks.frames().get(stack[stack.length - 1]))[0] += weight;
      }
      ownTotal += ownSeen.isEmpty() ? 0 : weight;
    }
    return new SideTotals(
        stacks, frames, methods, stacks.total(), ownTotal, unitOf(stacks), requests, owns);
  }

  private static long[] sums(Map<ProfileFrame, long[]> frames, ProfileFrame frame) {
    return frames.computeIfAbsent(frame, f -> new long[2]);
  }

  /** Null for what is not the user's own. */
  private static @Nullable ProfileFrame ownMethod(ProfileFrame frame, OwnCode own) {
    if (frame.kind() != ProfileFrame.Kind.JAVA
        || frame.className().isEmpty()
        || !own.isOwn(new Frame(frame.className(), frame.method(), null, 0))) {
      return null;
    }
    Matcher lambda = LAMBDA.matcher(frame.method());
    if (!lambda.matches()) {
      return frame;
    }
    String writtenIn =
        switch (lambda.group(1)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> lambda.group(1);
        };
    return new ProfileFrame(frame.kind(), frame.className(), writtenIn);
  }

  /**
   * Weight of one sample. Samples of processor time all weigh the same: what divides all stacks. Of
   * bytes and waiting times they differ, and one of the heavier stacks is taken for one sample:
   * rather too few samples than too many.
   */
  private static double unitOf(Stacks stacks) {
    long[] sorted =
        IntStream.range(0, stacks.size())
            .mapToLong(stacks::weight)
            .filter(weight -> weight > 0)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return 1;
    }
    long divisor = Arrays.stream(sorted).reduce(0, SideTotals::commonDivisor);
    boolean isOneSample = sorted[0] / divisor <= MOST_SAMPLES_OF_THE_LIGHTEST;
    return isOneSample ? divisor : sorted[sorted.length * 3 / 4];
  }

  private static long commonDivisor(long one, long other) {
    return other == 0 ? one : commonDivisor(other, one % other);
  }

  double samplesOf(long weight) {
    return weight / unit;
  }

  long samples() {
    return Math.round(samplesOf(total));
  }

  /** For each of these methods the weight of the stacks in which it is the one nearest the leaf. */
  Map<ProfileFrame, Long> deepestOf(Set<ProfileFrame> chosen) {
    Map<ProfileFrame, Long> deepest = new HashMap<>();
    for (int i = 0; i < stacks.size(); i++) {
      int[] stack = stacks.stack(i);
      for (int k = stack.length - 1; k >= 0; k--) {
        ProfileFrame method = owns[stack[k]];
        if (method != null && chosen.contains(method)) {
          deepest.merge(method, stacks.weight(i), Long::sum);
          break;
        }
      }
    }
    return deepest;
  }

  /** Own methods nearer the leaf than this one, with the weight of their stacks. */
  Map<ProfileFrame, Long> calleesOf(ProfileFrame caller) {
    Map<ProfileFrame, Long> callees = new HashMap<>();
    for (int i = 0; i < stacks.size(); i++) {
      int[] stack = stacks.stack(i);
      Set<ProfileFrame> below = new HashSet<>();
      boolean isBelow = false;
      for (int index : stack) {
        ProfileFrame method = owns[index];
        if (method != null && method.equals(caller)) {
          isBelow = true;
        } else if (method != null && isBelow) {
          below.add(method);
        }
      }
      for (ProfileFrame method : below) {
        callees.merge(method, stacks.weight(i), Long::sum);
      }
    }
    return callees;
  }
}
