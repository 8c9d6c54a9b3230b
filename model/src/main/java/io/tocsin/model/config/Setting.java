package io.tocsin.model.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of tocsin.yml, on a component of a config record. The key is the component's name in
 * snake_case. The config reference is generated from these.
 *
 * <p>Components may be String, boolean, int, long, double, enums, {@link java.time.Duration}
 * ("10s", "5m"), {@link java.nio.file.Path}, {@link java.net.URI}, {@link Secret}, other config
 * records (whose defaults are their own), and List or Map&lt;String, …&gt; of these. A record
 * checks its values in its compact constructor and throws {@link InvalidSettingException}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Setting {
  /** One sentence for people: what it does, its unit, what happens at the limit. */
  String doc();

  /** As it would stand in YAML; empty for none: null, an empty list or map, or the record's own. */
  String def() default "";

  /** Whether a change waits for the next start. */
  boolean restart() default true;
}
