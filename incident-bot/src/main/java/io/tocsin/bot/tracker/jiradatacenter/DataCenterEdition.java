package io.tocsin.bot.tracker.jiradatacenter;

import io.tocsin.bot.jira.Edition;
import io.tocsin.bot.markup.MarkupText;
import io.tocsin.bot.markup.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

record DataCenterEdition(DataCenterApi api) implements Edition {
  private static final int PAGE = 100;

  @Override
  public List<JsonNode> search(String jql, int limit) {
    List<JsonNode> all = new ArrayList<>();
    int total;
    int before;
    do {
      before = all.size();
      JsonNode answer =
          api.search(
              Map.of(
                  "jql", jql,
                  "fields", FIELDS,
                  "startAt", before,
                  "maxResults", Math.min(PAGE, limit - before)));
      answer.path("issues").forEach(all::add);
      total = answer.path("total").asInt(0);
    } while (all.size() > before && all.size() < Math.min(total, limit));
    return all;
  }

  @Override
  public JsonNode assignable(String project, String words) {
    return api.assignable(project, words);
  }

  @Override
  public String userId() {
    return "name";
  }

  @Override
  public Object lines(String text) {
    return text;
  }

  @Override
  public Markup markup() {
    return new Wiki();
  }

  /** Jira's wiki markup. */
  private record Wiki() implements Markup {
    private static final int MAX_TEXT = 32_767;

    /** Of a text that is too long, so much of its end stays. */
    private static final int END = 1_000;

    /** More than what stands for the part that is left out. */
    private static final int LEFT_OUT = 50;

    private static final String BLOCK = "{noformat}";
    private static final Tokens TOKENS =
        new Tokens(
            "*",
            "_",
            code -> "{{" + words(code) + "}}",
            BLOCK,
            BLOCK,
            (text, address) -> '[' + text + '|' + address + ']',
            Wiki::words);

    @Override
    public Object of(String markdown) {
      String text = MarkupText.of(markdown, TOKENS);
      return text.length() <= MAX_TEXT ? text : shortened(text);
    }

    /** Escapes make it longer than the markdown was. The end stays: by it Tocsin knows its own. */
    private static String shortened(String text) {
      String begin = text.substring(0, between(text, MAX_TEXT - END - LEFT_OUT));
      String end = text.substring(between(text, text.length() - END));
      return begin
          + (isHalfABlock(begin) ? BLOCK : "")
          + "\n…\n"
          + (isHalfABlock(end) ? BLOCK : "")
          + end;
    }

    /** Never within a character. */
    private static int between(String text, int at) {
      return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static boolean isHalfABlock(String part) {
      return part.split(Pattern.quote(BLOCK), -1).length % 2 == 0;
    }

    @Override
    public String read(JsonNode text) {
      return text.asString("").replace(BLOCK, "").replaceAll("(?m)^h\\d\\. ", "");
    }

    private static String words(String text) {
      return text.replaceAll("([\\\\{}\\[\\]*_^+~!|?#-])", "\\\\$1");
    }
  }
}
