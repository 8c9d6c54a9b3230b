package io.tocsin.collector.template;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;

/** {@code collector.templates}: how log messages become templates. One setting for all services. */
public record TemplateConfig(
    @Setting(
            doc =
                "Different words seen in the same place of otherwise equal messages, from which on"
                    + " the place is a variable.",
            def = "5")
        int distinctWords,
    @Setting(doc = "The same behind a word that announces a name, such as user or host.", def = "3")
        int distinctNames,
    @Setting(
            doc = "The same for a message's first word, which mostly names the statement.",
            def = "20")
        int distinctFirstWords,
    @Setting(
            doc = "Characters of a message that are looked at; the rest counts as equal.",
            def = "2048")
        int maxMessageChars,
    @Setting(
            doc =
                "Templates in memory, over all tenants and services. At the limit the services with"
                    + " most give up the quarter that was not seen for longest, counted, until a"
                    + " tenth is free.",
            def = "20000")
        int maxTemplates,
    @Setting(
            doc =
                "Templates of one form (same signs and number of words) in memory; a new one takes"
                    + " the place of the one not seen for longest, counted.",
            def = "500")
        int maxTemplatesPerForm,
    @Setting(
            doc =
                "Different forms of lines, by service, whose template is found without comparing;"
                    + " at the limit they are learnt anew.",
            def = "16384")
        int maxShapesPerService,
    @Setting(
            doc = "Templates kept in the relational store, by service; those seen last stay.",
            def = "5000")
        int maxKeptPerService) {
  public TemplateConfig {
    requireRange("distinct_words", distinctWords, 2, 1_000);
    requireRange("distinct_names", distinctNames, 2, 1_000);
    requireRange("distinct_first_words", distinctFirstWords, 2, 1_000);
    requireRange("max_message_chars", maxMessageChars, 64, 65_536);
    requireRange("max_templates", maxTemplates, 100, 10_000_000);
    requireRange("max_templates_per_form", maxTemplatesPerForm, 25, 100_000);
    requireRange("max_shapes_per_service", maxShapesPerService, 64, 10_000_000);
    requireRange("max_kept_per_service", maxKeptPerService, 10, 1_000_000);
  }

  public static TemplateConfig byDefault() {
    return new TemplateConfig(5, 3, 20, 2_048, 20_000, 500, 16_384, 5_000);
  }
}
