package io.tocsin.web.logs;

import io.tocsin.model.store.SearchField;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.web.page.Link;

/**
 * A statement as the page of templates draws it.
 *
 * @param fresh first seen within a day
 */
public record TemplateRow(LogTemplate template, boolean fresh) {
  /** Its lines. */
  public Link lines() {
    return Link.to("/logs")
        .and("service", template.service())
        .and(SearchField.TEMPLATE_ID.key(), template.id())
        .and("range", "7d");
  }
}
