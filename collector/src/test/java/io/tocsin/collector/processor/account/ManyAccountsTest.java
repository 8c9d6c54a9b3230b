package io.tocsin.collector.processor.account;

import static io.tocsin.collector.pipeline.Requests.KEYS;
import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.lookup.LookupConfig;
import io.tocsin.collector.pipeline.Requests;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.Keys;
import io.tocsin.model.account.Sealing;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.metric.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyAccountsTest {
  private static final int RECORDS = 1_000;

  private static AccountProcessor processor(Keys keys) {
    return new AccountProcessor(
        AccountConfig.defaults(), tenant -> keys, new AccountTables(List.of(), tenant -> keys));
  }

  private static byte[] request(long first, int distinct) {
    LogRecord.Builder[] records = new LogRecord.Builder[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      String id = "62%014d".formatted(first + i % distinct);
      records[i] = log("paid").addAttributes(pair("account_id", id));
    }
    return logs(records);
  }

  private static double sample(AccountProcessor processor, String name) {
    return processor.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void cipher_runsOnceAnAccount_notOnceARecord() throws Exception {
    AccountProcessor processor = processor(KEYS);
    WirePipeline pipeline = new WirePipeline(List.of(processor), 1, WireLimits.defaults());
    for (int i = 0; i < 20; i++) {
      pipeline.process(TENANT, TelemetryKind.LOGS, request(0, 50), 1);
    }
    assertThat(sample(processor, "tocsin_accounts_computed_total")).isEqualTo(50);
    assertThat(sample(processor, "tocsin_accounts_forgotten_total")).isZero();
  }

  @Test
  void accountsPastTheLimit_areForgotten_counted_andStillTokenised() throws Exception {
    manyAccounts(80_000);
  }

  @Tag("long")
  @Test
  void T29_tenMillionDistinctAccounts_areBoundedInMemory() throws Exception {
    manyAccounts(10_000_000);
  }

  private static void manyAccounts(long accounts) throws Exception {
    AccountProcessor processor = processor(KEYS);
    WirePipeline pipeline = new WirePipeline(List.of(processor), 1, WireLimits.defaults());
    pipeline.process(TENANT, TelemetryKind.LOGS, request(0, RECORDS), 1);
    long before = usedMemory();
    for (long first = 0; first < accounts; first += RECORDS) {
      pipeline.process(TENANT, TelemetryKind.LOGS, request(first, RECORDS), 1);
    }
    int limit = AccountConfig.defaults().cacheEntries();
    double computed = sample(processor, "tocsin_accounts_computed_total");
    double forgotten = sample(processor, "tocsin_accounts_forgotten_total");
    assertThat(computed).isEqualTo(accounts);
    assertThat(processor.remembered()).isLessThanOrEqualTo(limit);
    assertThat(forgotten + processor.remembered()).isEqualTo(computed);
    // 300 bytes an entry are promised; the rest is for what else lives in the process.
    assertThat(usedMemory() - before).isLessThan(limit * 600L + (64 << 20));
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void sm4_canStandInForAes_andTextsOfBothStayReadable() throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    Keys sm4 = new Keys(KEYS.indexKeys(), KEYS.encryptionKeys(), Sealing.SM4);
    WirePipeline pipeline = new WirePipeline(List.of(processor(sm4)), 1, WireLimits.defaults());
    byte[] payload =
        pipeline.process(TENANT, TelemetryKind.LOGS, request(7, 1), 1).parts().getFirst().payload();
    String text =
        Requests.attributes(
                Requests.decodeLogs(
                        pipeline
                            .process(TENANT, TelemetryKind.LOGS, request(7, 1), 1)
                            .parts()
                            .getFirst())
                    .getFirst()
                    .getAttributesList())
            .get(TelemetryAttributes.ACCOUNT_ENCRYPTED);
    assertThat(payload).isNotEmpty();
    assertThat(text).startsWith("s1.e1.");
    assertThat(new AccountCipher(TENANT, KEYS).decrypt(text)).contains("6200000000000007");
    String aes = new AccountCipher(TENANT, KEYS).encrypt("42");
    assertThat(new AccountCipher(TENANT, sm4).decrypt(aes)).contains("42");
    assertThat(new AccountCipher(TENANT, sm4).decrypt(text.replace("s1.", "v1."))).isEmpty();
  }

  @Test
  void factsOfTheTable_standOnTheRecord_unlessItNamesItsOwn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("accounts.csv");
    Files.writeString(
        file, "account,tenant_code,tier,region\n6200000000000007,ACME,gold,cn-east\n");
    AccountTables tables =
        new AccountTables(
            List.of(new LookupConfig(TENANT.value(), file, null, 10)), tenant -> KEYS);
    tables.start();
    AccountProcessor processor =
        new AccountProcessor(AccountConfig.defaults(), tenant -> KEYS, tables);
    WirePipeline pipeline = new WirePipeline(List.of(processor), 1, WireLimits.defaults());
    LogRecord.Builder plain = log("x").addAttributes(pair("account_id", "6200000000000007"));
    LogRecord.Builder own = plain.clone().addAttributes(pair("tenant_code", "OWN"));
    List<LogRecord> done =
        Requests.decodeLogs(
            pipeline.process(TENANT, TelemetryKind.LOGS, logs(plain, own), 1).parts().getFirst());
    tables.close();
    Map<String, String> first = Requests.attributes(done.getFirst().getAttributesList());
    assertThat(first)
        .containsEntry(TelemetryAttributes.TENANT_CODE, "ACME")
        .containsEntry(TelemetryAttributes.TENANT_CODE_BECAUSE, "lookup table")
        .containsEntry(TelemetryAttributes.ACCOUNT_TIER, "gold")
        .containsEntry(TelemetryAttributes.ACCOUNT_REGION, "cn-east");
    assertThat(Requests.attributes(done.getLast().getAttributesList()))
        .containsEntry(TelemetryAttributes.TENANT_CODE, "OWN")
        .containsEntry(TelemetryAttributes.ACCOUNT_TIER, "gold")
        .doesNotContainKey(TelemetryAttributes.TENANT_CODE_BECAUSE);
  }
}
