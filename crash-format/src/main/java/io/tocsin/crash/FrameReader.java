package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one frame as {@code frame::print_on_error} prints it. Forms, by their first letter:
 *
 * <pre>
 * V  [libjvm.so+0xf160f4]  Unsafe_GetByte+0x134
 * C  0x0000000000000000
 * j  jdk.internal.misc.Unsafe.getByte(J)B+3 java.base@17.0.1
 * J 3285 c2 java.util.AbstractList.subListRangeCheck(III)V java.base@12.0.1 (110 bytes) @ 0x…
 * v  ~StubRoutines::call_stub
 * </pre>
 */
final class FrameReader {
  private static final Pattern IN_LIBRARY =
      Pattern.compile("\\[([^\\]+]*)\\+0x([0-9a-fA-F]+)\\](?:\\s+(.*))?");
  private static final Pattern COMPILED =
      Pattern.compile("(?:(\\d+)\\s*%?\\s+)?(?:([cC][12]|jvmci|JVMCI|aot\\S*)\\s+)?(.*)");
  private static final Pattern SIGNATURE =
      Pattern.compile("([^\\s()]+)\\.([^\\s.()]+)(\\([^\\s)]*\\)\\S*?)(?:\\+-?\\d+)?(?:\\s+(.*))?");
  private static final Pattern MODULE = Pattern.compile("([A-Za-z_][\\w.$]*)@\\S+.*");

  private FrameReader() {}

  /** Empty where the line is no frame, or a cut one that names nothing. */
  static Optional<CrashFrame> read(String line) {
    String text = line.startsWith("#") ? line.substring(1).trim() : line.trim();
    if (text.length() < 3 || text.charAt(1) != ' ') {
      return Optional.empty();
    }
    String rest = text.substring(2).trim();
    switch (text.charAt(0)) {
      case 'V':
        return inNative(CrashFrame.Kind.VM, text, rest);
      case 'C':
        return inNative(CrashFrame.Kind.NATIVE, text, rest);
      case 'v':
        return stub(text, rest);
      case 'j':
        return inJava(new CrashFrame.Builder(CrashFrame.Kind.INTERPRETED, text), rest);
      case 'J':
        return compiled(CrashFrame.Kind.COMPILED, text, rest);
      case 'A':
        return compiled(CrashFrame.Kind.AHEAD_OF_TIME, text, rest);
      default:
        return Optional.empty();
    }
  }

  private static Optional<CrashFrame> inNative(CrashFrame.Kind kind, String text, String rest) {
    CrashFrame.Builder frame = new CrashFrame.Builder(kind, text);
    Matcher inLibrary = IN_LIBRARY.matcher(rest);
    if (inLibrary.matches()) {
      frame.library = inLibrary.group(1);
      frame.offset = "0x" + inLibrary.group(2);
      frame.method = inLibrary.group(3) == null ? "" : withoutOffset(inLibrary.group(3));
    } else if (rest.startsWith("0x")) {
      frame.offset = rest.split("\\s", 2)[0];
    } else if (rest.startsWith("[")) {
      int end = rest.indexOf(']');
      frame.library = rest.substring(1, end < 0 ? rest.length() : end);
    } else {
      return Optional.empty();
    }
    return Optional.of(new CrashFrame(frame));
  }

  private static Optional<CrashFrame> stub(String text, String rest) {
    CrashFrame.Builder frame = new CrashFrame.Builder(CrashFrame.Kind.STUB, text);
    String name = rest.startsWith("~") ? rest.substring(1) : rest;
    int space = name.indexOf(" 0x");
    frame.method = space < 0 ? name : name.substring(0, space);
    return Optional.of(new CrashFrame(frame));
  }

  private static Optional<CrashFrame> compiled(CrashFrame.Kind kind, String text, String rest) {
    Matcher matcher = COMPILED.matcher(rest);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    CrashFrame.Builder frame = new CrashFrame.Builder(kind, text);
    frame.compiler =
        matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(java.util.Locale.ROOT);
    return inJava(frame, matcher.group(3));
  }

  private static Optional<CrashFrame> inJava(CrashFrame.Builder frame, String rest) {
    Matcher signature = SIGNATURE.matcher(rest);
    if (!signature.matches()) {
      return Optional.empty();
    }
    frame.className = signature.group(1);
    frame.method = signature.group(2);
    frame.descriptor = signature.group(3);
    if (signature.group(4) != null) {
      Matcher module = MODULE.matcher(signature.group(4));
      frame.module = module.matches() ? module.group(1) : "";
    }
    return Optional.of(new CrashFrame(frame));
  }

  /** {@code Unsafe_GetByte+0x134} without the place in it. */
  private static String withoutOffset(String symbol) {
    String text = symbol.trim();
    int plus = text.lastIndexOf("+0x");
    return plus > 0 ? text.substring(0, plus) : text;
  }
}
