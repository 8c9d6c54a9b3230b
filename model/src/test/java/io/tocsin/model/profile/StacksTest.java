package io.tocsin.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StacksTest {
  private static final ProfileFrame RUN = java("java.lang.Thread", "run");
  private static final ProfileFrame PAY = java("com.bank.Pay", "pay");
  private static final ProfileFrame FEE = java("com.bank.Fees", "rate");

  @Test
  void add_ofAStackThatIsThere_addsToItsWeight() {
    Stacks stacks =
        Stacks.builder()
            .add(List.of(RUN, PAY), 3)
            .add(List.of(RUN, PAY, FEE), 5)
            .add(List.of(RUN, PAY), 4)
            .build();

    assertThat(stacks.size()).isEqualTo(2);
    assertThat(stacks.weight(0)).isEqualTo(7);
    assertThat(stacks.total()).isEqualTo(12);
    assertThat(named(stacks, 1)).containsExactly(RUN, PAY, FEE);
    assertThat(stacks.frames()).containsExactly(RUN, PAY, FEE);
  }

  @Test
  void addAll_ofOnesWithOtherIndices_mergesByFrame() {
    Stacks one = Stacks.builder().add(List.of(RUN, PAY), 1).build();
    Stacks other = Stacks.builder().add(List.of(FEE), 2).add(List.of(RUN, PAY), 4).build();

    Stacks both = Stacks.builder().addAll(one).addAll(other).build();

    assertThat(both.size()).isEqualTo(2);
    assertThat(both.weight(0)).isEqualTo(5);
    assertThat(named(both, 1)).containsExactly(FEE);
  }

  @Test
  void none_hasNoWeight() {
    assertThat(Stacks.NONE.total()).isZero();
    assertThat(Stacks.NONE.size()).isZero();
  }

  private static List<ProfileFrame> named(Stacks stacks, int index) {
    return IntStream.of(stacks.stack(index)).mapToObj(stacks.frames()::get).toList();
  }

  private static ProfileFrame java(String type, String method) {
    return new ProfileFrame(ProfileFrame.Kind.JAVA, type, method);
  }
}
