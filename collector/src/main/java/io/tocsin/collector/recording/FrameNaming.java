package io.tocsin.collector.recording;

import io.tocsin.model.fault.FrameNames;
import io.tocsin.model.profile.ProfileFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chunk's frames as people know them: dots in class names, and no numbers that a JVM made up, by
 * which the same method would be another one in each process.
 */
final class FrameNaming {
  static final ProfileFrame CUT = new ProfileFrame(ProfileFrame.Kind.NATIVE, "", "[cut]");
  static final ProfileFrame NO_STACK = new ProfileFrame(ProfileFrame.Kind.NATIVE, "", "[no stack]");

  private static final ProfileFrame UNKNOWN =
      new ProfileFrame(ProfileFrame.Kind.NATIVE, "", "[unknown]");
  private static final int MAX_NAME = 1_024;

  /** {@code App$$Lambda.0x00007f1c}, {@code App$$Lambda+0x000012/543846639}. */
  private static final Pattern HIDDEN_CLASS = Pattern.compile("[./+]0x[0-9a-f]+(?:[./]\\d+)?$");

  private final Constants constants;
  private final Map<Key, ProfileFrame> known = new HashMap<>();

  private record Key(long method, byte type) {}

  FrameNaming(Constants constants) {
    this.constants = constants;
  }

  ProfileFrame frame(long method, byte type) {
    return known.computeIfAbsent(new Key(method, type), this::name);
  }

  private ProfileFrame name(Key key) {
    Constants.Method method = constants.method(key.method());
    String name = method == null ? null : constants.symbol(method.name());
    if (method == null || name == null) {
      return UNKNOWN;
    }
    ProfileFrame.Kind kind = kind(constants.frameType(key.type()));
    String className = constants.className(method.type());
    return new ProfileFrame(
        kind, className == null ? "" : cut(className(kind, className)), cut(name));
  }

  private static String className(ProfileFrame.Kind kind, String symbol) {
    if (kind != ProfileFrame.Kind.JAVA) {
      return symbol;
    }
    String name = HIDDEN_CLASS.matcher(symbol).replaceFirst("").replace('/', '.');
    return FrameNames.normaliseClass(name);
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  /** The JDK's recorder calls Java methods native that are declared so. */
  private ProfileFrame.Kind kind(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "Native" ->
          constants.ofAsyncProfiler() ? ProfileFrame.Kind.NATIVE : ProfileFrame.Kind.JAVA;
      case "C++" -> ProfileFrame.Kind.CPP;
      case "Kernel" -> ProfileFrame.Kind.KERNEL;
      default -> ProfileFrame.Kind.JAVA;
    };
  }
}
