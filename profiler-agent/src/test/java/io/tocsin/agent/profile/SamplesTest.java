package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final String METRICS =
      "mem_calltracestorage_kb 10244\nsamples_total 200\nsamples_skipped_total 0\n"
          + "stackwalk_ns_total 18000000\nstackwalk_ns_avg 90000\n";

  @Test
  void partOfThem_costsItsStacksAndWhatIsBeside() {
    assertThat(Samples.parse(METRICS).count).isEqualTo(200);
    assertThat(Samples.parse(METRICS).nanos(10)).isEqualTo(10 * 95_000);
  }

  @Test
  void none_costNothing() {
    Samples none = Samples.parse("samples_total 0\nsamples_skipped_total 0\n");
    assertThat(none.nanos(none.count)).isZero();
  }
}
