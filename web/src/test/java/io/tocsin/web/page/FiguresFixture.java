package io.tocsin.web.page;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** Figures outside a page. */
public final class FiguresFixture {
  private FiguresFixture() {}

  public static Figures english() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);
    return new Figures(new PageConfiguration().messageSource());
  }
}
