package io.tocsin.bot.tracker.builtin;

import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** The tracker's JSON: the model's records in snake_case, keys as their label. */
public final class TicketJson {
  /** Safe for many threads. Absent numbers are 0. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(
              new SimpleModule()
                  .addSerializer(TicketKey.class, new ToStringSerializer(TicketKey.class))
                  .addDeserializer(TicketKey.class, new KeyReader()))
          .build();

  private TicketJson() {}

  /**
   * Some tickets, newest first.
   *
   * @param total how many there are in all
   */
  public record TicketList(long total, List<Ticket> tickets) {}

  /** Names of the files beside a ticket. */
  public record FileList(List<String> attachments) {}

  /**
   * Why a request was not done.
   *
   * @param errors by field; empty where no field is to blame
   */
  public record Problem(@Nullable String error, @Nullable Map<String, String> errors) {
    /** One line for people. */
    public String told() {
      String text = error == null ? "no reason given" : error;
      return errors == null || errors.isEmpty() ? text : text + ' ' + errors;
    }
  }

  private static final class KeyReader extends FromStringDeserializer<TicketKey> {
    private static final long serialVersionUID = 1L;

    KeyReader() {
      super(TicketKey.class);
    }

    @Override
    protected TicketKey _deserialize(String label, DeserializationContext context) {
      return new TicketKey(label);
    }
  }
}
