package io.tocsin.web.incidents;

import io.tocsin.model.profile.ProfileType;
import io.tocsin.web.page.Link;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of an incident's cause, with what it rests on.
 *
 * @param kind of its mark: "slower", "died", "release", "compared", "waited", "profile", "commit",
 *     "owner", "diagnosis" or "missing"
 * @param words key of the sentence; empty where {@code text} is said as it is
 * @param arguments of the sentence
 * @param text sentence that comes ready
 * @param at when it happened; null where that says nothing
 * @param lines that it rests on; empty for none
 * @param because how it was found; may be empty
 * @param link to the evidence; null for none
 * @param picture where a small flame graph fetches what it draws; null for none
 * @param method that the picture marks; may be empty
 * @param source address of the line or commit that it names, on the repository's host; null for
 *     none
 */
public record Finding(
    String kind,
    String words,
    List<String> arguments,
    String text,
    @Nullable Instant at,
    String lines,
    String because,
    @Nullable Link link,
    @Nullable Link picture,
    String method,
    @Nullable String source) {
  public Finding {
    arguments = List.copyOf(arguments);
  }

  static Finding said(String kind, String text, String because) {
    return new Finding(kind, "", List.of(), text, null, "", because, null, null, "", null);
  }

  static Finding of(String kind, String words, List<String> arguments, String because) {
    return new Finding(kind, words, arguments, "", null, "", because, null, null, "", null);
  }

  Finding at(@Nullable Instant time) {
    return new Finding(
        kind, words, arguments, text, time, lines, because, link, picture, method, source);
  }

  Finding with(@Nullable Link evidence) {
    return new Finding(
        kind, words, arguments, text, at, lines, because, evidence, picture, method, source);
  }

  Finding restingOn(String shown) {
    return new Finding(
        kind, words, arguments, text, at, shown, because, link, picture, method, source);
  }

  Finding drawn(Link data, String marked) {
    return new Finding(
        kind, words, arguments, text, at, lines, because, link, data, marked, source);
  }

  Finding shownAt(@Nullable String address) {
    return new Finding(
        kind, words, arguments, text, at, lines, because, link, picture, method, address);
  }

  /** The type of a profile as it stands in timeline details; processor time where it is absent. */
  static ProfileType type(@Nullable String text) {
    for (ProfileType type : ProfileType.values()) {
      if (type.name().equalsIgnoreCase(text)) {
        return type;
      }
    }
    return ProfileType.CPU;
  }
}
