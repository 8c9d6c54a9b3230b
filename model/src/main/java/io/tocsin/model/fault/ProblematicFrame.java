package io.tocsin.model.fault;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a JVM died, as a fatal error log names it ({@code # C [libzip.so.1+0x12a4] newEntry+0x64}),
 * without what differs from run to run: addresses, offsets, compile ids, versions and hashes of
 * libraries.
 *
 * @param kind of the log's legend: C native, V the JVM, J compiled, j interpreted, v generated
 *     code, A ahead of time; a space where it cannot be read
 * @param library file name such as {@code libzip.so}; empty for Java and generated code
 * @param symbol function, or {@code class.method}; empty where unknown
 */
public record ProblematicFrame(char kind, String library, String symbol) {
  private static final ProblematicFrame UNKNOWN = new ProblematicFrame(' ', "", "");
  private static final Pattern IN_LIBRARY =
      Pattern.compile("([CVA])\\s+\\[([^\\]+]+)(?:\\+0x[0-9a-fA-F]+)?\\](?:\\s+(\\S.*))?");

  /** With or without the compile id: what redacts a log may take it out. */
  private static final Pattern COMPILED =
      Pattern.compile("J\\s+(?:\\d+%?\\s*!?\\s*)?(?:\\S*\\s)*?(\\S+\\.\\S+?)\\(.*");

  private static final Pattern INTERPRETED = Pattern.compile("j\\s+([^\\s(]+)\\(.*");
  private static final Pattern GENERATED = Pattern.compile("v\\s+~?(\\S+).*");
  private static final Pattern OFFSET = Pattern.compile("\\+(?:0x)?[0-9a-fA-F]+$");

  /** Versions behind {@code .so}, and digits and hashes that loaders put into temporary names. */
  private static final Pattern VERSION = Pattern.compile("(\\.(?:so|dylib|dll))[.\\d]*$");

  private static final Pattern MADE_UP =
      Pattern.compile("[-_.]?(?:[0-9a-f]{8}(?:-[0-9a-f]{4,12})+|\\d{6,}|(?:\\d+\\.)+\\d+)");

  /** The profiler that the agent brings along. */
  private static final String PROFILER = "libasyncProfiler";

  /** What reads and writes memory for {@code sun.misc.Unsafe} where it is not compiled in. */
  private static final String UNSAFE = "Unsafe_";

  public static ProblematicFrame parse(String line) {
    String frame = line.replaceFirst("^#?\\s*", "").strip();
    Matcher library = IN_LIBRARY.matcher(frame);
    if (library.matches()) {
      String symbol = library.group(3) == null ? "" : library.group(3);
      return new ProblematicFrame(frame.charAt(0), plain(library.group(2)), withoutOffset(symbol));
    }
    for (Pattern java : List.of(COMPILED, INTERPRETED, GENERATED)) {
      Matcher matcher = java.matcher(frame);
      if (matcher.matches()) {
        return new ProblematicFrame(frame.charAt(0), "", withoutOffset(matcher.group(1)));
      }
    }
    return UNKNOWN;
  }

  /** Whether the log named one that can be read. */
  public boolean isKnown() {
    return !library.isEmpty() || !symbol.isEmpty();
  }

  /** The profiler's own code: then the agent is at fault, not the service. */
  public boolean isTheProfilers() {
    return library.startsWith(PROFILER);
  }

  /**
   * The Java code itself, or what stands for it: whether the same access was interpreted or
   * compiled when it went wrong is chance.
   */
  public boolean isJava() {
    return "Jjv".indexOf(kind) >= 0 || symbol.startsWith(UNSAFE);
  }

  /** {@code libzip.so newEntry}. */
  @Override
  public String toString() {
    String text = (library + ' ' + symbol).strip();
    return text.isEmpty() ? "unknown" : text;
  }

  private static String plain(String library) {
    String file = library.substring(library.lastIndexOf('/') + 1);
    return MADE_UP.matcher(VERSION.matcher(file).replaceFirst("$1")).replaceAll("");
  }

  private static String withoutOffset(String symbol) {
    return OFFSET.matcher(symbol.strip()).replaceFirst("");
  }
}
