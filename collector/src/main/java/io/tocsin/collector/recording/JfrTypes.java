package io.tocsin.collector.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metadata of a chunk: its types by number. */
final class JfrTypes {
  private static final int MAX_DEPTH = 16;

  private final Map<Long, JfrType> byId = new HashMap<>();

  private JfrTypes() {}

  /**
   * @param in at the metadata event, ending with it
   */
  static JfrTypes read(JfrBytes in) throws UnreadableRecordingException {
    in.number(); // size
    in.number(); // type
    in.number(); // start
    in.number(); // duration
    in.number(); // id
    String[] strings = new String[in.count()];
    for (int i = 0; i < strings.length; i++) {
      String text = in.text();
      strings[i] = text == null ? "" : text;
    }
    JfrTypes types = new JfrTypes();
    types.element(in, strings, new ArrayList<>(), 0);
    for (JfrType type : types.byId.values()) {
      type.link(types);
    }
    for (JfrType type : types.byId.values()) {
      type.measure();
    }
    return types;
  }

  JfrType of(long id) throws UnreadableRecordingException {
    JfrType type = byId.get(id);
    if (type == null) {
      throw new UnreadableRecordingException("broken JFR: no type " + id);
    }
    return type;
  }

  /** As {@link #of}, for the numbers of events, of which readers pass over unknown ones. */
  @org.jspecify.annotations.Nullable
  JfrType find(long id) {
    return byId.get(id);
  }

  private void element(JfrBytes in, String[] strings, List<JfrType.Field> siblings, int depth)
      throws UnreadableRecordingException {
    if (depth > MAX_DEPTH) {
      throw in.broken("metadata nested deeper than " + MAX_DEPTH);
    }
    String kind = strings[in.index(strings.length)];
    Map<String, String> attributes = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String key = strings[in.index(strings.length)];
      attributes.put(key, strings[in.index(strings.length)]);
    }
    List<JfrType.Field> fields = new ArrayList<>();
    int children = in.count();
    for (int i = 0; i < children; i++) {
      element(in, strings, fields, depth + 1);
    }
    if (kind.equals("class")) {
      byId.put(id(in, attributes, "id"), new JfrType(attributes.getOrDefault("name", ""), fields));
    } else if (kind.equals("field")) {
      siblings.add(
          new JfrType.Field(
              attributes.getOrDefault("name", ""),
              id(in, attributes, "class"),
              "true".equals(attributes.get("constantPool")),
              !attributes.getOrDefault("dimension", "0").equals("0")));
    }
  }

  private static long id(JfrBytes in, Map<String, String> attributes, String key)
      throws UnreadableRecordingException {
    try {
      return Long.parseLong(attributes.getOrDefault(key, ""));
    } catch (NumberFormatException e) {
      throw in.broken("metadata without a number for " + key);
    }
  }
}
