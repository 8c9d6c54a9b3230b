package io.tocsin.bot.hook;

import io.tocsin.model.config.Secret;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.ticket.TicketHook;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts of one tracker. They say "look now" and nothing more: whoever could forge one, or send it
 * again, would make Tocsin read a ticket. One that is lost is made up for by the next poll.
 */
public final class TrackerHook implements TicketHook, MetricSource {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final @Nullable Signed signed;
  private final @Nullable Secret secret;
  private final Consumer<String> lookAt;
  private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);

  private TrackerHook(@Nullable Signed signed, @Nullable Secret secret, Consumer<String> lookAt) {
    this.signed = signed;
    this.secret = secret;
    this.lookAt = lookAt;
    Arrays.stream(Answer.values()).forEach(answer -> answers.put(answer, new LongAdder()));
  }

  /**
   * @param secret null where posts are not wanted
   * @param lookAt is told the id of the ticket
   */
  public static TrackerHook jira(@Nullable Secret secret, Consumer<String> lookAt) {
    return new TrackerHook(Signed.JIRA, secret, lookAt);
  }

  public static TrackerHook gitHub(@Nullable Secret secret, Consumer<String> lookAt) {
    return new TrackerHook(Signed.GITHUB, secret, lookAt);
  }

  public static TrackerHook gitLab(@Nullable Secret secret, Consumer<String> lookAt) {
    return new TrackerHook(Signed.GITLAB, secret, lookAt);
  }

  /** Of a tracker that posts nothing. */
  public static TrackerHook none() {
    return new TrackerHook(null, null, id -> {});
  }

  @Override
  public Answer take(Function<String, @Nullable String> headers, byte[] body) {
    Answer answer = answer(headers, body);
    LongAdder count = answers.get(answer);
    if (count != null) {
      count.increment();
    }
    return answer;
  }

  private Answer answer(Function<String, @Nullable String> headers, byte[] body) {
    if (signed == null || secret == null) {
      return Answer.OFF;
    }
    if (!signed.genuine(secret, headers, body)) {
      return Answer.FORGED;
    }
    Optional<String> ticket = ticket(signed, body);
    ticket.ifPresent(lookAt);
    return ticket.isPresent() ? Answer.TAKEN : Answer.IGNORED;
  }

  private static Optional<String> ticket(Signed by, byte[] body) {
    JsonNode post;
    try {
      post = JSON.readTree(body);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
    JsonNode id =
        switch (by) {
          case JIRA -> post.path("issue").path("key");
          case GITHUB -> post.path("issue").path("number");
          case GITLAB ->
              post.path("object_kind").asString("").equals("issue")
                  ? post.path("object_attributes").path("iid")
                  : post.path("issue").path("iid");
        };
    return Optional.of(id.asString("")).filter(text -> ID.matcher(text).matches());
  }

  @Override
  public List<Sample> samples() {
    return answers.entrySet().stream()
        .map(answer ->
            Sample.counter(
                "tocsin_ticket_hooks_total",
                "Posts of the tracker, by what became of them.",
                Map.of("answer", answer.getKey().name().toLowerCase(Locale.ROOT)),
                answer.getValue().sum()))
        .toList();
  }
}
