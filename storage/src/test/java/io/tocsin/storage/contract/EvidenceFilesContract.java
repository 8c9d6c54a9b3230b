package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public abstract class EvidenceFilesContract extends RelationsContract {
  private static final TenantId TENANT = new TenantId("bank");
  private static final UUID INCIDENT = new UUID(1, 2);

  @Test
  void keep_keepsEveryByte_inTheOrderOfTheNames() {
    byte[] noise = new byte[70_000];
    new Random(1).nextBytes(noise);

    keep(INCIDENT, new EvidenceFile("trace.json", "application/json", noise), text("a.txt", ""));

    assertThat(stores.evidenceFiles().names(TENANT, INCIDENT))
        .containsExactly("a.txt", "trace.json");
    assertThat(stores.evidenceFiles().of(TENANT, INCIDENT))
        .satisfiesExactly(
            empty -> assertThat(empty.bytes()).isEmpty(),
            trace -> assertThat(trace.bytes()).isEqualTo(noise));
    assertThat(stores.evidenceFiles().read(TENANT, INCIDENT, "trace.json"))
        .hasValueSatisfying(trace -> assertThat(trace.mediaType()).isEqualTo("application/json"));
  }

  @Test
  void keep_again_leavesTheFirst() {
    keep(INCIDENT, text("a.txt", "first"));

    keep(INCIDENT, text("a.txt", "second"), text("b.txt", "more"));

    assertThat(stores.evidenceFiles().of(TENANT, INCIDENT))
        .extracting(file -> new String(file.bytes(), StandardCharsets.UTF_8))
        .containsExactly("first", "more");
  }

  @Test
  void of_anotherTenantOrIncident_isEmpty() {
    keep(INCIDENT, text("a.txt", "first"));

    assertThat(stores.evidenceFiles().of(new TenantId("other"), INCIDENT)).isEmpty();
    assertThat(stores.evidenceFiles().names(TENANT, new UUID(1, 3))).isEmpty();
    assertThat(stores.evidenceFiles().read(new TenantId("other"), INCIDENT, "a.txt")).isEmpty();
  }

  @Test
  void sweep_forgetsWhatIsPastItsTime() {
    keep(INCIDENT, text("a.txt", "old"));
    clock.advance(Duration.ofDays(20));
    keep(new UUID(1, 3), text("a.txt", "young"));
    clock.advance(Duration.ofDays(11));

    stores.sweep();

    assertThat(stores.evidenceFiles().names(TENANT, INCIDENT)).isEmpty();
    assertThat(stores.evidenceFiles().names(TENANT, new UUID(1, 3))).containsExactly("a.txt");
  }

  private void keep(UUID incident, EvidenceFile... files) {
    stores.evidenceFiles().keep(TENANT, incident, List.of(files), clock.instant());
  }

  private static EvidenceFile text(String name, String text) {
    return new EvidenceFile(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }
}
