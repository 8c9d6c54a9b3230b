package io.tocsin.collector.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes text out of a recording that could hold secrets or personal data: command line, system
 * properties, environment, messages of exceptions, paths, what an application's own events say. It
 * is overwritten in place by asterisks, so that every offset stays right and any JFR tool reads the
 * result. What is left is names of the code and of settings, the ids of spans, and the names of
 * threads without long numbers and without what masks find. For one thread.
 */
public final class RecordingScreen {
  /** Events whose text is the profiler's own or the machine's make, never the application's. */
  private static final Set<String> HARMLESS_EVENTS =
      Set.of("jdk.ActiveSetting", "jdk.CPUInformation", "jdk.OSInformation");

  /** Constants that name code or states. */
  private static final Pattern HARMLESS_CONSTANTS =
      Pattern.compile("jdk\\.types\\..*|java\\.lang\\.Class|profiler\\.types\\..*");

  private static final String THREAD = "java.lang.Thread";
  private static final String STRING = "java.lang.String";

  private final ThreadNames threadNames;
  private final Map<String, Integer> blanked = new HashMap<>();

  private RecordingScreen(ThreadNames threadNames) {
    this.threadNames = threadNames;
  }

  /**
   * Overwrites text in {@code recording} itself.
   *
   * @param mask gives a text without what it takes for personal data or a secret
   * @return how many texts, by the event or constant they stood in
   * @throws UnreadableRecordingException where it cannot be known what is in it
   */
  public static Map<String, Integer> blank(byte[] recording, UnaryOperator<String> mask)
      throws UnreadableRecordingException {
    RecordingScreen screen = new RecordingScreen(new ThreadNames(mask));
    for (Chunk chunk : Chunk.of(recording)) {
      chunk.events(screen::event);
      chunk.constants((type, key, in) -> screen.constant(type, in));
    }
    return screen.blanked;
  }

  private void event(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    if (type.hasText() && !HARMLESS_EVENTS.contains(type.name())) {
      blankAll(type, in);
    }
  }

  private void constant(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    if (type.name().equals(STRING)) {
      string(in);
    } else if (JfrType.formOf(type) != JfrType.Form.STRUCT) {
      throw in.broken("constants of type " + type.name());
    } else if (type.name().equals(THREAD)) {
      overwrite(type, in, threadNames::screen);
    } else if (HARMLESS_CONSTANTS.matcher(type.name()).matches()) {
      FieldWalk.skip(type, in);
    } else {
      blankAll(type, in);
    }
  }

  /** Texts longer than a few characters are pooled, tags of spans among them. */
  private void string(JfrBytes in) throws UnreadableRecordingException {
    int start = in.at();
    String text = in.text();
    if (text != null && !text.isEmpty() && SpanTag.of(text) == null) {
      int end = in.at();
      in.range(start, start + (end - start) + in.remaining());
      in.blankText();
      blanked.merge(STRING, 1, Integer::sum);
    }
  }

  private void blankAll(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    overwrite(type, in, JfrBytes::blankText);
  }

  /** Goes over a text; true where it was overwritten. */
  private interface Overwriting {
    boolean at(JfrBytes text) throws UnreadableRecordingException;
  }

  private void overwrite(JfrType type, JfrBytes in, Overwriting overwriting)
      throws UnreadableRecordingException {
    FieldWalk.walk(
        type,
        in,
        new FieldWalk.Visitor() {
          @Override
          public void text(JfrBytes at, JfrType of, int field) throws UnreadableRecordingException {
            if (overwriting.at(at)) {
              blanked.merge(type.name(), 1, Integer::sum);
            }
          }
        });
  }
}
