package io.tocsin.web.assembly.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** tocsin.yml as its records. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads and checks the whole file; all defaults without one. A wrong key or value is an {@link
   * io.tocsin.model.config.InvalidSettingException}.
   */
  public static <R extends Record> R read(Class<R> root, Optional<Path> file) {
    Map<String, Object> tree = file.map(new YamlFile(System::getenv)::read).orElse(Map.of());
    return new ConfigBinder().bind(root, tree);
  }

  /**
   * The same of a text.
   *
   * @param name of the text, for who reads what is wrong with it
   */
  public static <R extends Record> R parse(Class<R> root, String text, String name) {
    return new ConfigBinder().bind(root, new YamlFile(System::getenv).parse(text, name));
  }

  /** The reference for people, in markdown. */
  public static String reference(Class<? extends Record> root) {
    return ConfigReference.of(root);
  }
}
