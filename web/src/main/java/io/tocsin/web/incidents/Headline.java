package io.tocsin.web.incidents;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a colleague would say: what fails, for how many, and where in the code. */
@Component("headline")
public final class Headline {
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$([^$]+)\\$\\d+");
  private static final int MAX_MESSAGE = 120;

  private final MessageSource words;

  Headline(MessageSource words) {
    this.words = words;
  }

  /** In the reader's language. */
  public String of(Incident incident) {
    return of(incident, LocaleContextHolder.getLocale());
  }

  /** Without the accounts, for lists that have them in a column. */
  public String brief(Incident incident) {
    return of(incident, "", LocaleContextHolder.getLocale());
  }

  String of(Incident incident, Locale locale) {
    return of(incident, reach(incident, locale), locale);
  }

  private String reach(Incident incident, Locale locale) {
    Object[] accounts = {incident.blast().accounts()};
    return words.getMessage("headline.accounts", accounts, locale);
  }

  private String of(Incident incident, String reach, Locale locale) {
    FaultFacts facts = incident.facts();
    String operation = facts.operation();
    String what =
        operation == null || operation.isBlank() ? incident.source().service() : operation;
    String type = simple(facts.type());
    Frame culprit = facts.culprit();
    if (culprit != null) {
      String key = facts.uncaught() ? "headline.died" : "headline.fails";
      return words.getMessage(key, new Object[] {what, reach, type, method(culprit)}, locale);
    }
    String key = facts.uncaught() ? "headline.died.nowhere" : "headline.fails.nowhere";
    String message = facts.message().lines().findFirst().orElse("");
    String detail =
        message.isEmpty()
            ? type
            : type
                + ": "
                + (message.length() > MAX_MESSAGE
                    ? message.substring(0, MAX_MESSAGE) + '…'
                    : message);
    return words.getMessage(key, new Object[] {what, reach, detail}, locale);
  }

  /** {@code RefundService.settle}: without package, lambda number and inner classes. */
  public static String method(Frame frame) {
    String type = simple(frame.className());
    int dollar = type.indexOf('$');
    String outer = dollar > 0 ? type.substring(0, dollar) : type;
    Matcher lambda = LAMBDA.matcher(frame.method());
    String method = lambda.matches() ? lambda.group(1) : frame.method();
    return method.equals("<init>") ? "new " + outer : outer + '.' + method;
  }

  /** {@code NullPointerException} of {@code java.lang.NullPointerException}. */
  public static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
