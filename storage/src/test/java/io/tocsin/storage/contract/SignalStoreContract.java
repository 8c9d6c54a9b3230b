package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class SignalStoreContract extends RelationsContract {
  @Test
  void post_keepsEveryField() {
    Signal signal = Samples.signal(Samples.BANK, 1);

    assertThat(stores.signals().post(List.of(signal))).isEqualTo(1);

    assertThat(stores.signals().pending(10)).containsExactly(signal);
  }

  @Test
  void post_ofAReplayedBatch_writesNothingTwice() {
    Signal first = Samples.signal(Samples.BANK, 1);
    Signal second = Samples.signal(Samples.BANK, 2);
    stores.signals().post(List.of(first));

    assertThat(stores.signals().post(List.of(first, second))).isEqualTo(1);

    assertThat(stores.signals().pending(10)).containsExactly(first, second);
  }

  @Test
  void pending_givesTheOldestFirst_upToItsLimit() {
    Signal late = Samples.signal(Samples.BANK, 9);
    Signal early = Samples.signal(Samples.BROKER, 3);
    stores.signals().post(List.of(late));
    stores.signals().post(List.of(early));

    assertThat(stores.signals().pending(1)).containsExactly(early);
  }

  @Test
  void replay_givesOneTenantsSignals_inTheOrderInWhichTheyWereSeen_pageByPage() {
    List<Signal> mine =
        IntStream.range(0, 450).mapToObj(n -> Samples.signal(Samples.BANK, n)).toList();
    stores.signals().post(mine.reversed());
    stores.signals().post(List.of(Samples.signal(Samples.BROKER, 7)));
    List<Signal> seen = new ArrayList<>();

    stores
        .signalHistory()
        .replay(Samples.BANK, Instant.EPOCH, Instant.now().plusSeconds(3_600), seen::addAll);

    assertThat(seen).hasSize(450);
    assertThat(seen).isSortedAccordingTo(Comparator.comparingLong(Signal::observedNanos));
    assertThat(seen).doesNotHaveDuplicates();
    List<Integer> pages = new ArrayList<>();
    stores
        .signalHistory()
        .replay(
            Samples.BANK,
            Instant.ofEpochSecond(0, mine.get(10).observedNanos()),
            Instant.ofEpochSecond(0, mine.get(20).observedNanos()),
            page -> {
              pages.add(page.size());
              return false;
            });
    assertThat(pages).containsExactly(10);
  }

  @Test
  void post_ofNothing_isNothing() {
    assertThat(stores.signals().post(List.of())).isZero();
    assertThat(stores.signals().pending(10)).isEmpty();
  }
}
