package io.tocsin.collector.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack as Grafana's jfr-parser writes it. */
final class StackText {
  private record Rule(Pattern generated, String name) {}

  /** Its own rules for generated names, one for one: others would not give its result. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Pattern.compile("^(jdk/internal/reflect/GeneratedMethodAccessor)(\\d+)$"), "$1_"),
          new Rule(Pattern.compile("^(.+\\$\\$Lambda)(\\$?\\d*[./](0x)?[\\da-f]+|\\d+)$"), "$1_"),
          new Rule(
              Pattern.compile(
                  "^(\\.?/tmp/)?(libzstd-jni-\\d+\\.\\d+\\.\\d+-)(\\d+)(\\.so)( \\(deleted\\))?$"),
              "libzstd-jni-_.so"),
          new Rule(
              Pattern.compile(
                  "^(\\.?/tmp/)?(lib)?(amazonCorrettoCryptoProvider)(NativeLibraries\\.)?"
                      + "([0-9a-f]{16})(/libcrypto|/libamazonCorrettoCryptoProvider)?"
                      + "(\\.so)( \\(deleted\\))?$"),
              "libamazonCorrettoCryptoProvider_.so"),
          new Rule(
              Pattern.compile(
                  "^(\\.?/tmp/)?(libasyncProfiler)-(linux-arm64|linux-musl-x64|linux-x64|macos)-"
                      + "(17b9a1d8156277a98ccc871afa9a8f69215f92)(\\.so)( \\(deleted\\))?$"),
              "libasyncProfiler-_.so"));

  private final Constants constants;
  private final Map<Long, String> methods = new HashMap<>();

  StackText(Constants constants) {
    this.constants = constants;
  }

  String of(long key) {
    Constants.Trace trace = constants.trace(key);
    if (trace == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = trace.methods().length - 1; i >= 0; i--) {
      String method = methods.computeIfAbsent(trace.methods()[i], this::method);
      if (!method.isEmpty()) {
        text.append(text.isEmpty() ? "" : ";").append(method).append(':');
        // The reference reads lines as unsigned: -1, of methods without any, is a large one.
        text.append(Integer.toUnsignedString(trace.lines()[i]));
      }
    }
    return text.toString();
  }

  /** Empty for one that the recording does not tell. */
  private String method(long key) {
    Constants.Method method = constants.method(key);
    if (method == null || !constants.hasClass(method.type())) {
      return "";
    }
    String className = constants.className(method.type());
    String name = constants.symbol(method.name());
    return (className == null ? "" : plain(className)) + '.' + (name == null ? "" : plain(name));
  }

  private static String plain(String symbol) {
    String plain = symbol;
    for (Rule rule : RULES) {
      Matcher matcher = rule.generated().matcher(plain);
      plain = matcher.matches() ? matcher.replaceFirst(rule.name()) : plain;
    }
    return plain;
  }
}
