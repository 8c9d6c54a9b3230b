package io.tocsin.demo.bank.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OperationTest {
  @Test
  void operation_ofALoadTest_keepsItsColourInItsThread() {
    try (Operation.Open open = Operation.received("1", "T1", "6228", "true").open()) {
      assertThat(Operation.current().loadTest()).isTrue();
      assertThat(MDC.get("load_test")).isEqualTo("true");
    }
    assertThat(MDC.get("load_test")).isNull();
  }

  @Test
  void operation_ofACustomer_hasNoColour() {
    try (Operation.Open open = Operation.received("1", "T1", "6228", null).open()) {
      assertThat(Operation.current()).isEqualTo(new Operation("1", "T1", "6228", false));
      assertThat(MDC.get("load_test")).isNull();
    }
  }
}
