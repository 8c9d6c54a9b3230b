package io.tocsin.web.assembly.config;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A default as it would stand in YAML: a scalar, or a list or map in flow style. */
record YamlScalar(String text) {
  Object parsed() {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return text;
    }
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
