package io.tocsin.collector.processor.account;

import static io.tocsin.collector.pipeline.Requests.KEYS;
import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.holds;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.process;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.lookup.AccountTable;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountProcessorTest {
  /** Fails Luhn, so that only the account processor hides it. */
  private static final String ID = "6217000010001234567";

  private static final String TOKEN = new AccountTokens(KEYS).tokensOf(ID).getFirst();

  static Stream<LogRecord.Builder> recordsWithAnAccount() {
    AnyValue number = AnyValue.newBuilder().setIntValue(Long.parseLong(ID)).build();
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setStringValue(ID)))
            .build();
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(ID)).build();
    AnyValue map =
        AnyValue.newBuilder()
            .setKvlistValue(KeyValueList.newBuilder().addValues(pair("account_id", ID)))
            .build();
    return Stream.of(
        log("x").addAttributes(pair("account_id", ID)),
        log("x").addAttributes(pair("account.id", ' ' + ID + ' ')),
        log("x").addAttributes(pair("ACCOUNT_ID", ID)),
        log("x").addAttributes(pair("logback.mdc.account_id", ID)),
        log("x").addAttributes(pair("account_id", number)),
        log("x").addAttributes(pair("account_id", list)),
        log("x").addAttributes(pair("account_id", bytes)),
        log("x").addAttributes(pair("request", map)),
        log("x").setBody(map),
        log("x").addAttributes(pair("baggage", "a=1,account_id=" + ID + ";p=2,tenant_code=T9")),
        log("{\"event\":\"pay\",\"account_id\":\"" + ID + "\"}"),
        log("{\"event\":\"pay\",\"account_id\":" + ID + "}"),
        log("{\"account_id\":\"6217\\u0030000" + ID.substring(8) + "\"}"),
        log("paid account_id=" + ID + " ok"),
        log("duplicate: Key (account_id)=(" + ID + ") already exists."));
  }

  @ParameterizedTest
  @MethodSource("recordsWithAnAccount")
  void account_whereverItStands_isTokenisedEncryptedAndGone(LogRecord.Builder record)
      throws Exception {
    LogRecord done = process(record);
    Map<String, String> attributes = attributes(done.getAttributesList());
    assertThat(attributes).containsEntry(TelemetryAttributes.ACCOUNT_TOKENS, TOKEN);
    assertThat(
            new AccountCipher(TENANT, KEYS)
                .decrypt(attributes.get(TelemetryAttributes.ACCOUNT_ENCRYPTED)))
        .contains(ID);
    assertThat(holds(done.toByteArray(), ID)).isFalse();
    assertThat(done.toString()).doesNotContain(ID).doesNotContain(ID.substring(8));
  }

  @Test
  void reason_namesPlaceAndKey() throws Exception {
    assertThat(because(log("x").addAttributes(pair("mdc.account_id", ID))))
        .isEqualTo("attribute mdc.account_id");
    assertThat(because(log("{\"accountId\":\"" + ID + "\"}"))).isEqualTo("body accountId");
    assertThat(because(log("x").addAttributes(pair("baggage", "account_id=" + ID))))
        .isEqualTo("baggage account_id");
    assertThat(because(log("x").addAttributes(pair("url.query", "account_id=" + ID))))
        .isEqualTo("text account_id");
  }

  private static String because(LogRecord.Builder record) throws Exception {
    return attributes(process(record).getAttributesList()).get(TelemetryAttributes.ACCOUNT_BECAUSE);
  }

  @Test
  void rawId_isOverwrittenInTheWholeRecord() throws Exception {
    String grouped = "6217 0000 1000 1234 567";
    LogRecord done =
        process(
            log("account " + ID + " refused, card " + grouped)
                .addAttributes(pair("account_id", ID))
                .addAttributes(pair("url.path", "/accounts/" + ID + "/pay"))
                .addAttributes(pair("exception.message", "no " + ID))
                .addAttributes(pair("key of " + ID, "x"))
                .addAttributes(pair("op_id", "op-" + ID))
                .addAttributes(
                    pair("other", AnyValue.newBuilder().setIntValue(Long.parseLong(ID)).build()))
                .addAttributes(
                    pair(
                        "raw",
                        AnyValue.newBuilder()
                            .setBytesValue(ByteString.copyFromUtf8("[" + ID + "]"))
                            .build())));
    assertThat(done.toString()).doesNotContain(ID).doesNotContain(grouped);
    assertThat(done.getBody().getStringValue())
        .isEqualTo("account " + TOKEN + " refused, card " + TOKEN);
    assertThat(attributes(done.getAttributesList()))
        .containsEntry("url.path", "/accounts/" + TOKEN + "/pay")
        .containsEntry("other", TOKEN)
        .containsEntry(TelemetryAttributes.OPERATION_ID, "op-" + "*".repeat(ID.length()));
  }

  /** Such a key has neither digits nor marks to look at, so nothing else stops at it. */
  @Test
  void idOfLetters_isOverwrittenInAKeyToo() throws Exception {
    LogRecord done =
        process(
            log("x")
                .addAttributes(pair("account_id", "MILANO-SETTLE"))
                .addAttributes(pair("limit of MILANO-SETTLE", "high"))
                .addAttributes(
                    pair("MILANO-SETTLE", AnyValue.newBuilder().setIntValue(7).build())));

    assertThat(done.toString()).doesNotContain("MILANO-SETTLE");
    assertThat(attributes(done.getAttributesList())).containsValue("high");
  }

  @Test
  void shortId_countsAsAWordOnly() throws Exception {
    LogRecord done =
        process(log("A-17 paid, A-170 not, BA-17 not").addAttributes(pair("account_id", "A-17")));
    assertThat(done.getBody().getStringValue())
        .startsWith("acct_")
        .endsWith(" paid, A-170 not, BA-17 not");
    LogRecord tiny = process(log("17 ms").addAttributes(pair("account_id", "17")));
    assertThat(tiny.getBody().getStringValue()).isEqualTo("17 ms");
  }

  @Test
  void severalAccounts_areAllHidden_andTheBestPlaceWins() throws Exception {
    LogRecord done =
        process(
            log("{\"account_id\":\"AC-000111222\",\"to\":\"" + ID + "\"}")
                .addAttributes(pair("account_id", ID)));
    assertThat(attributes(done.getAttributesList()))
        .containsEntry(TelemetryAttributes.ACCOUNT_TOKENS, TOKEN);
    String other = new AccountTokens(KEYS).tokensOf("AC-000111222").getFirst();
    assertThat(done.getBody().getStringValue())
        .isEqualTo("{\"account_id\":\"" + other + "\",\"to\":\"" + TOKEN + "\"}");
  }

  @Test
  void anIdWithAStarOrTwo_isNotMaskedAndBecomesAToken() throws Exception {
    for (String raw : List.of("*6222021234567890", "***6222021234567890", "62220212*34567890")) {
      LogRecord done = process(log("x").addAttributes(pair("account_id", raw)));
      assertThat(done.toString()).doesNotContain(raw);
      assertThat(attributes(done.getAttributesList()))
          .containsKey(TelemetryAttributes.ACCOUNT_TOKENS);
    }
  }

  @Test
  void valuesThatAreNoId_giveNoAccount() throws Exception {
    for (String none : List.of("", " ", "null", "****1234")) {
      LogRecord done = process(log("x").addAttributes(pair("account_id", none)));
      assertThat(attributes(done.getAttributesList())).containsOnlyKeys("account_id");
    }
    LogRecord prose = process(log("account_id: unknown"));
    assertThat(prose.getAttributesList()).isEmpty();
    LogRecord tooLong = process(log("x").addAttributes(pair("account_id", "y".repeat(200))));
    assertThat(attributes(tooLong.getAttributesList())).isEqualTo(Map.of("account_id", "***"));
  }

  @Test
  void spanWithItsEvents_isTreatedTheSame() throws Exception {
    Span done =
        process(
            Span.newBuilder()
                .setName("GET /accounts/" + ID)
                .addAttributes(pair("account_id", ID))
                .addAttributes(pair("tenant_code", "T7"))
                .addEvents(
                    Span.Event.newBuilder()
                        .setName("exception")
                        .addAttributes(pair("exception.message", "account " + ID))));
    assertThat(done.toString()).doesNotContain(ID);
    assertThat(done.getName()).isEqualTo("GET /accounts/" + TOKEN);
    assertThat(attributes(done.getAttributesList()))
        .containsEntry(TelemetryAttributes.ACCOUNT_TOKENS, TOKEN)
        .containsEntry(TelemetryAttributes.TENANT_CODE, "T7");
  }

  @Test
  void tenantCode_fromBodyOrBaggage_isPut() throws Exception {
    LogRecord body = process(log("{\"tenant_code\":\"T1\"}"));
    assertThat(attributes(body.getAttributesList()))
        .isEqualTo(Map.of(TelemetryAttributes.TENANT_CODE, "T1"));
    LogRecord both =
        process(log("{\"tenant_code\":\"T1\"}").addAttributes(pair("tenant.code", "T2")));
    assertThat(attributes(both.getAttributesList()))
        .containsEntry(TelemetryAttributes.TENANT_CODE, "T2");
  }

  @Test
  void keysThatRotate_giveBothTokensAtOnce() throws Exception {
    AtomicReference<Keys> current = new AtomicReference<>(KEYS);
    WirePipeline pipeline =
        new WirePipeline(
            List.of(
                new AccountProcessor(
                    AccountConfig.defaults(),
                    tenant -> current.get(),
                    new AccountTables(List.of(), tenant -> current.get()))),
            1,
            WireLimits.defaults());
    assertThat(tokens(pipeline)).isEqualTo(TOKEN);
    Keys.Key newer = new Keys.Key("i2", "a".repeat(32).getBytes(StandardCharsets.UTF_8));
    current.set(new Keys(List.of(newer, KEYS.indexKeys().getFirst()), KEYS.encryptionKeys()));
    assertThat(tokens(pipeline)).startsWith(TOKEN + ",acct_");
  }

  private static String tokens(WirePipeline pipeline) throws Exception {
    byte[] payload =
        io.tocsin.collector.pipeline.Requests.logs(log("x").addAttributes(pair("account_id", ID)));
    var part = pipeline.process(TENANT, TelemetryKind.LOGS, payload, 1).parts().getFirst();
    LogRecord done = io.tocsin.collector.pipeline.Requests.decodeLogs(part).getFirst();
    return attributes(done.getAttributesList()).get(TelemetryAttributes.ACCOUNT_TOKENS);
  }

  private static TenantAccounts accounts64() {
    return new TenantAccounts(
        new TenantId("acme"),
        KEYS,
        AccountTable.NONE,
        token -> null,
        64,
        new TenantAccounts.Counts());
  }

  @Test
  void T29_manyDifferentIds_leaveMemoryBounded() {
    TenantAccounts accounts = accounts64();
    for (int i = 0; i < 20_000; i++) {
      byte[] id = ("account-" + i).getBytes(StandardCharsets.UTF_8);
      KnownAccount account = accounts.account(id, 0, id.length);
      assertThat(account.id()).isEqualTo(id);
    }
    assertThat(accounts.remembered()).isLessThanOrEqualTo(64).isGreaterThan(32);
  }

  @Test
  void accountAskedForAgain_runsNoCipher() {
    TenantAccounts accounts = accounts64();
    byte[] id = ID.getBytes(StandardCharsets.UTF_8);
    assertThat(accounts.account(id, 0, id.length)).isSameAs(accounts.account(id, 0, id.length));
  }
}
