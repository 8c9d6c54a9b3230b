package io.tocsin.bot.filing;

import io.tocsin.model.incident.TimelineEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What explains an incident, a sentence for each piece of evidence, from its timeline. Empty where
 * there is none yet.
 */
final class CauseText {
  private static final int MAX_EVENTS = 20;
  private static final int MAX_SENTENCE = 600;
  private static final int ABBREVIATED = 8;

  private CauseText() {}

  /**
   * @param commitLink address of a commit; null for none
   */
  static String of(List<TimelineEvent> timeline, Function<String, @Nullable String> commitLink) {
    StringBuilder text = new StringBuilder();
    timeline.stream()
        .flatMap(event -> sentence(event, commitLink).stream())
        .limit(MAX_EVENTS)
        .forEach(sentence -> text.append("- ").append(sentence).append('\n'));
    return text.toString();
  }

  private static Optional<String> sentence(
      TimelineEvent event, Function<String, @Nullable String> commitLink) {
    return Optional.ofNullable(
        switch (event.kind()) {
          case DIAGNOSED ->
              told("Diagnosis", event.details().getOrDefault("sentence", event.because()));
          case RELEASE_SEEN -> told("Release", event.because());
          case PROFILE_COMPARED -> told("Profile", event.because());
          case WAIT_FOUND -> told("Waiting", event.because());
          case PROFILE_FOUND ->
              told(
                  "Profile",
                  detail(event, "type")
                      + " from "
                      + detail(event, "from")
                      + " to "
                      + detail(event, "to")
                      + ": "
                      + event.because());
          case SUSPECT_COMMIT -> commit(event, commitLink);
          case EVIDENCE_MISSING -> told("Missing", event.because());
          default -> null;
        });
  }

  private static String commit(TimelineEvent event, Function<String, @Nullable String> commitLink) {
    String id = detail(event, "commit");
    return "**Suspect commit:** "
        + Markdown.linked(
            Markdown.code(id.substring(0, Math.min(ABBREVIATED, id.length()))),
            commitLink.apply(id))
        + ' '
        + Markdown.words("\"" + detail(event, "subject") + "\" by " + detail(event, "author"))
        + ": "
        + Markdown.words(event.because(), MAX_SENTENCE);
  }

  private static String told(String label, String sentence) {
    return "**" + label + ":** " + Markdown.words(sentence, MAX_SENTENCE);
  }

  private static String detail(TimelineEvent event, String name) {
    return event.details().getOrDefault(name, "unknown");
  }
}
