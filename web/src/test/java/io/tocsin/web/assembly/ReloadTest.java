package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.collector.processor.masking.MaskText;
import io.tocsin.collector.wiring.CollectorConfig.Processors;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import io.tocsin.web.assembly.config.ConfigFile;
import io.tocsin.web.assembly.secrets.KeyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and masking policies change under a running server. */
class ReloadTest {
  private static final TenantId DEFAULT = new TenantId("default");
  private static final Instant NOW = Instant.parse("2026-03-01T14:02:00Z");

  @TempDir private Path folder;
  private final List<AuditDraft> journal = new ArrayList<>();
  private final AuditJournal audit =
      new AuditJournal() {
        @Override
        public AuditEntry append(AuditDraft what) {
          journal.add(what);
          return new AuditEntry(journal.size(), NOW, what, "", "");
        }

        @Override
        public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
          throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public AuditVerdict verify() {
          throw new UnsupportedOperationException("not asked here");
        }
      };

  private Path config(String text) throws Exception {
    return Files.writeString(folder.resolve("tocsin.yml"), text);
  }

  private static String patterns(String regex) {
    return "collector: {processors: {masking: {patterns: [{name: policy, regex: '"
        + regex
        + "'}]}}}\n";
  }

  @Test
  void maskingPolicies_thatChange_holdWithoutARestart_andStayOnAnError() throws Exception {
    Path file = config("");
    Processors start =
        ConfigFile.read(TocsinConfig.class, Optional.of(file)).collector().processors();
    AtomicReference<Processors> used = new AtomicReference<>(start);
    Reloading reloading =
        new Reloading(
            Map.of("policies", new PolicyReload(file, start, audit, List.of(DEFAULT), used::set)));
    reloading.look();
    assertThat(used.get()).isSameAs(start);

    config(patterns("P[0-9]{6}"));
    reloading.look();
    assertThat(new MaskText(used.get().masking()).mask("of P123456")).isEqualTo("of ***");
    assertThat(journal).extracting(AuditDraft::action).containsExactly("policy.masking");
    assertThat(journal.getFirst().after()).contains("P[0-9]{6}");

    config(patterns("P[0-9"));
    reloading.look();
    assertThat(new MaskText(used.get().masking()).mask("of P123456")).isEqualTo("of ***");
    assertThat(reloading.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(reloading.health().because()).contains("masking.patterns[0].regex");

    config(patterns("Q[0-9]{6}"));
    reloading.look();
    assertThat(new MaskText(used.get().masking()).mask("of P123456 Q123456"))
        .isEqualTo("of P123456 ***");
    assertThat(reloading.health().state()).isEqualTo(Health.State.UP);
    assertThat(journal).hasSize(2);
    reloading.look();
    assertThat(journal).hasSize(2);
  }

  @Test
  void filterAndTransform_thatChange_holdWithoutARestart_andStayOnAnError() throws Exception {
    Path file = config("");
    Processors start =
        ConfigFile.read(TocsinConfig.class, Optional.of(file)).collector().processors();
    AtomicReference<Processors> used = new AtomicReference<>(start);
    Reloading reloading =
        new Reloading(
            Map.of("policies", new PolicyReload(file, start, audit, List.of(DEFAULT), used::set)));

    config(rules("severity < INFO"));
    reloading.look();
    assertThat(used.get().filter().drop().getFirst().when()).isEqualTo("severity < INFO");
    assertThat(used.get().transform().rules().getFirst().set()).containsEntry("a", "'b'");
    assertThat(journal)
        .extracting(AuditDraft::action)
        .containsExactly("policy.filter", "policy.transform");

    config(rules("severity < nobody"));
    reloading.look();
    assertThat(used.get().filter().drop().getFirst().when()).isEqualTo("severity < INFO");
    assertThat(reloading.health().because())
        .contains(
            "collector.processors.filter.drop[0].when: [severity < nobody] (expected: CEL of a log"
                + " record; at 1:12: undeclared reference to 'nobody'");
  }

  private static String rules(String when) {
    return """
    collector:
      processors:
        filter:
          drop: [{name: quiet, because: noise, when: '%s'}]
        transform:
          rules: [{name: tag, set: {a: "'b'"}}]
    """
        .formatted(when);
  }

  @Test
  void rotatedKeys_areTakenOver_journalledById_neverByContent() {
    TocsinConfig config = ConfigFile.read(TocsinConfig.class, Optional.empty());
    Tenants tenants = new Tenants(config.allTenants(), folder);
    KeyReload reload = new KeyReload(tenants, audit);
    Keys first = tenants.keysOf(DEFAULT);
    reload.look();
    assertThat(tenants.keysOf(DEFAULT)).isSameAs(first);

    KeyFolder keys = new KeyFolder(folder.resolve("keys/default"));
    String fresh = keys.rotate(KeyFolder.Kind.INDEX, NOW);
    assertThat(fresh).isEqualTo("k20260301-140200");
    reload.look();
    assertThat(tenants.tokens(DEFAULT).tokensOf("1001"))
        .hasSize(2)
        .startsWith(new AccountTokens(first).tokensOf("1001").getFirst());
    assertThat(journal.getFirst().after()).contains("k20260301-140200").contains("k1");
    assertThat(journal.toString()).doesNotContain("secret");

    keys.retire(KeyFolder.Kind.INDEX, "k1");
    reload.look();
    assertThat(tenants.tokens(DEFAULT).tokensOf("1001")).hasSize(1);
    assertThat(journal).hasSize(2);
  }

  @Test
  void keysThatCannotBeRead_changeNothing() throws Exception {
    TocsinConfig config = ConfigFile.read(TocsinConfig.class, Optional.empty());
    Tenants tenants = new Tenants(config.allTenants(), folder);
    Keys first = tenants.keysOf(DEFAULT);
    Files.writeString(folder.resolve("keys/default/encryption/k2.key"), "c2hvcnQ=");
    Reloading reloading = new Reloading(Map.of("keys", new KeyReload(tenants, audit)));
    reloading.look();
    assertThat(tenants.keysOf(DEFAULT)).isSameAs(first);
    assertThat(reloading.health().because()).contains("k2.key with 5 bytes");
    Files.delete(folder.resolve("keys/default/encryption/k2.key"));
    Files.delete(folder.resolve("keys/default/encryption/k1.key"));
    reloading.look();
    assertThat(tenants.keysOf(DEFAULT)).isSameAs(first);
    assertThat(folder.resolve("keys/default/encryption")).isEmptyDirectory();
    assertThat(journal).isEmpty();
  }

  @Test
  void rotation_keepsItsOrder_andRefusesAThirdIndexKey() throws Exception {
    KeyFolder keys = new KeyFolder(folder);
    keys.load();
    String second = keys.rotate(KeyFolder.Kind.ENCRYPTION, NOW);
    String third = keys.rotate(KeyFolder.Kind.ENCRYPTION, NOW);
    assertThat(keys.read().encryptionKeys())
        .extracting(Keys.Key::id)
        .containsExactly(third, second, "k1");
    keys.rotate(KeyFolder.Kind.INDEX, NOW);
    assertThatThrownBy(() -> keys.rotate(KeyFolder.Kind.INDEX, NOW))
        .hasMessageContaining("end the overlap first, with keys retire --id k1");
    assertThatThrownBy(() -> keys.retire(KeyFolder.Kind.ENCRYPTION, third))
        .hasMessageContaining("one of the older keys");
  }

  @Test
  void commands_rotateAndRetireThroughFiles() throws Exception {
    Path file = config("data: " + folder.resolve("data") + "\n");
    new KeyFolder(folder.resolve("data/keys/default")).load();
    String[] where = {"--config", file.toString()};
    assertThat(run("rotate", where, "--kind", "index")).isZero();
    assertThat(run("list", where)).isZero();
    assertThat(run("retire", where, "--kind", "index", "--id", "k1")).isZero();
    assertThat(run("retire", where, "--kind", "index", "--id", "k1")).isNotZero();
    assertThat(run("rotate", where, "--kind", "index", "--tenant", "nobody")).isNotZero();
    assertThat(folder.resolve("data/keys/default/index/k1.retired")).exists();
  }

  private static int run(String command, String[] where, String... more) {
    List<String> all = new ArrayList<>(List.of("keys", command));
    all.addAll(List.of(where));
    all.addAll(List.of(more));
    return Tocsin.run(all.toArray(String[]::new));
  }
}
