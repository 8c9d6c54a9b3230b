package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuBudgetTest {
  private static final long AVAILABLE = 1_000_000;

  /** Of which it may take 10,000. */
  private final CpuBudget budget = new CpuBudget(1);

  @Test
  void withinTheBudget_samplesAsAskedFor() {
    assertThat(budget.spent(2_000, 5_000, 3_000, AVAILABLE)).isFalse();
    assertThat(budget.cpuFactor()).isEqualTo(1);
    assertThat(budget.restFactor()).isEqualTo(1);
    assertThat(budget.leavesOut()).isFalse();
  }

  @Test
  void manyAllocations_becomeRarerAsOftenAsItTakesAndProcessorTimeStays() {
    assertThat(budget.spent(0, 5_000, 39_000, AVAILABLE)).isTrue();
    assertThat(budget.restFactor()).isEqualTo(8);
    assertThat(budget.cpuFactor()).isEqualTo(1);
  }

  @Test
  void expensiveStacks_becomeRarer() {
    assertThat(budget.spent(1_000, 20_000, 100, AVAILABLE)).isTrue();
    assertThat(budget.cpuFactor()).isEqualTo(4);
    assertThat(budget.restFactor()).isEqualTo(1);
  }

  @Test
  void whatNoSamplingCanSave_leavesCutsOutThenTriesAgain() {
    assertThat(budget.spent(50_000, 5_000, 5_000, AVAILABLE)).isTrue();
    assertThat(budget.restFactor()).as("none").isZero();
    assertThat(budget.cpuFactor()).isEqualTo(32);
    for (int i = 0; i < CpuBudget.PAUSE_CUTS; i++) {
      assertThat(budget.leavesOut()).isTrue();
    }
    assertThat(budget.leavesOut()).isFalse();
  }

  @Test
  void cheapCuts_takeOneHalvingBackAfterAnother() {
    budget.spent(0, 20_000, 39_000, AVAILABLE);
    int cpu = budget.cpuFactor();
    int rest = budget.restFactor();
    assertThat(rest).isGreaterThan(cpu);
    for (int i = 0; i < CpuBudget.PAUSE_CUTS - 1; i++) {
      assertThat(budget.spent(0, 1_000, 1_000, AVAILABLE)).isFalse();
      assertThat(budget.restFactor()).isEqualTo(rest);
    }
    budget.spent(0, 1_000, 1_000, AVAILABLE);
    assertThat(budget.restFactor()).isEqualTo(rest / 2);
    for (int i = 0; i < 100; i++) {
      budget.spent(0, 1_000, 1_000, AVAILABLE);
    }
    assertThat(budget.restFactor()).isEqualTo(1);
    assertThat(budget.cpuFactor()).isEqualTo(1);
  }

  @Test
  void cutWhoseDoubleWouldNotFit_takesNothingBack() {
    budget.spent(0, 12_000, 0, AVAILABLE);
    for (int i = 0; i < 100; i++) {
      budget.spent(0, 6_000, 0, AVAILABLE);
    }
    assertThat(budget.cpuFactor()).isEqualTo(2);
  }

  @Test
  void samplesThatTakeMoreThanAWholeCutMay_useItUp() {
    assertThat(budget.isUsedUp(9_000, AVAILABLE)).isFalse();
    assertThat(budget.isUsedUp(11_000, AVAILABLE)).isTrue();
  }
}
