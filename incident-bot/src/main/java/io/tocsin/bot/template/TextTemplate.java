package io.tocsin.bot.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A template in Mustache: {@code {{name}}} is filled in, {@code {{#name}}…{{/name}}} stands where
 * the name is not empty, {@code {{^name}}…{{/name}}} where it is. Values are texts and nothing else
 * can be reached through them, no method and no file. Nothing is escaped here: whoever gives the
 * values has made them safe for where they go. Safe for many threads.
 */
public final class TextTemplate {
  /** The text of the section that a name stands in. */
  private static final Set<String> OF_A_SECTION = Set.of(".", "this");

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(Escapers.NONE)
          .emptyStringIsFalse(true)
          .withCollector(new Values())
          .withLoader(name -> {
            throw new MustacheException("{{>" + name + "}}: a template includes no other");
          });

  private final Template template;

  private TextTemplate(Template template) {
    this.template = template;
  }

  /**
   * @param names that it may use
   */
  public static TextTemplate of(String source, Set<String> names) throws TemplateException {
    TextTemplate compiled;
    Names used = new Names();
    try {
      compiled = new TextTemplate(COMPILER.compile(source));
      compiled.template.visit(used);
    } catch (MustacheException e) {
      throw new TemplateException(String.valueOf(e.getMessage()), e);
    }
    used.all.removeAll(names);
    used.all.removeAll(OF_A_SECTION);
    if (!used.all.isEmpty()) {
      throw new TemplateException("no such name: " + String.join(", ", used.all));
    }
    return compiled;
  }

  /**
   * @param values one for each of its names; empty for what is not known
   */
  public String filledIn(Map<String, String> values) throws TemplateException {
    try {
      return template.execute(values);
    } catch (MustacheException e) {
      throw new TemplateException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Maps and lists, without reflection. */
  private static final class Values extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }

  private static final class Names implements Mustache.Visitor {
    private final Set<String> all = new TreeSet<>();

    @Override
    public void visitText(String text) {
      if (text.contains("{{")) {
        throw new MustacheException("a name is not closed: " + text.strip());
      }
    }

    @Override
    public void visitVariable(String name) {
      all.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw new MustacheException("{{>" + name + "}}: a template includes no other");
    }

    @Override
    public boolean visitParent(String name) {
      throw new MustacheException("{{<" + name + "}}: a template includes no other");
    }

    @Override
    public boolean visitSection(String name) {
      all.add(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      all.add(name);
      return true;
    }
  }
}
