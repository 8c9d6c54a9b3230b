package io.tocsin.agent.mdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LastMdcTest {
  private final LastMdc mdc = new LastMdc(4, 60_000);

  @Test
  void clearedValues_areRecalledWithTheirAge() {
    mdc.put("account_id", "1");
    assertThat(mdc.recall().ageNanos).isZero();
    mdc.clear();
    assertThat(mdc.recall().values).containsExactly(Map.entry("account_id", "1"));
    assertThat(mdc.recall().ageNanos).isPositive();
  }

  @Test
  void valuesRemovedOneByOne_areAllRecalled() {
    mdc.put("a", "1");
    mdc.put("b", "2");
    mdc.remove("a");
    mdc.remove("b");
    mdc.remove("never there");
    assertThat(mdc.recall().values).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void nextTask_forgetsTheOneBefore() {
    mdc.put("account_id", "1");
    mdc.put("only_then", "x");
    mdc.clear();
    mdc.put("account_id", "2");
    assertThat(mdc.recall().values).isEqualTo(Map.of("account_id", "2"));
    assertThat(mdc.recall().ageNanos).isZero();
  }

  @Test
  void replacedMap_countsAsClearAndPuts() {
    mdc.put("a", "1");
    mdc.replace(Map.of("b", "2"));
    assertThat(mdc.recall().values).isEqualTo(Map.of("b", "2"));
    mdc.replace(null);
    assertThat(mdc.recall().values).isEqualTo(Map.of("b", "2"));
    assertThat(mdc.recall().ageNanos).isPositive();
  }

  @Test
  void moreKeysThanTheLimit_makeRoomByForgettingRemovedOnes() {
    mdc.put("stays", "0");
    for (int i = 0; i < 10; i++) {
      mdc.put("k" + i, "v");
      mdc.remove("k" + i);
    }
    assertThat(mdc.recall().values).containsKey("stays").hasSizeLessThanOrEqualTo(4);
    for (int i = 0; i < 10; i++) {
      mdc.put("n" + i, "v");
    }
    assertThat(mdc.recall().values).hasSize(4).containsKeys("stays", "n0", "n1", "n2");
  }

  @Test
  void valueRemovedLongerAgoThanTheLimit_isNotRecalled() {
    LastMdc forgetful = new LastMdc(4, -1);
    forgetful.put("a", "1");
    forgetful.remove("a");
    assertThat(forgetful.recall().values).isEmpty();
  }

  @Test
  void anotherThread_hasNothingToRecall() throws Exception {
    mdc.put("a", "1");
    Map<?, ?>[] seen = new Map<?, ?>[1];
    Thread other = new Thread(() -> seen[0] = mdc.recall().values);
    other.start();
    other.join();
    assertThat(seen[0]).isEmpty();
  }
}
