package io.tocsin.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  @Test
  void fullQueue_dropsTheNewestAndCounts() throws Exception {
    Outbox outbox = new Outbox(2, 1_000);
    assertThat(outbox.put(new byte[1], null)).isTrue();
    assertThat(outbox.put(new byte[2], null)).isTrue();
    assertThat(outbox.isFull()).isTrue();
    assertThat(outbox.put(new byte[3], null)).isFalse();
    assertThat(outbox.dropped()).isEqualTo(1);
    assertThat(outbox.take()).extracting(each -> each.record.length).containsExactly(1, 2);
  }

  @Test
  void bytesOnTheWay_countUntilTheyAreSettled() throws Exception {
    Outbox outbox = new Outbox(100, 10);
    outbox.put(new byte[10], null);
    List<Outgoing> batch = outbox.take();
    assertThat(outbox.isFull()).isTrue();
    assertThat(outbox.isUnsettled()).isTrue();
    assertThat(outbox.put(new byte[1], null)).isFalse();
    outbox.settle(batch, true);
    assertThat(outbox.isFull()).isFalse();
    assertThat(outbox.isUnsettled()).isFalse();
    assertThat(outbox.put(new byte[10], null)).isTrue();
    assertThat(outbox.dropped()).isEqualTo(1);
  }

  @Test
  void batch_takesNoMoreThanItsLimit() throws Exception {
    Outbox outbox = new Outbox(100, 1_000);
    for (int i = 0; i < 100; i++) {
      outbox.put(new byte[1], null);
    }
    assertThat(outbox.take()).hasSize(64);
    assertThat(outbox.take()).hasSize(36);
  }
}
