package io.tocsin.bot.attachment;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Text from outside, for XML and HTML. */
final class Escaped {
  private static final Pattern UNKNOWN_TO_XML =
      Pattern.compile("[\\p{Cntrl}\\p{Cs}\\ufffe\\uffff]+");

  private Escaped() {}

  /** On one line, without characters that XML does not know. */
  static String text(String text) {
    return text.chars().allMatch(Escaped::isPlain)
        ? text
        : HtmlUtils.htmlEscape(UNKNOWN_TO_XML.matcher(text).replaceAll(" "), "UTF-8");
  }

  /** As nearly all names of methods are: pictures have thousands. */
  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~' && "<>&\"'".indexOf(c) < 0;
  }
}
