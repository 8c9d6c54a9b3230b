package io.tocsin.web.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class HeadlineTest {
  private static final TenantId BANK = new TenantId("bank");
  private final Headline headline = new Headline(words());

  private static ResourceBundleMessageSource words() {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasename("messages");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    return words;
  }

  @Test
  void of_anUncaughtException_saysWhatEndedWhereAndForHowMany() {
    Incident incident = PreviewIncidents.open(BANK, 1, Instant.EPOCH);
    long accounts = incident.blast().accounts();

    assertThat(headline.of(incident, Locale.ENGLISH))
        .isEqualTo(
            "worker-1 ended by an uncaught IllegalStateException in LedgerClient.reserve for "
                + accounts
                + " accounts");
    assertThat(headline.of(incident, Locale.CHINESE))
        .isEqualTo(
            "worker-1 因 LedgerClient.reserve 中未捕获的 IllegalStateException 中断，影响 "
                + accounts
                + " 个账户");
  }

  @Test
  void of_aCaughtException_saysWhatFails() {
    assertThat(headline.of(PreviewIncidents.open(BANK, 2, Instant.EPOCH), Locale.ENGLISH))
        .matches(
            "POST /v1/2 fails for \\d+ accounts: SQLTransientConnectionException in"
                + " CardRepository.price");
  }

  @Test
  void brief_leavesTheAccountsToTheirColumn() {
    assertThat(headline.brief(PreviewIncidents.open(BANK, 1, Instant.EPOCH)))
        .doesNotContain("accounts");
  }

  @Test
  void method_isWithoutPackageLambdaNumberAndInnerClass() {
    assertThat(Headline.method(new Frame("a.b.Pay$Inner", "run", null, 0))).isEqualTo("Pay.run");
    assertThat(Headline.method(new Frame("a.b.Pay", "lambda$book$12", null, 0)))
        .isEqualTo("Pay.book");
    assertThat(Headline.method(new Frame("a.b.Pay", "<init>", null, 0))).isEqualTo("new Pay");
  }
}
