package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stack as text in the form of {@code Throwable.printStackTrace}, for everything that reads
 * Java stack traces. Addresses, offsets and random parts of names are left out, so that the same
 * crash gives the same text.
 */
final class StackTraceText {
  private static final Pattern HIDDEN_ADDRESS = Pattern.compile("[/+]0x[0-9a-fA-F]+");
  private static final Pattern ADDRESS = Pattern.compile("0x(?:[0-9a-fA-F]+|\\*)");
  private static final Pattern RANDOM = Pattern.compile("[0-9]{6,}");
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\w$:<>~*&,=!|+-]+");

  /** Libraries of the JDK and of the operating system: nobody's own code. */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "(?:lib)?(?:jvm|java|jli|net|nio|zip|jimage|verify|instrument|management|awt\\w*|"
              + "fontmanager|freetype|jdwp|j2\\w+|c|pthread|m|dl|rt|ld-[\\w-]+|ld|stdc\\+\\+|gcc_s|"
              + "system_\\w+|dyld|ntdll|kernel32|kernelbase|msvcrt|ucrtbase|vcruntime\\w*)"
              + "(?:[-.][\\w.-]*)?");

  private StackTraceText() {}

  /** One throwable; its type is {@code jvm.crash.} and the signal's name. */
  static String of(CrashReport report) {
    StringBuilder text = new StringBuilder("jvm.crash.").append(type(report.error()));
    text.append(": ").append(message(report));
    for (CrashFrame frame : frames(report)) {
      text.append("\n\tat ").append(place(frame));
    }
    return text.append('\n').toString();
  }

  private static String type(FatalError error) {
    if (error.name().isEmpty()) {
      return "Unknown";
    }
    return error.name().replace(" ", "");
  }

  private static String message(CrashReport report) {
    FatalError error = report.error();
    String what =
        error.message().isEmpty()
            ? error.code().isEmpty() ? "" : "(" + error.code() + ")"
            : ADDRESS.matcher(error.message()).replaceAll("0x*");
    Optional<CrashFrame> named = report.problematicFrame();
    if (!named.isPresent()) {
      return what;
    }
    CrashFrame frame = named.get();
    String at = what.isEmpty() ? "at " : what + " at ";
    return at + frame.kind().letter() + "  " + place(frame);
  }

  /** Native frames down to the first Java frame, then the Java frames, which reach further. */
  private static List<CrashFrame> frames(CrashReport report) {
    List<CrashFrame> frames = new ArrayList<>();
    List<CrashFrame> java = report.javaFrames();
    for (CrashFrame frame : report.nativeFrames()) {
      if (frame.isJava() && !java.isEmpty()) {
        break;
      }
      frames.add(frame);
    }
    if (frames.isEmpty()) {
      Optional<CrashFrame> named = report.problematicFrame();
      if (named.isPresent() && (!named.get().isJava() || java.isEmpty())) {
        frames.add(named.get());
      }
    }
    frames.addAll(java);
    return frames;
  }

  private static String place(CrashFrame frame) {
    if (frame.isJava()) {
      String name = HIDDEN_ADDRESS.matcher(frame.className()).replaceAll("");
      return name + "." + frame.method() + "(Unknown Source)";
    }
    String symbol = NOT_IN_A_NAME.matcher(frame.symbol()).replaceAll("_");
    if (frame.kind() == CrashFrame.Kind.STUB) {
      return "jdk.native.stub." + (symbol.isEmpty() ? "unknown" : symbol) + "(Native Method)";
    }
    if (frame.library().isEmpty()) {
      return "native.unmapped." + (isNull(frame.offset()) ? "null" : "address") + "(Native Method)";
    }
    String library = RANDOM.matcher(frame.library()).replaceAll("");
    boolean platform =
        frame.kind() == CrashFrame.Kind.VM
            || PLATFORM.matcher(library.toLowerCase(Locale.ROOT)).matches();
    return (platform ? "jdk.native." : "native.")
        + NOT_IN_A_NAME.matcher(library).replaceAll(".")
        + "."
        + (symbol.isEmpty() ? "offset_" + frame.offset() : symbol)
        + "(Native Method)";
  }

  private static boolean isNull(String address) {
    return address.matches("0x0*");
  }
}
