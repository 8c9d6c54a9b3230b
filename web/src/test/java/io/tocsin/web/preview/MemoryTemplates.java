package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Templates in memory. */
public final class MemoryTemplates implements TemplateStore {
  private final List<LogTemplate> templates = new CopyOnWriteArrayList<>();

  @Override
  public void save(List<LogTemplate> more, int keep) {
    templates.addAll(more);
  }

  @Override
  public List<LogTemplate> templates(TenantId tenant, @Nullable String service, int limit) {
    return templates.stream()
        .filter(one -> one.tenant().equals(tenant) && one.into() == null)
        .filter(one -> service == null || one.service().equals(service))
        .sorted(Comparator.comparing(LogTemplate::lastSeen).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Set<String> sameAs(TenantId tenant, String id) {
    return Set.of(id);
  }
}
