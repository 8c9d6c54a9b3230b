package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public abstract class BlobStoreContract {
  protected static final TenantId BANK = new TenantId("bank");
  protected static final TenantId BROKER = new TenantId("broker");
  protected static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  @TempDir protected Path folder;
  protected BlobStore store;

  /** Opens the store on a folder; called again after a close. */
  protected abstract BlobStore open(Path folder);

  protected abstract void close(BlobStore open);

  @BeforeEach
  void open() {
    store = open(folder);
  }

  @AfterEach
  void close() {
    close(store);
  }

  protected static BlobKey key(TenantId tenant, LocalDate day, String name) {
    return new BlobKey(tenant, "profiles", day, name);
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  protected static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void get_givesWhatWasPut_afterAReopenToo() {
    byte[] noise = noise(300_000, 1);
    assertThat(store.put(key(BANK, TODAY, "noise"), noise)).isTrue();
    assertThat(store.put(key(BANK, TODAY, "zeros"), new byte[300_000])).isTrue();
    assertThat(store.put(key(BANK, TODAY, "empty"), new byte[0])).isTrue();

    close(store);
    store = open(folder);

    assertThat(store.get(key(BANK, TODAY, "noise"))).contains(noise);
    assertThat(store.get(key(BANK, TODAY, "zeros"))).contains(new byte[300_000]);
    assertThat(store.get(key(BANK, TODAY, "empty"))).contains(new byte[0]);
    assertThat(store.get(key(BANK, TODAY, "other"))).isEmpty();
  }

  @Test
  void put_ofAKeyThatIsThere_leavesItAsItIs() {
    store.put(key(BANK, TODAY, "a"), bytes("first"));

    assertThat(store.put(key(BANK, TODAY, "a"), bytes("second"))).isFalse();
    assertThat(store.get(key(BANK, TODAY, "a"))).contains(bytes("first"));
  }

  @Test
  void keys_thatDifferInOnePart_areDifferentBlobs() {
    store.put(key(BANK, TODAY, "a"), bytes("bank"));
    store.put(key(BROKER, TODAY, "a"), bytes("broker"));
    store.put(key(BANK, TODAY.minusDays(1), "a"), bytes("yesterday"));
    store.put(new BlobKey(BANK, "crashes", TODAY, "a"), bytes("crash"));

    assertThat(store.get(key(BANK, TODAY, "a"))).contains(bytes("bank"));
    assertThat(store.get(key(BROKER, TODAY, "a"))).contains(bytes("broker"));
    assertThat(store.get(key(BANK, TODAY.minusDays(1), "a"))).contains(bytes("yesterday"));
    assertThat(store.get(new BlobKey(BANK, "crashes", TODAY, "a"))).contains(bytes("crash"));
  }

  @Test
  void list_namesOneTenantsOneDayOfOneKind_byName() {
    for (String name : new String[] {"c", "a", "b"}) {
      store.put(key(BANK, TODAY, name), bytes(name));
    }
    store.put(key(BROKER, TODAY, "theirs"), bytes("x"));
    store.put(key(BANK, TODAY.minusDays(1), "old"), bytes("x"));

    assertThat(store.list(BANK, "profiles", TODAY))
        .containsExactly(key(BANK, TODAY, "a"), key(BANK, TODAY, "b"), key(BANK, TODAY, "c"));
    assertThat(store.list(BANK, "profiles", TODAY.plusDays(1))).isEmpty();
  }

  @Test
  void delete_takesThatDayOfThatTenant_andNothingElse() {
    store.put(key(BANK, TODAY, "a"), bytes("x"));
    store.put(key(BANK, TODAY.minusDays(1), "a"), bytes("x"));
    store.put(key(BROKER, TODAY, "a"), bytes("x"));

    store.delete(BANK, "profiles", TODAY);
    store.delete(BANK, "profiles", TODAY.plusDays(9));

    assertThat(store.get(key(BANK, TODAY, "a"))).isEmpty();
    assertThat(store.list(BANK, "profiles", TODAY)).isEmpty();
    assertThat(store.get(key(BANK, TODAY.minusDays(1), "a"))).isPresent();
    assertThat(store.get(key(BROKER, TODAY, "a"))).isPresent();
    assertThat(store.put(key(BANK, TODAY, "a"), bytes("again"))).isTrue();
  }

  @Test
  void key_thatCouldLeaveItsFolder_isRefused() {
    assertThatThrownBy(() -> key(BANK, TODAY, "../../etc")).hasMessageContaining("name");
    assertThatThrownBy(() -> key(BANK, TODAY, ".hidden")).hasMessageContaining("name");
    assertThatThrownBy(() -> new BlobKey(BANK, "../x", TODAY, "a")).hasMessageContaining("kind");
  }
}
