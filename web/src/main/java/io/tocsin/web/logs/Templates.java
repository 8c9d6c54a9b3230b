package io.tocsin.web.logs;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.SearchField;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements behind the lines. */
@Component
public final class Templates {
  private static final Duration NEW = Duration.ofHours(24);
  private static final int LIMIT = 500;

  private final TemplateStore store;

  Templates(TemplateStore store) {
    this.store = store;
  }

  /**
   * The fields as a store is asked: a template's lines were stored under several ids as it grew.
   */
  public Map<SearchField, List<String>> searched(TenantId tenant, Map<SearchField, String> fields) {
    Map<SearchField, List<String>> searched = new EnumMap<>(SearchField.class);
    fields.forEach((field, value) ->
        searched.put(
            field,
            field == SearchField.TEMPLATE_ID
                ? List.copyOf(store.sameAs(tenant, value))
                : List.of(value)));
    return searched;
  }

  /** At most {@value #LIMIT}, the one seen last first. */
  List<TemplateRow> of(TenantId tenant, @Nullable String service, Instant now) {
    return store.templates(tenant, service, LIMIT).stream()
        .map(template -> new TemplateRow(template, isNew(template, now)))
        .toList();
  }

  private static boolean isNew(LogTemplate template, Instant now) {
    return template.firstSeen().isAfter(now.minus(NEW));
  }
}
