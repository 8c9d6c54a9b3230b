package io.tocsin.collector.processor.classify;

import io.tocsin.collector.text.SliceMap;
import io.tocsin.collector.text.Slices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules, first match wins, made ready to be asked with parts of byte arrays. Immutable. */
public final class ErrorModel {
  /** A condition with the rule that it decides for. */
  private record Candidate(
      int order, byte[][] messages, ErrorRule.Condition when, Verdict verdict) {
    boolean matchesMessage(byte[] bytes, int from, int to) {
      if (messages.length == 0) {
        return true;
      }
      for (byte[] message : messages) {
        if (to - from >= message.length && Slices.find(bytes, from, to, message) >= 0) {
          return true;
        }
      }
      return false;
    }
  }

  private record Prefix(byte[] text, Candidate candidate) {}

  private final SliceMap<List<Candidate>> types;
  private final List<Prefix> prefixes = new ArrayList<>();
  private final List<Candidate> statuses = new ArrayList<>();
  private final Set<String> attributeNames = new HashSet<>();
  private final List<ErrorRule> rules;

  public ErrorModel(List<ErrorRule> rules) {
    this.rules = List.copyOf(rules);
    Map<String, List<Candidate>> exact = new HashMap<>();
    int order = 0;
    for (ErrorRule rule : rules) {
      for (ErrorRule.Condition when : rule.when()) {
        attributeNames.addAll(when.attributes().keySet());
        byte[][] messages = when.messages().stream().map(ErrorModel::utf8).toArray(byte[][]::new);
        Candidate candidate =
            new Candidate(order++, messages, when, Verdict.of(rule, describe(when)));
        String type = when.type();
        if (type == null) {
          statuses.add(candidate);
        } else if (type.endsWith("*")) {
          prefixes.add(new Prefix(utf8(type.substring(0, type.length() - 1)), candidate));
        } else {
          exact.computeIfAbsent(type, any -> new ArrayList<>()).add(candidate);
        }
      }
    }
    types = new SliceMap<>(exact);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String describe(ErrorRule.Condition when) {
    List<String> parts = new ArrayList<>();
    if (when.type() != null) {
      parts.add("type " + when.type());
    }
    if (!when.messages().isEmpty()) {
      parts.add("message with " + String.join(" or ", when.messages()));
    }
    when.attributes().forEach((name, values) -> parts.add(name + " " + String.join("/", values)));
    return String.join(", ", parts);
  }

  public List<ErrorRule> rules() {
    return rules;
  }

  /** Names of the attributes that conditions ask for. */
  Set<String> attributeNames() {
    return attributeNames;
  }

  /** The rule for an exception; null where none matches. */
  @Nullable Verdict ofException(
      byte[] bytes, int typeFrom, int typeTo, int messageFrom, int messageTo, Facts facts) {
    Candidate best = null;
    List<Candidate> exact = types.get(bytes, typeFrom, typeTo);
    if (exact != null) {
      for (Candidate candidate : exact) {
        if (candidate.matchesMessage(bytes, messageFrom, messageTo)
            && facts.holds(candidate.when().attributes())) {
          best = candidate;
          break;
        }
      }
    }
    for (Prefix prefix : prefixes) {
      Candidate candidate = prefix.candidate();
      if ((best == null || candidate.order() < best.order())
          && Slices.startsWith(bytes, typeFrom, typeTo, prefix.text())
          && candidate.matchesMessage(bytes, messageFrom, messageTo)
          && facts.holds(candidate.when().attributes())) {
        best = candidate;
      }
    }
    return best == null ? null : best.verdict();
  }

  /** The rule for what is not an exception: a status. */
  @Nullable Verdict ofStatus(Facts facts) {
    for (Candidate candidate : statuses) {
      if (facts.holds(candidate.when().attributes())) {
        return candidate.verdict();
      }
    }
    return null;
  }

  /** What is known of a record's attributes. */
  interface Facts {
    /** Whether each attribute has one of the values. */
    boolean holds(Map<String, Set<String>> attributes);
  }
}
