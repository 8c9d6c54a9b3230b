package io.tocsin.web.assembly.config;

import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

/** The config reference for people, made from the same records that the file is bound to. */
final class ConfigReference {
  private final StringBuilder rows = new StringBuilder();

  private ConfigReference() {}

  /** Markdown: one table, one row a key, in the order of the records. */
  static String of(Class<? extends Record> root) {
    ConfigReference reference = new ConfigReference();
    reference.addRecord(root, "");
    return """
    # Config reference
    Generated from the config records; do not edit. Every key of `tocsin.yml`, with its default. \
    A duration is a number with `ms`, `s`, `m`, `h` or `d`. Any text may hold `${env:NAME}` or \
    `${env:NAME:-default}`. A secret is a text, or `{file: PATH}`. An unknown key refuses the start. \
    Every change needs a restart unless its row says "live".

    | key | type | default | what |
    |---|---|---|---|
    """
        + reference.rows;
  }

  private void addRecord(Class<?> type, String path) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = ConfigBinder.keyOf(component);
      add(component, path.isEmpty() ? key : path + '.' + key);
    }
  }

  private void add(RecordComponent component, String path) {
    Setting setting = ConfigBinder.settingOf(component);
    Type type = component.getGenericType();
    String suffix = "";
    Type element = type;
    while (element instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == java.util.List.class;
      suffix += list ? "[]" : ".<name>";
      element = generic.getActualTypeArguments()[list ? 0 : 1];
    }
    Class<?> raw = (Class<?>) element;
    boolean nested = raw.isRecord() && raw != Secret.class;
    if (nested) {
      row(path + suffix, "section", "", setting);
      addRecord(raw, path + suffix);
      return;
    }
    String kind = ScalarSettings.describe(raw);
    row(path, suffix.isEmpty() ? kind : "list or map of " + kind, defaultOf(component), setting);
  }

  private static String defaultOf(RecordComponent component) {
    String def = ConfigBinder.settingOf(component).def();
    if (!def.isEmpty()) {
      return '`' + def + '`';
    }
    boolean mayBeAbsent =
        ConfigBinder.isNullable(component)
            || component.getType() == java.util.List.class
            || component.getType() == java.util.Map.class;
    return mayBeAbsent ? "none" : "required";
  }

  private void row(String key, String type, String def, Setting setting) {
    String live = setting.restart() || type.equals("section") ? "" : " (live)";
    rows.append("| `").append(key).append("` | ").append(type).append(" | ").append(def);
    rows.append(" | ").append(setting.doc().replace("|", "\\|")).append(live).append(" |\n");
  }
}
