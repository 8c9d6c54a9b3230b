package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.TimelineEvent;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Takes over keys that were added or retired. Journalled before they are used, by id. */
final class KeyReload implements Reloading.Reload {
  private final Tenants tenants;
  private final AuditJournal audit;

  KeyReload(Tenants tenants, AuditJournal audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  @Override
  public void look() {
    RuntimeException failed = null;
    for (TenantId tenant : tenants.all()) {
      try {
        look(tenant);
      } catch (RuntimeException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void look(TenantId tenant) {
    Keys before = tenants.keysOf(tenant);
    Keys after = tenants.keysOnDisk(tenant);
    if (!after.equals(before)) {
      audit.append(
          new AuditDraft(
              tenant,
              TimelineEvent.TOCSIN,
              "keys.change",
              "keys/" + tenant,
              ids(before),
              ids(after),
              "the key files have changed"));
      tenants.use(tenant, after);
    }
  }

  private static String ids(Keys keys) {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of("index", ids(keys.indexKeys()), "encryption", ids(keys.encryptionKeys())));
  }

  private static List<String> ids(List<Keys.Key> keys) {
    return keys.stream().map(Keys.Key::id).toList();
  }
}
