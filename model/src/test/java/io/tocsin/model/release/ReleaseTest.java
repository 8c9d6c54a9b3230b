package io.tocsin.model.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private static Release release(
      String service, String environment, String version, int first, int last) {
    return new Release(
        new TenantId("bank"),
        service,
        environment,
        version,
        null,
        START.plusSeconds(first),
        START.plusSeconds(last));
  }

  private static Release accounts(String version, int first, int last) {
    return release("accounts", "prod", version, first, last);
  }

  @Test
  void before_isTheVersionThatRanLastBeforeThisOneCame() {
    Release oldest = accounts("1.0", 0, 50);
    Release old = accounts("1.1", 40, 90);
    Release current = accounts("1.2", 80, 200);

    assertThat(current.before(List.of(current, oldest, old))).contains(old);
    assertThat(old.before(List.of(current, oldest, old))).contains(oldest);
    assertThat(oldest.before(List.of(current, oldest, old))).isEmpty();
  }

  @Test
  void before_afterARollback_isTheVersionThatWasRolledBackTo() {
    Release good = accounts("1.0", 0, 150);
    Release bad = accounts("1.1", 50, 100);
    Release fix = accounts("1.2", 140, 200);

    assertThat(fix.before(List.of(good, bad, fix))).contains(good);
  }

  @Test
  void before_ofAnotherServiceOrEnvironment_isNone() {
    Release current = accounts("1.2", 80, 200);

    assertThat(
            current.before(
                List.of(
                    release("ledger", "prod", "1.0", 0, 90),
                    release("accounts", "stage", "1.0", 0, 90))))
        .isEmpty();
  }
}
