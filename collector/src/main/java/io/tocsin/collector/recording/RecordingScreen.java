package io.tocsin.collector.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes text out of a recording that could hold secrets or personal data: command line, system
 * properties, environment, messages of exceptions, paths, what an application's own events say. It
 * is overwritten in place by asterisks, so that every offset stays right and any JFR tool reads the
 * result. What is left is names of the code, of threads and of settings, and the ids of spans.
 */
public final class RecordingScreen {
  /** Events whose text is the profiler's own or the machine's make, never the application's. */
  private static final Set<String> HARMLESS_EVENTS =
      Set.of("jdk.ActiveSetting", "jdk.CPUInformation", "jdk.OSInformation");

  /** Constants that name code, threads or states. */
  private static final Pattern HARMLESS_CONSTANTS =
      Pattern.compile("jdk\\.types\\..*|java\\.lang\\.(?:Class|Thread)|profiler\\.types\\..*");

  private static final String STRING = "java.lang.String";

  private RecordingScreen() {}

  /**
   * Overwrites text in {@code recording} itself.
   *
   * @return how many texts, by the event or constant they stood in
   * @throws UnreadableRecordingException where it cannot be known what is in it
   */
  public static Map<String, Integer> blank(byte[] recording) throws UnreadableRecordingException {
    Map<String, Integer> blanked = new HashMap<>();
    for (Chunk chunk : Chunk.of(recording)) {
      chunk.events((type, in) -> event(type, in, blanked));
      chunk.constants((type, key, in) -> constant(type, in, blanked));
    }
    return blanked;
  }

  private static void event(JfrType type, JfrBytes in, Map<String, Integer> blanked)
      throws UnreadableRecordingException {
    if (type.hasText() && !HARMLESS_EVENTS.contains(type.name())) {
      blankAll(type, in, blanked);
    }
  }

  private static void constant(JfrType type, JfrBytes in, Map<String, Integer> blanked)
      throws UnreadableRecordingException {
    if (type.name().equals(STRING)) {
      string(in, blanked);
    } else if (JfrType.formOf(type) != JfrType.Form.STRUCT) {
      throw in.broken("constants of type " + type.name());
    } else if (HARMLESS_CONSTANTS.matcher(type.name()).matches()) {
      FieldWalk.skip(type, in);
    } else {
      blankAll(type, in, blanked);
    }
  }

  /** Texts longer than a few characters are pooled, tags of spans among them. */
  private static void string(JfrBytes in, Map<String, Integer> blanked)
      throws UnreadableRecordingException {
    int start = in.at();
    String text = in.text();
    if (text != null && !text.isEmpty() && SpanTag.of(text) == null) {
      int end = in.at();
      in.range(start, start + (end - start) + in.remaining());
      in.blankText();
      blanked.merge(STRING, 1, Integer::sum);
    }
  }

  private static void blankAll(JfrType type, JfrBytes in, Map<String, Integer> blanked)
      throws UnreadableRecordingException {
    FieldWalk.walk(
        type,
        in,
        new FieldWalk.Visitor() {
          @Override
          public void text(JfrBytes at, JfrType of, int field) throws UnreadableRecordingException {
            if (at.blankText()) {
              blanked.merge(type.name(), 1, Integer::sum);
            }
          }
        });
  }
}
