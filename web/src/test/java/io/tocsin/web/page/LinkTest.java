package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  @Test
  void print_ofHostileValues_encodesThem() {
    assertThat(Link.to("/logs").and("q", "a&b=c \"<x>#").and("none", null).and("empty", ""))
        .hasToString("/logs?q=a%26b%3Dc+%22%3Cx%3E%23");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/a\\b",
        "/a\r\nSet-Cookie: x",
        "javascript:alert(1)",
        "/\t/evil.example",
        ""
      })
  void localOrHome_ofWhatLeadsAway_isHome(String text) {
    assertThat(Link.localOrHome(text)).isEqualTo("/");
  }

  @Test
  void localOrHome_ofAPath_isThatPath() {
    assertThat(Link.localOrHome("/incidents/TOC-12?tab=logs"))
        .isEqualTo("/incidents/TOC-12?tab=logs");
  }

  @Test
  void pager_knowsItsNeighbours() {
    Pager pager = Pager.of(Link.to("/tickets"), 2, 50, 50, 130);

    assertThat(pager.from()).isEqualTo(51);
    assertThat(pager.to()).isEqualTo(100);
    assertThat(pager.previous()).hasToString("/tickets");
    assertThat(pager.next()).hasToString("/tickets?page=3");
  }

  @Test
  void pageAndSize_ofNonsense_areTheDefaults() {
    assertThat(Pager.page("-3")).isEqualTo(1);
    assertThat(Pager.page("x")).isEqualTo(1);
    assertThat(Pager.size("99999")).isEqualTo(Pager.MAX_SIZE);
    assertThat(Pager.size(null)).isEqualTo(Pager.SIZE);
  }
}
