package io.tocsin.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
  @Test
  void everyKey_standsInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(SampleConfig.config().knownKeys)
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(readme).contains("`" + each.substring("tocsin.agent.".length()) + "`"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://c:1, http://c:1/v1/logs",
    "http://c:1/, http://c:1/v1/logs",
    "https://c/otlp, https://c/otlp/v1/logs",
    "http://c:1/v1/logs, http://c:1/v1/logs",
  })
  void endpoint_getsThePathOfLogsWhereItLacksIt(String given, String used) {
    assertThat(SampleConfig.wire("endpoint", given).endpoint).hasToString(used);
  }

  @ParameterizedTest
  @CsvSource({
    "http://c:1, http://c:1/v1development/profiles",
    "https://c/otlp/, https://c/otlp/v1development/profiles",
    "http://c:1/v1/logs, http://c:1/v1development/profiles",
  })
  void profiles_goBesideTheLogs(String given, String used) {
    assertThat(SampleConfig.wire("endpoint", given).profilesEndpoint()).hasToString(used);
  }

  @Test
  void profilesBesideLogsOfAnotherPath_goToTheSameServer() throws Exception {
    Map<String, String> logs = Map.of("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://logs:1/x?y=z");
    assertThat(new AgentConfig(Map.of(), logs, "test").wire.profilesEndpoint())
        .hasToString("http://logs:1/v1development/profiles");
  }

  @Test
  void profiles_areOnUnlessTheyOrAllTheirModesAreOff() {
    assertThat(SampleConfig.config().profile.enabled).isTrue();
    assertThat(SampleConfig.config("profile", "off").profile.enabled).isFalse();
    String[] allModes = {"profile_cpu", "off", "profile_alloc", "off", "profile_lock", "false"};
    assertThat(SampleConfig.config(allModes).profile.enabled).isFalse();
    assertThat(SampleConfig.config("profile_cpu", "ITimer").profile.cpu)
        .isEqualTo(ProfileConfig.CpuSampling.ITIMER);
  }

  @Test
  void unknownWayOfSampling_isAProblemThatNamesTheKnownOnes() {
    AgentConfig config = SampleConfig.config("profile_cpu", "wall");
    assertThat(config.profile.cpu).isEqualTo(ProfileConfig.CpuSampling.AUTO);
    assertThat(config.problems)
        .containsExactly(
            "tocsin.agent.profile_cpu: wall (expected: one of auto, ctimer, itimer, off);"
                + " using auto");
  }

  @Test
  void memoryOfStacks_isNoMoreThanTheDiskHasRoomFor() {
    String[] settings = {"profile_memory_max_bytes", "1000000000"};
    assertThat(SampleConfig.config(settings).profile.memoryMaxBytes).isEqualTo((64 << 20) / 3);
  }

  @Test
  void openTelemetrysEndpoints_countInItsOrderAndOursBeforeThem() throws Exception {
    Map<String, String> general = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:1");
    Map<String, String> both =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:1",
            "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://logs:1/x");
    assertThat(endpoint(Map.of(), Map.of())).isEqualTo("http://localhost:4318/v1/logs");
    assertThat(endpoint(Map.of(), general)).isEqualTo("http://all:1/v1/logs");
    assertThat(endpoint(Map.of(), both)).isEqualTo("http://logs:1/x");
    assertThat(endpoint(Map.of("otel.exporter.otlp.endpoint", "http://p:1"), general))
        .isEqualTo("http://p:1/v1/logs");
    assertThat(endpoint(Map.of("tocsin.agent.endpoint", "http://own:1"), both))
        .isEqualTo("http://own:1/v1/logs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c:4318",
        "ftp://c",
        "http://",
        "http://u:p@c:1",
        "http://a b",
        "http://c:0",
        "http://c:99999"
      })
  void unusableEndpoint_namesKeyValueAndExpectation(String given) {
    assertThatThrownBy(
            () -> new AgentConfig(Map.of("tocsin.agent.endpoint", given), Map.of(), "test"))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("tocsin.agent.endpoint: " + given)
        .hasMessageContaining("expected");
  }

  @Test
  void headers_comeFromOpenTelemetryAndTheTokenWins() throws Exception {
    Map<String, String> environment =
        Map.of("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20abc+d,x-team=core");
    assertThat(new AgentConfig(Map.of(), environment, "test").wire.headers)
        .containsExactly(Map.entry("authorization", "Bearer abc+d"), Map.entry("x-team", "core"));
    assertThat(new AgentConfig(Map.of("tocsin.agent.token", "t"), environment, "test").wire.headers)
        .containsEntry("authorization", "Bearer t");
  }

  @Test
  void headerThatWouldBreakTheRequest_isRefusedWithoutItsValue() {
    assertThatThrownBy(
            () -> new AgentConfig(Map.of("tocsin.agent.token", "a\r\nb: secret"), Map.of(), "test"))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("authorization")
        .hasMessageNotContaining("secret");
  }

  @Test
  void valueOutOfRange_isAProblemAndTheDefaultCounts() {
    AgentConfig config =
        SampleConfig.config("queue_max_records", "-1", "mdc", "maybe", "tick_ms", "fast");
    assertThat(config.problems)
        .containsExactlyInAnyOrder(
            "tocsin.agent.queue_max_records: -1 (expected: 1 to 100000); using 256",
            "tocsin.agent.mdc: maybe (expected: true or false); using true",
            "tocsin.agent.tick_ms: fast (expected: 10 to 60000); using 250");
    assertThat(config.wire.queueMaxRecords).isEqualTo(256);
  }

  @Test
  void unknownKeys_arePropertiesAndVariablesOfOurPrefix() throws Exception {
    AgentConfig config =
        new AgentConfig(
            Map.of("tocsin.agent.tokn", "1", "tocsin.other", "2"),
            Map.of("TOCSIN_AGENT_DIRR", "3", "TOCSIN_AGENT_TICK_MS", "500"),
            "test");
    assertThat(config.unknownKeys).containsExactly("TOCSIN_AGENT_DIRR", "tocsin.agent.tokn");
    assertThat(config.tickMillis).isEqualTo(500);
  }

  @Test
  void grpcOfOpenTelemetry_isTold() throws Exception {
    Map<String, String> environment = Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    assertThat(new AgentConfig(Map.of(), environment, "test").problems)
        .singleElement()
        .asString()
        .contains("grpc", "tocsin.agent.endpoint");
  }

  @Test
  void resource_takesWhatTheUserSetAndFindsTheRest() throws Exception {
    Map<String, Object> resource =
        new AgentConfig(
                Map.of("otel.service.name", "pay", "sun.java.command", "/opt/bank-1.jar x"),
                Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=x,service.version=1%2C2,=,junk"),
                "9")
            .resource;
    assertThat(resource)
        .containsEntry("service.name", "pay")
        .containsEntry("service.version", "1,2")
        .containsEntry("process.pid", ProcessHandle.current().pid())
        .containsEntry("telemetry.distro.version", "9")
        .doesNotContainKey("junk");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/bank-1.jar --x, bank-1",
    "bank.jar, bank",
    "C:\\x\\bank.jar, bank",
    "io.bank.Main a.jar.b, unknown_service:java",
    "io.bank.Main, unknown_service:java",
  })
  void serviceWithoutName_isCalledAsItsJar(String command, String name) throws Exception {
    assertThat(new AgentConfig(Map.of("sun.java.command", command), Map.of(), "t").serviceName())
        .isEqualTo(name);
  }

  private static String endpoint(Map<String, String> properties, Map<String, String> environment)
      throws BadSettingException {
    return new AgentConfig(properties, environment, "test").wire.endpoint.toString();
  }
}
