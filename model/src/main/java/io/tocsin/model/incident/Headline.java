package io.tocsin.model.incident;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Slowdown;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a colleague would say of an incident: "NullPointerException in RefundService.settle on POST
 * /refunds: 3 accounts since 14:02". The same sentence for tickets, pages and the API; in Chinese
 * for Chinese locales, in English for all others.
 */
public final class Headline {
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Headline() {}

  /** Without the time, for pages: they show it in the reader's own zone. */
  public static String of(Incident incident, Locale locale) {
    return of(incident, "", locale);
  }

  /**
   * With the time since when.
   *
   * @param now leaves out the day where it is today's
   */
  public static String of(Incident incident, Instant now, ZoneId zone, Locale locale) {
    String since = since(incident.firstSeen(), now, zone);
    return of(incident, chinese(locale) ? since + " 起" : " since " + since, locale);
  }

  private static String of(Incident incident, String since, Locale locale) {
    String what = what(incident.facts(), incident.source().service(), locale);
    String reach = reach(incident.blast(), locale);
    return chinese(locale) ? what + "：" + since + reach : what + ": " + reach + since;
  }

  /** The part before the colon: what fails, or is slow, and where as far as it is known. */
  public static String what(FaultFacts facts, String service, Locale locale) {
    return switch (facts.kind()) {
      case EXCEPTION -> exception(facts, service, locale);
      case CRASH -> crash(facts, service, locale);
      case SLOWDOWN -> slowdown(facts, service, locale);
      case LEAK -> leak(facts, locale);
      case ALERT ->
          chinese(locale)
              ? service + " 告警 " + facts.type()
              : "Alert " + facts.type() + " of " + service;
    };
  }

  private static String crash(FaultFacts facts, String service, Locale locale) {
    Frame culprit = facts.culprit();
    String type = simple(facts.type());
    if (chinese(locale)) {
      String in = culprit == null ? "" : "，位于 " + method(culprit);
      return service + " 的 JVM 因 " + type + " 崩溃" + in;
    }
    return "JVM of "
        + service
        + " died of "
        + type
        + (culprit == null ? "" : " in " + method(culprit));
  }

  private static String leak(FaultFacts facts, Locale locale) {
    String logger = simple(facts.surfacedType());
    if (chinese(locale)) {
      String what =
          switch (facts.type()) {
            case "key" -> "密码等机密";
            case "token" -> "令牌";
            case "private_key" -> "私钥";
            case "card" -> "银行卡号";
            case "id_card" -> "身份证号";
            case "mobile" -> "手机号";
            default -> facts.type();
          };
      return logger + " 将" + what + "写入日志";
    }
    String what =
        switch (facts.type()) {
          case "key" -> "Password or other secret";
          case "token" -> "Token";
          case "private_key" -> "Private key";
          case "card" -> "Card number";
          case "id_card" -> "Id card number";
          case "mobile" -> "Mobile number";
          default -> facts.type();
        };
    return what + " in the log of " + logger;
  }

  private static String slowdown(FaultFacts facts, String service, Locale locale) {
    String what = facts.operation() == null ? service : facts.operation();
    Frame culprit = facts.culprit();
    Optional<Slowdown> slower = Slowdown.parse(facts.message());
    String since = slower.map(Slowdown::since).orElse(null);
    if (chinese(locale)) {
      return (since == null ? "" : "自 " + since + " 起 ")
          + what
          + " 变慢"
          + slower.map(s -> "至 " + s.times() + " 倍").orElse("")
          + (culprit == null ? "" : "，位于 " + method(culprit));
    }
    return what
        + ' '
        + slower.map(s -> s.times() + " times ").orElse("")
        + "slower"
        + (since == null ? "" : " since " + since)
        + (culprit == null ? "" : " in " + method(culprit));
  }

  private static String exception(FaultFacts facts, String service, Locale locale) {
    String type = simple(facts.type());
    Frame culprit = facts.culprit();
    String place = culprit == null ? service : method(culprit);
    String operation = facts.operation();
    if (chinese(locale)) {
      String on = operation == null ? "" : operation + " 上的 ";
      return on + place + (facts.uncaught() ? " 抛出未捕获的 " : " 抛出 ") + type;
    }
    String on = operation == null ? "" : " on " + operation;
    return (facts.uncaught() ? "Uncaught " : "") + type + " in " + place + on;
  }

  /** {@code RefundService.settle}: without package, lambda numbers and anonymous classes. */
  public static String method(Frame frame) {
    String type = simple(frame.className());
    Matcher lambda = LAMBDA.matcher(frame.method());
    String method = lambda.matches() ? lambda.group(1) : frame.method();
    return method.equals("<init>") ? "new " + type : type + '.' + method;
  }

  /** {@code Outer.Inner} of {@code com.bank.Outer$Inner$1}: no package, no generated part. */
  public static String simple(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    int generated = name.indexOf("$$");
    String own = generated > 0 ? name.substring(0, generated) : name;
    return own.replaceAll("(\\$\\d+)+$", "").replace('$', '.');
  }

  private static String since(Instant first, Instant now, ZoneId zone) {
    ZonedDateTime then = first.atZone(zone);
    boolean today = then.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return then.format(today ? TIME : DAY_AND_TIME);
  }

  private static String reach(BlastRadius blast, Locale locale) {
    long accounts = blast.accounts();
    long occurrences = Math.max(1, blast.occurrences());
    boolean atLeast = blast.accountsAreLowerBound();
    if (chinese(locale)) {
      return accounts == 0
          ? "发生 " + count(occurrences) + " 次"
          : (atLeast ? "影响至少 " : "影响 ") + count(accounts) + " 个账户";
    }
    if (accounts == 0) {
      return occurrences == 1 ? "once" : count(occurrences) + " times";
    }
    String number = (atLeast ? "at least " : "") + count(accounts);
    return number + (accounts == 1 ? " account" : " accounts");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static boolean chinese(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
  }
}
