package io.tocsin.bot.tracker.jiracloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdfDocumentTest {
  private static JsonNode document(String markdown) {
    return JsonMapper.shared().valueToTree(AdfDocument.of(markdown));
  }

  @Test
  void aTicketsMarkdown_becomesADocument() {
    JsonNode document =
        document(
            """
            **It fails**

            - **Incident:** [TOC-1](http://tocsin/1)
            - `a*b` \\*as it is\\*

            ### Stack
            ```
            java.lang.X
            \tat a.B
            ```
            """);

    assertThat(document)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"version":1,"type":"doc","content":[\
                    {"type":"paragraph","content":[\
                    {"type":"text","text":"It fails","marks":[{"type":"strong"}]}]},\
                    {"type":"bulletList","content":[\
                    {"type":"listItem","content":[{"type":"paragraph","content":[\
                    {"type":"text","text":"Incident:","marks":[{"type":"strong"}]},\
                    {"type":"text","text":" "},\
                    {"type":"text","text":"TOC-1","marks":[{"type":"link","attrs":\
                    {"href":"http://tocsin/1"}}]}]}]},\
                    {"type":"listItem","content":[{"type":"paragraph","content":[\
                    {"type":"text","text":"a*b","marks":[{"type":"code"}]},\
                    {"type":"text","text":" *as it is*"}]}]}]},\
                    {"type":"heading","attrs":{"level":3},"content":[{"type":"text","text":"Stack"}]},\
                    {"type":"codeBlock","content":[\
                    {"type":"text","text":"java.lang.X\\n\\tat a.B"}]}]}\
                    """
                        .replace("\n", "")));
  }

  @Test
  void itsWords_areReadBack() {
    assertThat(AdfText.of(document("**a** [b](http://c)\n\n- `d`\n")))
        .isEqualToIgnoringWhitespace("a b(http://c) d");
  }
}
