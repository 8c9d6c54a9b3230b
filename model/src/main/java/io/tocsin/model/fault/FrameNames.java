package io.tocsin.model.fault;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that a JVM or a library makes up at run time, without what differs from run to run: the
 * number, hash or address goes, the rest stays.
 */
public final class FrameNames {
  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String regex, String replacement) {
      return new Rule(Pattern.compile(regex), replacement);
    }

    String apply(String name) {
      Matcher matcher = pattern.matcher(name);
      return matcher.find() ? matcher.replaceAll(replacement) : name;
    }
  }

  private static final List<Rule> CLASS_RULES =
      List.of(
          Rule.of("\\$\\$Lambda(?:\\$\\d+)?(?:[/.](?:0x)?[0-9a-f]+)?$", "\\$\\$Lambda"),
          Rule.of("(Generated(?:Method|Constructor|SerializationConstructor)Accessor)\\d+$", "$1"),
          Rule.of("(\\$\\$(?:EnhancerBy|FastClassBy)\\w+?)\\$\\$[0-9a-f]+", "$1"),
          Rule.of("(\\$\\$SpringCGLIB)\\$\\$\\d+", "$1"),
          Rule.of("(\\$\\$_javassist)_\\d+", "$1"),
          Rule.of("(_\\$\\$_jvst)[0-9a-f]+_[0-9a-f]+", "$1"),
          Rule.of("(\\$HibernateProxy)\\$\\w+", "$1"),
          Rule.of("(\\$ByteBuddy)\\$\\w+", "$1"),
          Rule.of("(\\$MockitoMock)\\$\\w+", "$1"),
          Rule.of("^(?:jdk|com\\.sun)\\.proxy\\d*\\.\\$Proxy\\d+$", "jdk.proxy.\\$Proxy"),
          Rule.of("\\$Proxy\\d+$", "\\$Proxy"),
          Rule.of("(\\$Proxy\\$_\\$\\$_Weld\\w*Proxy)\\w*", "$1"),
          Rule.of("(_closure)\\d+", "$1"),
          Rule.of("(\\$anonfun(?:\\$[A-Za-z]\\w*)*)\\$\\d+", "$1"));

  private static final List<Rule> METHOD_RULES =
      List.of(
          Rule.of("^(lambda\\$.+)\\$\\d+$", "$1"),
          Rule.of("^(\\$anonfun\\$.+)\\$\\d+$", "$1"),
          Rule.of("^(access\\$)\\d+$", "$1"));

  private static final Pattern KOTLIN_CONTINUATION = Pattern.compile("\\$\\d+$");

  private FrameNames() {}

  /** {@code class.method} as it counts for grouping. */
  public static String normalise(Frame frame) {
    String className = normaliseClass(frame.className());
    if (frame.method().equals("invokeSuspend")) {
      className = KOTLIN_CONTINUATION.matcher(className).replaceFirst("");
    }
    String method = frame.method();
    for (Rule rule : METHOD_RULES) {
      method = rule.apply(method);
    }
    return className + '.' + method;
  }

  public static String normaliseClass(String className) {
    if (className.indexOf('$') < 0 && className.indexOf('_') < 0 && !endsWithDigit(className)) {
      return className;
    }
    String name = className;
    for (Rule rule : CLASS_RULES) {
      name = rule.apply(name);
    }
    return name;
  }

  private static boolean endsWithDigit(String name) {
    return !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1));
  }
}
