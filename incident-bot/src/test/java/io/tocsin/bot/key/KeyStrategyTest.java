package io.tocsin.bot.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.key.KeyConfig.By;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class KeyStrategyTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final KeyStrategy BODY = KeyConfig.BODY.strategy(List.of("**.sent_at"));

  private static String key(KeyStrategy strategy, String body) {
    return strategy.key(JSON.readTree(body)).orElseThrow().text();
  }

  private static String key(String body) {
    return key(BODY, body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1,"b":2}          | {"b":2,"a":1}
          {"a": [1, {"x":null}]} | {"a":[1,{"x":null}]}
          {"a":1}                | {"a":1.0}
          {"a":100}              | {"a":1e2}
          {"a":0}                | {"a":-0.0}
          {"a":"\\u00e9"}        | {"a":"é"}
          {"a":"\\u4ea4\\/"}     | {"a":"交/"}
          {"a":1,"sent_at":"x"}  | {"a":1,"sent_at":"y"}
          {"a":{"sent_at":1}}    | {"a":{}}
          """)
  void oneAndTheSame_writtenInAnotherWay_hasOneKey(String one, String other) {
    assertThat(key(one)).isEqualTo(key(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1}                  | {"a":"1"}
          {"a":1}                  | {"a":true}
          {"a":null}               | {}
          {"a":""}                 | {"a":null}
          {"a":[1,2]}              | {"a":[2,1]}
          {"a":[]}                 | {"a":{}}
          {"a":9007199254740993}   | {"a":9007199254740992}
          {"a":"é"}                | {"a":"e\\u0301"}
          {"a":"\\ud83d"}          | {"a":"\\ud83e"}
          {"a":"b\\",\\"c\\":\\"d"} | {"a":"b","c":"d"}
          {"ab":1}                 | {"a":{"b":1}}
          {"a":1,"a.b":2}          | {"a":2,"a.b":1}
          {"a":1e400}              | {"a":1}
          """)
  void whatDiffers_hasAnotherKey(String one, String other) {
    assertThat(key(one)).isNotEqualTo(key(other));
  }

  @Test
  void aNumberOfAnySize_isWrittenShort() {
    assertThat(CanonicalJson.of(JSON.readTree("1" + "0".repeat(900)), any -> false))
        .isEqualTo("1e900");
    assertThat(CanonicalJson.of(JSON.readTree("1.50"), any -> false)).isEqualTo("15e-1");
  }

  @Test
  void membersAreSorted_byTheUnitsOfTheirNames_asInTheRfc() {
    String body =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew", "1": "One",
         "\\ud83d\\ude00": "Emoji", "\\u0080": "Control", "\\u00f6": "Latin"}\
        """;

    assertThat(CanonicalJson.of(JSON.readTree(body), any -> false).replaceAll("[^A-Z]", ""))
        .as("RFC 8785, 3.2.3: CR, One, Control, Latin, Euro, Emoji, Hebrew")
        .isEqualTo("CROCLESEH");
  }

  @Test
  void anyBody_shuffled_andWithOtherVolatileFields_keepsItsKey_andLosesItWithAnyOtherChange() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ObjectNode body = object(random, 3);
      String before = key(JSON.writeValueAsString(body));

      ObjectNode again = (ObjectNode) shuffled(body, random);
      again.put("sent_at", random.nextLong());
      assertThat(key(JSON.writeValueAsString(again))).as("seed " + seed).isEqualTo(before);

      again.put("more", "x");
      assertThat(key(JSON.writeValueAsString(again))).as("seed " + seed).isNotEqualTo(before);
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = random.nextInt(6); i >= 0; i--) {
      object.set(text(random), value(random, depth));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> JSON.getNodeFactory().stringNode(text(random));
      case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
      case 2 -> JSON.getNodeFactory().numberNode(random.nextGaussian() * 1e9);
      case 3 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 4 -> object(random, depth - 1);
      default -> {
        ArrayNode array = JSON.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("k");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.appendCodePoint("aé\"\\交\n\ud83d\ude00.".codePoints().toArray()[random.nextInt(8)]);
    }
    return text.toString();
  }

  private static JsonNode shuffled(JsonNode value, Random random) {
    if (value.isObject()) {
      List<String> names = new ArrayList<>(value.propertyNames());
      Collections.shuffle(names, random);
      ObjectNode object = JSON.createObjectNode();
      names.forEach(name -> object.set(name, shuffled(value.get(name), random)));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      value.forEach(item -> array.add(shuffled(item, random)));
      return array;
    }
    return value;
  }

  @Test
  void byFields_onlyTheseCount_inAnyDepth() {
    KeyStrategy strategy =
        new KeyConfig(By.FIELDS, List.of("groupKey", "alerts.*.status"), List.of())
            .strategy(List.of());
    String body = "{\"groupKey\":\"g\",\"n\":1,\"alerts\":[{\"status\":\"firing\",\"x\":1}]}";

    assertThat(key(strategy, body)).isEqualTo(key(strategy, body.replace("\"n\":1", "\"n\":2")));
    assertThat(key(strategy, body)).isNotEqualTo(key(strategy, body.replace("firing", "resolved")));
  }

  @Test
  void byId_theFirstThatIsThere_andAnIdOfAnotherField_isAnother() {
    KeyStrategy strategy =
        new KeyConfig(By.ID, List.of("event_id", "data.id"), List.of()).strategy(List.of());

    assertThat(key(strategy, "{\"event_id\":7,\"a\":1}"))
        .isEqualTo(key(strategy, "{\"event_id\":7,\"data\":{\"id\":9}}"))
        .isNotEqualTo(key(strategy, "{\"data\":{\"id\":7}}"));
  }

  @Test
  void withoutAnyOfTheFields_theBodyCounts() {
    KeyStrategy strategy = new KeyConfig(By.ID, List.of("id"), List.of()).strategy(List.of());

    assertThat(key(strategy, "{\"a\":1}")).isNotEqualTo(key(strategy, "{\"a\":2}"));
    assertThat(key(strategy, "{\"id\":null,\"a\":1}"))
        .isNotEqualTo(key(strategy, "{\"id\":null,\"a\":2}"));
  }

  @Test
  void settingsThatNameNothing_areRefused() {
    assertThatThrownBy(() -> new KeyConfig(By.ID, List.of(), List.of()))
        .hasMessage("fields: [] (expected: at least one)");
    assertThatThrownBy(() -> new KeyConfig(By.BODY, List.of(), List.of("a..b")))
        .hasMessageContaining("leave_out: a..b");
  }
}
