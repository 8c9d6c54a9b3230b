package io.tocsin.bench.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void oneTicketAKey_isPerfect() {
    Count count = count(ticket("1", "a", true), ticket("2", "b", false));

    assertThat(count).isEqualTo(new Count(2, 0, 0, 0));
    assertThat(count.perfect()).isTrue();
  }

  @Test
  void aSecondTicketThatWasClosed_isADuplicateAllTheSame() {
    assertThat(count(ticket("1", "a", true), ticket("2", "a", false), ticket("3", "b", true)))
        .isEqualTo(new Count(3, 0, 1, 0));
  }

  @Test
  void twoOpenOnes_andOneMissing_areTold() {
    Count count = count(ticket("1", "a", true), ticket("2", "a", true));

    assertThat(count).isEqualTo(new Count(2, 1, 1, 1));
    assertThat(count.json())
        .isEqualTo(
            "{\"created\":2,\"lost\":1,\"duplicates_ever_created\":1,\"duplicates_open\":1}");
  }

  private static Count.Listed ticket(String id, String key, boolean open) {
    return new Count.Listed(id, key, open);
  }

  private static Count count(Count.Listed... tickets) {
    return Count.of(List.of(tickets), Set.of("a", "b"));
  }
}
