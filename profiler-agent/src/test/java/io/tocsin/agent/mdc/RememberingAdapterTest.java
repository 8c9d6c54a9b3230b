package io.tocsin.agent.mdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** In front of SLF4J's own adapter. */
class RememberingAdapterTest {
  private final MDCAdapter delegate = new BasicMDCAdapter();
  private final LastMdc last = new LastMdc(8, 60_000);
  private final MDCAdapter adapter = around(delegate);

  @Test
  void everyCall_reachesTheDelegate() {
    adapter.put("a", "1");
    adapter.put("b", "2");
    assertThat(delegate.getCopyOfContextMap()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(adapter.get("a")).isEqualTo("1");
    adapter.remove("a");
    adapter.setContextMap(Map.of("c", "3"));
    assertThat(adapter.getCopyOfContextMap()).isEqualTo(Map.of("c", "3"));
    adapter.pushByKey("stack", "x");
    assertThat(adapter.popByKey("stack")).isEqualTo("x");
    adapter.clear();
    assertThat(delegate.getCopyOfContextMap()).isNullOrEmpty();
    assertThat(last.recall().values).isEqualTo(Map.of("c", "3"));
  }

  @Test
  void whatStoodBeforeTheAdapterCame_isRememberedThoughTheFirstCallClearsIt() {
    delegate.put("account_id", "early");
    adapter.clear();
    assertThat(delegate.getCopyOfContextMap()).isNullOrEmpty();
    assertThat(last.recall().values).isEqualTo(Map.of("account_id", "early"));
  }

  @Test
  void onlyWhatStoodBeforeTheFirstCall_isTakenOver() {
    adapter.put("a", "1");
    adapter.clear();
    delegate.put("behind", "the back");
    adapter.put("a", "2");
    assertThat(last.recall().values).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void proxy_isEqualToItselfOnly() {
    assertThat(adapter.equals(adapter)).isTrue();
    assertThat(adapter.equals(delegate)).isFalse();
  }

  private MDCAdapter around(MDCAdapter target) {
    try {
      return (MDCAdapter)
          Proxy.newProxyInstance(
              MDCAdapter.class.getClassLoader(),
              new Class<?>[] {MDCAdapter.class},
              new RememberingAdapter(target, MDCAdapter.class, last));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
