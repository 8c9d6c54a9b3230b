package io.tocsin.storage.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.signal.Signal;
import io.tocsin.storage.contract.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
  /** The file is what a release has written on disks: it may gain names, never lose one. */
  @Test
  void read_ofWhatTheFirstFormatWrote_givesEveryField() throws IOException {
    Signal read = ModelJson.read(resource("signal-v1.json"), Signal.class);

    assertThat(read).isEqualTo(Samples.signal(Samples.BANK, 1));
  }

  @Test
  void read_ofUnknownAndMissingNames_givesTheRest() {
    FaultFacts facts =
        ModelJson.read("{\"type\":\"E\",\"message\":\"m\",\"colour\":\"red\"}", FaultFacts.class);

    assertThat(facts.type()).isEqualTo("E");
    assertThat(facts.culprit()).isNull();
    assertThat(facts.uncaught()).isFalse();
    assertThat(facts.groupedBecause()).isEmpty();
  }

  @Test
  void text_leavesNullsOut() {
    assertThat(ModelJson.text(Samples.source("payments"))).doesNotContain("site");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ModelJsonTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
