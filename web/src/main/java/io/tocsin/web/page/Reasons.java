package io.tocsin.web.page;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Reasons of automatic decisions in the reader's language. They are kept as they were written, in
 * English, and that is what tickets and the journal say; a Chinese page words the forms that it
 * knows, from {@code reasons_zh.txt}, and shows others as they are.
 */
@Component("reasons")
public final class Reasons {
  private static final String FILE = "/reasons_zh.txt";
  private static final String BETWEEN = " => ";
  private static final String JOINED = "; ";
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]\\}");

  /** Longer texts are stacks or messages, not reasons. */
  private static final int MAX_LENGTH = 2_000;

  /** A reason may hold another one, and that one a third. */
  private static final int MAX_DEPTH = 3;

  private final List<Form> forms;

  Reasons() {
    this.forms = read();
  }

  /**
   * One line of the file.
   *
   * @param fixed its longest fixed part: a text without it cannot be of the form
   * @param places which number the nth group has
   */
  private record Form(Pattern english, String fixed, List<Integer> places, String chinese) {
    static Form of(String line) {
      int at = line.indexOf(BETWEEN);
      if (at < 0) {
        throw new IllegalStateException(FILE + ": " + line + " (expected: English => Chinese)");
      }
      String english = line.substring(0, at);
      List<String> fixed = Arrays.asList(PLACE.split(english));
      List<Integer> places = new ArrayList<>();
      StringBuilder regex = new StringBuilder();
      Matcher place = PLACE.matcher(english);
      int from = 0;
      while (place.find()) {
        regex.append(Pattern.quote(english.substring(from, place.start()))).append("(.+?)");
        places.add(english.charAt(place.start() + 1) - '0');
        from = place.end();
      }
      regex.append(Pattern.quote(english.substring(from)));
      return new Form(
          Pattern.compile(regex.toString(), Pattern.DOTALL),
          fixed.stream().max(Comparator.comparingInt(String::length)).orElse(""),
          places,
          line.substring(at + BETWEEN.length()));
    }
  }

  private static List<Form> read() {
    try (InputStream in = Reasons.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, FILE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Form::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** The reason for whoever reads the page; empty for null. */
  public String said(@Nullable String because) {
    if (because == null) {
      return "";
    }
    boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
    return chinese && because.length() <= MAX_LENGTH ? chinese(because, MAX_DEPTH) : because;
  }

  /** Several in one line. */
  public String said(Collection<String> because) {
    return because.stream().map(this::said).collect(Collectors.joining(" · "));
  }

  private String chinese(String text, int depth) {
    String known = whole(text, depth);
    if (known != null) {
      return known;
    }
    List<String> parts = List.of(text.split(JOINED, -1));
    List<String> said =
        parts.stream()
            .map(part -> {
              String form = whole(part, depth);
              return form == null ? part : form;
            })
            .toList();
    return said.equals(parts) ? text : String.join("；", said);
  }

  /** Null where no form fits. */
  private @Nullable String whole(String text, int depth) {
    for (Form form : forms) {
      if (text.contains(form.fixed)) {
        Matcher matcher = form.english.matcher(text);
        if (matcher.matches() && isOne(matcher)) {
          return filled(form, matcher, depth);
        }
      }
    }
    return null;
  }

  /** What varies never holds two reasons: then the form is one of its parts'. */
  private static boolean isOne(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group).contains(JOINED)) {
        return false;
      }
    }
    return true;
  }

  private String filled(Form form, Matcher matcher, int depth) {
    StringBuilder filled = new StringBuilder();
    Matcher place = PLACE.matcher(form.chinese);
    int from = 0;
    while (place.find()) {
      int group = form.places.indexOf(form.chinese.charAt(place.start() + 1) - '0') + 1;
      String value = matcher.group(group);
      filled
          .append(form.chinese, from, place.start())
          .append(depth > 1 ? chinese(value, depth - 1) : value);
      from = place.end();
    }
    return filled.append(form.chinese.substring(from)).toString();
  }
}
