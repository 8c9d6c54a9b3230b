package io.tocsin.collector.expression;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Matcher;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Optional;

/**
 * CEL's {@code matches}, {@code replace}, {@code regex.extract} and {@code regex.replace} as its
 * libraries define them, with patterns that are compiled once and results that are bounded: a text
 * in which every letter is replaced by the text itself would be the square of it.
 */
final class TextFunctions {
  static final List<CelFunctionDecl> DECLARATIONS =
      List.of(
          CelFunctionDecl.newFunctionDeclaration(
              "replace",
              CelOverloadDecl.newMemberOverload(
                  "bounded_replace",
                  SimpleType.STRING,
                  SimpleType.STRING,
                  SimpleType.STRING,
                  SimpleType.STRING)),
          CelFunctionDecl.newFunctionDeclaration(
              "regex.extract",
              CelOverloadDecl.newGlobalOverload(
                  "bounded_regex_extract",
                  OptionalType.create(SimpleType.STRING),
                  SimpleType.STRING,
                  SimpleType.STRING)),
          CelFunctionDecl.newFunctionDeclaration(
              "regex.replace",
              CelOverloadDecl.newGlobalOverload(
                  "bounded_regex_replace",
                  SimpleType.STRING,
                  SimpleType.STRING,
                  SimpleType.STRING,
                  SimpleType.STRING)));
  private static final ImmutableList<Class<?>> THREE_TEXTS =
      ImmutableList.of(String.class, String.class, String.class);

  private final Patterns patterns;
  private final int maxText;

  TextFunctions(Patterns patterns, int maxText) {
    this.patterns = patterns;
    this.maxText = maxText;
  }

  /** Which argument of a call is a pattern; -1 for none. */
  static int patternOf(String function, boolean hasTarget) {
    return switch (function) {
      case "matches" -> hasTarget ? 0 : 1;
      case "regex.extract", "regex.replace" -> 1;
      default -> -1;
    };
  }

  /** CEL wants functions that change nothing; the cache of patterns shows in no result. */
  @SuppressWarnings("Immutable")
  List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("matches", String.class, String.class, this::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, this::matches),
        CelFunctionBinding.from(
            "bounded_replace",
            THREE_TEXTS,
            all -> replace((String) all[0], (String) all[1], (String) all[2])),
        CelFunctionBinding.from("bounded_regex_extract", String.class, String.class, this::extract),
        CelFunctionBinding.from(
            "bounded_regex_replace",
            THREE_TEXTS,
            all -> replaceAll((String) all[0], (String) all[1], (String) all[2])));
  }

  private boolean matches(String text, String pattern) {
    return patterns.of(pattern).matcher(text).find();
  }

  /** The first group, or all of it where there is none, of the first match. */
  private Optional<String> extract(String text, String pattern) {
    Matcher matcher = patterns.of(pattern).matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
  }

  private String replace(String text, String what, String by) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int at = text.indexOf(what);
    while (at >= 0) {
      out.append(text, from, at).append(by);
      bound(out);
      from = at + what.length();
      if (what.isEmpty() && at < text.length()) {
        out.append(text.charAt(at));
        from++;
      }
      at = what.isEmpty() && at == text.length() ? -1 : text.indexOf(what, from);
    }
    return out.append(text, Math.min(from, text.length()), text.length()).toString();
  }

  /** {@code \1} to {@code \9} in {@code by} are groups, {@code \\} a backslash. */
  private String replaceAll(String text, String pattern, String by) {
    Matcher matcher = patterns.of(pattern).matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      appendReplacement(out, matcher, by);
      bound(out);
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static void appendReplacement(StringBuilder out, Matcher matcher, String by) {
    for (int i = 0; i < by.length(); i++) {
      char c = by.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char next = ++i < by.length() ? by.charAt(i) : ' ';
      if (next == '\\') {
        out.append(next);
      } else if (next >= '0' && next <= '9' && next - '0' <= matcher.groupCount()) {
        String group = matcher.group(next - '0');
        out.append(group == null ? "" : group);
      } else {
        throw new UnusableException(UnusableException.BAD_PATTERN);
      }
    }
  }

  private void bound(StringBuilder out) {
    if (out.length() > maxText) {
      throw new UnusableException(UnusableException.TOO_LONG);
    }
  }
}
