package io.tocsin.bot.template;

/** A template that cannot be used; the message says where and why. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }

  TemplateException(String message) {
    super(message);
  }
}
