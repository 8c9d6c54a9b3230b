package io.tocsin.collector;

import io.tocsin.model.TenantId;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The port's contract without a disk. */
public final class InMemoryTemplates implements TemplateStore {
  private final Map<List<Object>, LogTemplate> rows = new HashMap<>();

  @Override
  public synchronized void save(List<LogTemplate> templates, int keep) {
    templates.forEach(one -> rows.put(List.of(one.tenant(), one.service(), one.id()), one));
  }

  @Override
  public synchronized List<LogTemplate> templates(
      TenantId tenant, @Nullable String service, int limit) {
    return rows.values().stream()
        .filter(one -> one.tenant().equals(tenant) && one.into() == null)
        .filter(one -> service == null || one.service().equals(service))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Set<String> sameAs(TenantId tenant, String id) {
    throw new UnsupportedOperationException();
  }

  public synchronized List<LogTemplate> rows() {
    return List.copyOf(rows.values());
  }
}
