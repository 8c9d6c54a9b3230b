package io.tocsin.storage.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * How records of the model are kept as JSON: by component name, nulls left out, ids as their text.
 * Unknown names are passed over and missing ones become null, empty, zero or false, so a noun may
 * gain components; renaming one needs a migration.
 */
public final class ModelJson {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> STRING_MAP = new TypeReference<>() {};

  private static final JsonMapper MAPPER = mapper();

  private ModelJson() {}

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  public static <T> T read(byte[] json, int offset, int length, Class<T> type) {
    return MAPPER.readValue(json, offset, length, type);
  }

  public static List<String> strings(String json) {
    return MAPPER.readValue(json, STRINGS);
  }

  public static Map<String, String> stringMap(String json) {
    return MAPPER.readValue(json, STRING_MAP);
  }

  private static JsonMapper mapper() {
    SimpleModule ids = new SimpleModule("tocsin-ids");
    asText(ids, TenantId.class, TenantId::new);
    asText(ids, RecordId.class, RecordId::parse);
    asText(ids, SignalId.class, SignalId::new);
    asText(ids, Fingerprint.class, Fingerprint::new);
    asText(ids, TicketKey.class, TicketKey::new);
    JsonSetter.Value emptyForNull = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    return JsonMapper.builder()
        .addModule(ids)
        .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
        .withConfigOverride(List.class, list -> list.setNullHandling(emptyForNull))
        .withConfigOverride(Set.class, set -> set.setNullHandling(emptyForNull))
        .withConfigOverride(Map.class, map -> map.setNullHandling(emptyForNull))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(type, new FromText<>(type, parse));
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return parse.apply(parser.getString());
    }
  }
}
