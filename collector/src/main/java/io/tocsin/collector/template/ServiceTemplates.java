package io.tocsin.collector.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Templates of one stream of messages, mined as they come. A message whose shape was seen costs a
 * scan and one look-up; only a new shape is compared with others. For one thread.
 */
public final class ServiceTemplates {
  private static final int ID_BYTES = 8;

  private final TemplateConfig config;
  private final Tokens tokens = new Tokens();
  private final Seen seen;
  private final Map<String, Form> forms = new HashMap<>();

  /** Went up in another since they were last asked for. */
  private final List<Template> gone = new ArrayList<>();

  private int size;
  private long lastSeenNanos;
  private long forgotten;

  public ServiceTemplates(TemplateConfig config) {
    this.config = config;
    this.seen = new Seen(config.maxShapesPerService());
  }

  /** The template of a message, as far as is known now; later {@link Template#current}. */
  public Template add(CharSequence message, long nanos) {
    Template template = find(message, nanos);
    template.seen(nanos);
    return template;
  }

  /** The same without counting the line. */
  Template find(CharSequence message, long nanos) {
    lastSeenNanos = nanos;
    tokens.read(message, config.maxMessageChars());
    long hash = tokens.hash();
    Template known = seen.get(hash);
    if (known != null) {
      Template current = known.current();
      if (!current.forgotten) {
        return current;
      }
    }
    Template placed = place(Shape.of(tokens), nanos);
    seen.put(hash, placed);
    return placed;
  }

  private Template place(Shape shape, long nanos) {
    Form form = form(shape);
    int before = form.templates().size();
    Template fresh = new Template(id(shape), shape, new BitSet(), nanos);
    Template placed = form.settle(fresh);
    if (form.templates().size() > config.maxTemplatesPerForm()) {
      forget(form.templates(), oldest(form.templates(), placed));
    }
    size += form.templates().size() - before;
    return placed;
  }

  private Form form(Shape shape) {
    return forms.computeIfAbsent(shape.form(), k -> new Form(config, gone::add));
  }

  private static Template oldest(List<Template> templates, Template but) {
    Template oldest = templates.getFirst() == but ? templates.getLast() : templates.getFirst();
    for (Template template : templates) {
      if (template != but && template.lastSeenNanos < oldest.lastSeenNanos) {
        oldest = template;
      }
    }
    return oldest;
  }

  private void forget(List<Template> from, Template template) {
    from.remove(template);
    template.forgotten = true;
    forgotten++;
  }

  /** Gives up the quarter that was not seen for longest. */
  void forgetAQuarter() {
    List<Template> all = standing();
    all.sort(Comparator.comparingLong(template -> template.lastSeenNanos));
    for (Template template : all.subList(0, (all.size() + 3) / 4)) {
      String form = template.shape.form();
      Form its = forms.get(form);
      if (its != null) {
        forget(its.templates(), template);
        size--;
        if (its.templates().isEmpty()) {
          forms.remove(form);
        }
      }
    }
  }

  private List<Template> standing() {
    List<Template> all = new ArrayList<>();
    forms.values().forEach(form -> all.addAll(form.templates()));
    return all;
  }

  /** Those that changed since the last call, and those that went up in another. */
  List<Template> takeChanged() {
    List<Template> changed = new ArrayList<>(gone);
    for (Template template : standing()) {
      if (template.changed) {
        changed.add(template);
      }
    }
    gone.clear();
    changed.forEach(template -> template.changed = false);
    return changed;
  }

  /** A template as it was kept, in a stream that has not begun. */
  void restore(Template template) {
    form(template.shape).restore(template);
    size++;
  }

  int size() {
    return size;
  }

  long lastSeenNanos() {
    return lastSeenNanos;
  }

  long forgotten() {
    return forgotten;
  }

  private static String id(Shape shape) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(shape.pieces().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
