package io.tocsin.bot.attachment;

import org.springframework.web.util.HtmlUtils;

/** Text from outside, for XML and HTML. */
final class Escaped {
  private Escaped() {}

  /** On one line, without characters that XML does not know. */
  static String text(String text) {
    return HtmlUtils.htmlEscape(
        text.replaceAll("[\\p{Cntrl}\\p{Cs}\\ufffe\\uffff]+", " "), "UTF-8");
  }
}
