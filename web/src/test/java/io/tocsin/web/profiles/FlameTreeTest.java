package io.tocsin.web.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.profile.FlameGraph;
import io.tocsin.model.profile.FlameTree;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileFrame.Kind;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.web.preview.GeneratedProfiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlameTreeTest {
  private static final int ALL = 1_000_000;

  @Test
  void of_noStacks_isEmpty() {
    FlameGraph graph = graph(ALL, Stacks.NONE);

    assertThat(graph.nodes().frame()).isEmpty();
    assertThat(graph.totals()).containsExactly(0);
  }

  @Test
  void of_stacksThatShareCallers_putsThemUnderOneNode_theHeaviestFirst() {
    FlameGraph graph = graph(ALL, stacks("a;b", 1, "a;c", 5, "a", 2, "d", 3, "a;c;e", 4));

    assertThat(drawn(graph, 0)).containsExactly("a 2", "-c 5", "--e 4", "-b 1", "d 3");
    assertThat(graph.totals()).containsExactly(15);
    assertThat(graph.leftOut()).isZero();
  }

  @Test
  void of_pathsThatTheStoreHadNoRoomFor_tellsTheirWeight() {
    Stacks many =
        Stacks.builder().addAll(stacks("a;b", 3)).add(List.of(ProfileFrame.OTHER), 7).build();

    assertThat(graph(ALL, many).other()).containsExactly(7);
    assertThat(graph(ALL, stacks("a;b", 3)).other()).containsExactly(0);
  }

  @Test
  void of_recursion_keepsEachLevel() {
    assertThat(drawn(graph(ALL, stacks("a;a;a", 1)), 0)).containsExactly("a 0", "-a 0", "--a 1");
  }

  @Test
  void of_twoProfiles_keepsWhatIsInEither_withItsWeightInBoth() {
    FlameGraph graph = graph(ALL, stacks("a;b", 10, "a;c", 10), stacks("a;b", 1, "a;d", 99));

    assertThat(drawn(graph, 0)).containsExactly("a 0", "-d 0", "-b 10", "-c 10");
    assertThat(drawn(graph, 1)).containsExactly("a 0", "-d 99", "-b 1", "-c 0");
    assertThat(graph.totals()).containsExactly(20, 100);
  }

  @Test
  void of_moreNodesThanTheLimit_keepsTheWidestAndAllWeight() {
    FlameGraph graph = graph(3, stacks("a;big", 90, "a;s1", 2, "a;s2;t", 3, "z", 20));

    assertThat(drawn(graph, 0)).containsExactlyInAnyOrder("a 0", "-big 90", "-… 5", "z 20");
    assertThat(Arrays.stream(graph.nodes().self()[0]).sum()).isEqualTo(115);
    assertThat(graph.leftOut()).isEqualTo(3);
  }

  @Test
  void of_aHundredThousandFrames_losesNoWeight() {
    Stacks wide = new GeneratedProfiles(1).wide(100_000);
    FlameGraph graph = graph(ALL, wide);

    assertThat(graph.nodes().frame()).hasSizeGreaterThan(100_000);
    assertThat(Arrays.stream(graph.nodes().self()[0]).sum()).isEqualTo(wide.total());
  }

  @Test
  void of_aStackDeeperThanTheJavaStack_isDrawn() {
    List<ProfileFrame> deep =
        IntStream.range(0, 50_000).mapToObj(i -> java("com.bank.A", "m" + i)).toList();
    FlameGraph graph = graph(ALL, Stacks.builder().add(deep, 7).build());

    assertThat(graph.nodes().depth()[49_999]).isEqualTo(49_999);
  }

  @Test
  void of_framesOfEachKind_saysWhoseTheyAre() {
    Stacks stacks =
        Stacks.builder()
            .add(
                List.of(
                    java("com.bank.A", "a"),
                    java("org.springframework.B", "b"),
                    java("java.util.C", "c"),
                    new ProfileFrame(Kind.NATIVE, "libc.so.6", "read"),
                    new ProfileFrame(Kind.CPP, "", "JVM_Do"),
                    new ProfileFrame(Kind.KERNEL, "", "sys_read")),
                1)
            .build();

    assertThat(graph(ALL, stacks).frames().whose()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(graph(ALL, stacks).classes()).contains("com.bank.A", "libc.so.6", "");
  }

  private static FlameGraph graph(int limit, Stacks... sides) {
    return FlameTree.of(ProfileType.CPU, List.of(sides), OwnCode.byDefault(), limit);
  }

  private static ProfileFrame java(String className, String method) {
    return new ProfileFrame(Kind.JAVA, className, method);
  }

  /** Pairs of a stack such as "a;b" and its weight. */
  private static Stacks stacks(Object... pairs) {
    Stacks.Builder stacks = Stacks.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      List<ProfileFrame> frames =
          Arrays.stream(((String) pairs[i]).split(";")).map(name -> java("com.A", name)).toList();
      stacks.add(frames, (int) pairs[i + 1]);
    }
    return stacks.build();
  }

  /** Such as "--e 4": depth, method, own weight. */
  private static List<String> drawn(FlameGraph graph, int side) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < graph.nodes().frame().length; i++) {
      lines.add(
          "-".repeat(graph.nodes().depth()[i])
              + graph.frames().method()[graph.nodes().frame()[i]]
              + ' '
              + graph.nodes().self()[side][i]);
    }
    return lines;
  }
}
