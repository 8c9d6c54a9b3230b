package io.tocsin.bot.notice;

import java.util.Locale;

/** Of the messages. */
public enum Language {
  EN(Locale.ENGLISH),
  ZH(Locale.CHINESE);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }

  public String say(String english, String chinese) {
    return this == ZH ? chinese : english;
  }
}
