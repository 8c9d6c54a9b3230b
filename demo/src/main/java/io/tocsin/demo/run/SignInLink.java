package io.tocsin.demo.run;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The one-time link for the first admin, which Tocsin prints when it starts on an empty folder. */
final class SignInLink {
  private static final Pattern LINK = Pattern.compile("https?://\\S+/join\\S*");

  private SignInLink() {}

  static Optional<String> in(String printed) {
    return LINK.matcher(printed).results().map(MatchResult::group).findFirst();
  }
}
