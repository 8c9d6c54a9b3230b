package io.tocsin.bot.owner.codeowners;

import com.google.re2j.Pattern;

/**
 * A path pattern of a CODEOWNERS file, as GitHub reads it: gitignore's rules without negation and
 * character classes. A pattern with a slash before its end starts at the root, others match at any
 * depth; a pattern that names a folder matches all below it, but {@code docs/*} only what is in it.
 * Compiled to a regular expression that runs in linear time.
 */
final class CodeownersPattern {
  private static final String ANY_SEGMENT_PART = "[^/]*";

  private final Pattern regex;

  private CodeownersPattern(Pattern regex) {
    this.regex = regex;
  }

  /** Throws IllegalArgumentException, with the reason, where GitHub skips the line. */
  static CodeownersPattern compile(String pattern) {
    if (pattern.startsWith("!")) {
      throw new IllegalArgumentException("negation is not part of CODEOWNERS");
    }
    if (pattern.contains("***")) {
      throw new IllegalArgumentException("three asterisks in a row");
    }
    if (pattern.isEmpty() || pattern.equals("/")) {
      throw new IllegalArgumentException("a pattern that names nothing");
    }
    return new CodeownersPattern(Pattern.compile(regex(pattern), Pattern.DOTALL));
  }

  /**
   * @param path from the repository's root, without a leading slash
   */
  boolean matches(String path) {
    return regex.matches(path);
  }

  private static String regex(String pattern) {
    boolean folder = pattern.endsWith("/");
    String inner = folder ? pattern.substring(0, pattern.length() - 1) : pattern;
    boolean rooted = inner.contains("/");
    String[] segments = (inner.startsWith("/") ? inner.substring(1) : inner).split("/", -1);
    StringBuilder regex = new StringBuilder(rooted ? "" : "(?:.+/)?");
    boolean needsSlash = false;
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      boolean last = i == segments.length - 1;
      if (segment.equals("**")) {
        if (last) {
          regex.append(i == 0 ? ".+" : needsSlash ? "/.+" : ".+");
          return regex.toString();
        }
        regex.append(needsSlash ? "(?:/.+)?" : "(?:.+/)?");
        continue;
      }
      regex.append(needsSlash ? "/" : "").append(segment(segment));
      needsSlash = true;
      if (last) {
        boolean onlyDirectChildren = segment.equals("*") && rooted && !folder;
        regex.append(folder ? "/.+" : onlyDirectChildren ? "" : "(?:/.*)?");
      }
    }
    return regex.toString();
  }

  private static String segment(String segment) {
    if (segment.equals("*")) {
      return "[^/]+";
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '\\' && i + 1 < segment.length()) {
        regex.append(Pattern.quote(segment.substring(++i, i + 1)));
      } else if (c == '*') {
        regex.append(ANY_SEGMENT_PART);
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
