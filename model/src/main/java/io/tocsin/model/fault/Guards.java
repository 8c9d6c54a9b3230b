package io.tocsin.model.fault;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Frames that only check or raise: the mistake is their caller's. {@code Preconditions.checkState}
 * at the top of a hundred traces tells nothing about any of them.
 */
final class Guards {
  private static final Pattern METHOD =
      Pattern.compile(
          "(?:check|require|assert|ensure|validate|verify|throw|fail|raise|reject|guard)(?:[A-Z].*)?"
              + "|notNull|notEmpty|notBlank|isTrue|create\\w*Exception");
  private static final Set<String> CLASSES =
      Set.of("Preconditions", "Validate", "Assert", "Assertions", "Guard", "Verify", "Objects");

  private Guards() {}

  static boolean isGuard(Frame frame) {
    String simple = frame.className().substring(frame.className().lastIndexOf('.') + 1);
    int dollar = simple.indexOf('$');
    String outer = dollar < 0 ? simple : simple.substring(0, dollar);
    return METHOD.matcher(frame.method()).matches()
        || CLASSES.contains(outer)
        || outer.endsWith("Exception")
        || outer.endsWith("Error");
  }
}
