package io.tocsin.model.profile;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One side of a difference, added up. Linear in the frames of all stacks. */
final class SideTotals {
  /** More than that the lightest stack does not have: then what divides all is chance. */
  private static final long MOST_SAMPLES_OF_THE_LIGHTEST = 10_000;

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
  private static final int NOT_OWN = -1;

  private final Stacks stacks;
  private final long requests;
  private final double unit;

  /** By the index of a frame. */
  private final long[] self;

  private final long[] total;

  /** By the index of a frame: the index of its own method, or {@link #NOT_OWN}. */
  private final int[] methodOf;

  private final List<ProfileFrame> methods = new ArrayList<>();
  private final Map<ProfileFrame, Integer> indexOf = new HashMap<>();

  /** By the index of a method: weight of the stacks that it occurs in. */
  private final long[] methodTotal;

  private long ownTotal;

  /**
   * @param requests 0 where not known
   */
  SideTotals(Stacks stacks, long requests, OwnCode own) {
    this.stacks = stacks;
    this.requests = requests;
    this.unit = unitOf(stacks);
    int frames = stacks.frames().size();
    this.self = new long[frames];
    this.total = new long[frames];
    this.methodOf = new int[frames];
    for (int i = 0; i < frames; i++) {
      ProfileFrame method = ownMethod(stacks.frames().get(i), own);
      methodOf[i] = method == null ? NOT_OWN : indexOf(method);
    }
    this.methodTotal = new long[methods.size()];
    addUp();
  }

  private int indexOf(ProfileFrame method) {
    return indexOf.computeIfAbsent(
        method,
        added -> {
          methods.add(added);
          return methods.size() - 1;
        });
  }

  /** A frame or method that occurs in a stack again, by recursion, counts once: it is marked. */
  private void addUp() {
    int[] frameSeenIn = new int[total.length];
    int[] methodSeenIn = new int[methodTotal.length];
    for (int i = 0; i < stacks.size(); i++) {
      int[] stack = stacks.stack(i);
      long weight = stacks.weight(i);
      int mark = i + 1;
      boolean hasOwn = false;
      for (int frame : stack) {
        if (frameSeenIn[frame] != mark) {
          frameSeenIn[frame] = mark;
          total[frame] += weight;
        }
        int method = methodOf[frame];
        if (method != NOT_OWN && methodSeenIn[method] != mark) {
          methodSeenIn[method] = mark;
          methodTotal[method] += weight;
          hasOwn = true;
        }
      }
      if (stack.length > 0) {
        self[stack[stack.length - 1]] += weight;
      }
      ownTotal += hasOwn ? weight : 0;
    }
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

  List<ProfileFrame> methods() {
    return methods;
  }

  /** Weight of the stacks that an own method occurs in; 0 where it does not occur. */
  long weightOf(ProfileFrame method) {
    Integer index = indexOf.get(method);
    return index == null ? 0 : methodTotal[index];
  }

  List<ProfileFrame> frames() {
    return stacks.frames();
  }

  long self(int frame) {
    return self[frame];
  }

  long total(int frame) {
    return total[frame];
  }

  long total() {
    return stacks.total();
  }

  /** Of the stacks with own code in them. */
  long ownTotal() {
    return ownTotal;
  }

  long requests() {
    return requests;
  }

  double samplesOf(long weight) {
    return weight / unit;
  }

  long samples() {
    return Math.round(samplesOf(total()));
  }

  /** For each of these methods the weight of the stacks in which it is the one nearest the leaf. */
  Map<ProfileFrame, Long> deepestOf(Set<ProfileFrame> chosen) {
    boolean[] isChosen = new boolean[methods.size()];
    for (int i = 0; i < isChosen.length; i++) {
      isChosen[i] = chosen.contains(methods.get(i));
    }
    long[] deepest = new long[isChosen.length];
    for (int i = 0; i < stacks.size(); i++) {
      int[] stack = stacks.stack(i);
      for (int k = stack.length - 1; k >= 0; k--) {
        int method = methodOf[stack[k]];
        if (method != NOT_OWN && isChosen[method]) {
          deepest[method] += stacks.weight(i);
          break;
        }
      }
    }
    return named(deepest);
  }

  /** Own methods nearer the leaf than this one, with the weight of their stacks. */
  Map<ProfileFrame, Long> calleesOf(ProfileFrame caller) {
    Integer index = indexOf.get(caller);
    if (index == null) {
      return Map.of();
    }
    int[] seenIn = new int[methods.size()];
    long[] below = new long[methods.size()];
    for (int i = 0; i < stacks.size(); i++) {
      boolean isBelow = false;
      for (int frame : stacks.stack(i)) {
        int method = methodOf[frame];
        if (method == index) {
          isBelow = true;
        } else if (method != NOT_OWN && isBelow && seenIn[method] != i + 1) {
          seenIn[method] = i + 1;
          below[method] += stacks.weight(i);
        }
      }
    }
    return named(below);
  }

  private Map<ProfileFrame, Long> named(long[] weights) {
    Map<ProfileFrame, Long> named = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        named.put(methods.get(i), weights[i]);
      }
    }
    return named;
  }
}
