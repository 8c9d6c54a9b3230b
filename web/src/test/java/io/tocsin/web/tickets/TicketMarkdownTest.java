package io.tocsin.web.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketMarkdownTest {
  private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");
  private static final Set<String> TAGS =
      Set.of("a", "p", "br", "pre", "code", "h3", "ul", "ol", "li", "strong", "em", "blockquote");

  private final TicketMarkdown markdown = new TicketMarkdown();

  @Test
  void aFiledTicket_hasItsFactsAsAListAndItsStackAsABlock() {
    String html =
        markdown.html(
            """
            **POST /refunds fails 3 times since 14:02 UTC**

            - **Incident:** [TOC-1](https://tocsin.bank.example/incidents/TOC-1)
            - **Culprit:** `RefundService.settle(RefundService.java:57)`: topmost own frame

            # Stack trace, own frames
            ```
            java.lang.IllegalStateException: <none>
            \tat com.bank.RefundService.settle(RefundService.java:57)
            ```
            Filed by Tocsin.
            Text: 0123abcd
            """);

    assertThat(html)
        .contains("<p><strong>POST /refunds fails 3 times since 14:02 UTC</strong></p>")
        .contains("href=\"https://tocsin.bank.example/incidents/TOC-1\"")
        .contains("<code>RefundService.settle(RefundService.java:57)</code>: topmost own frame")
        .contains("<h3>Stack trace, own frames</h3>")
        .contains("<pre><code>java.lang.IllegalStateException: &lt;none&gt;\n\tat com.bank")
        .contains("Filed by Tocsin.<br>\nText: 0123abcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "Look <b onclick=alert(1)>here</b> <img src=x onerror=alert(1)>",
        "<style>body { display: none }</style>\n\n<iframe src='//evil.example'></iframe>",
        "<!-- --><svg/onload=alert(1)>",
        "[here](javascript:alert(1))",
        "[here](JaVaScRiPt:alert(1))",
        "[here](<java\tscript:alert(1)>)",
        "[here](&#106;avascript:alert(1))",
        "[here](\u0001javascript:alert(1))",
        "[here](vbscript:x) [there](data:text/html;base64,PHNjcmlwdD4=)",
        "[here][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[here](https://a.example '\" onmouseover=\"alert(1)')",
        "[here](https://a.example/\"onmouseover=\"alert(1))",
        "![here](javascript:alert(1)) ![](https://evil.example/seen.png)",
        "```html\" onload=\"alert(1)\n</code></pre><script>alert(1)</script>\n```",
        "`</code><script>alert(1)</script>`",
      })
  void hostileText_hasHarmlessTagsOnly_andLinksThatLeadToPages(String hostile) {
    String html = markdown.html(hostile);

    String rest = html;
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      assertThat(TAGS).contains(tag.group(1).replace("/", ""));
      Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
      while (attribute.find()) {
        assertThat(attribute.group(1)).isIn("href", "rel", "title", "class");
        if (attribute.group(1).equals("href")) {
          assertThat(attribute.group(2)).matches("|https://.*");
        }
      }
      assertThat(attribute.replaceAll("")).isEmpty();
      rest = rest.replace(tag.group(), "");
    }
    assertThat(rest).doesNotContain("<");
  }

  @Test
  void anImage_isALinkToIt() {
    assertThat(markdown.html("![the graph](https://a.example/graph.png)"))
        .contains("<a ")
        .contains("href=\"https://a.example/graph.png\"")
        .contains(">the graph</a>")
        .doesNotContain("<img");
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "- ", "*a **a ", "[", "![", "![](", "_", "`"})
  void textThatIsNestedWithoutEnd_isStillShown(String level) {
    assertThat(markdown.html(level.repeat(32_000 / level.length()) + "end")).contains("end");
  }

  @Test
  void emphasisThatIsNestedTenThousandTimes_isStillShown() {
    String text = "*a **a ".repeat(5_000) + "end" + " a** a*".repeat(5_000);

    assertThat(markdown.html(text)).contains("end");
  }
}
