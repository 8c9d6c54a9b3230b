package io.tocsin.model.template;

import io.tocsin.model.TenantId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which templates there are, and which went up in which. */
public interface TemplateStore {
  /**
   * Adds or replaces by tenant, service and id.
   *
   * @param keep how many of each service of these stay: those seen last
   */
  void save(List<LogTemplate> templates, int keep);

  /**
   * Those that stand for themselves, the one that was seen last first.
   *
   * @param service null for all
   */
  List<LogTemplate> templates(TenantId tenant, @Nullable String service, int limit);

  /**
   * Ids under which lines of a template may have been stored: itself, what it went up in, and all
   * that went up in that. Never empty: an unknown id is the only one of its kind.
   */
  Set<String> sameAs(TenantId tenant, String id);
}
