package io.tocsin.bench.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultSourcesTest {
  @Test
  void eachFault_tellsItsNumberJustBeforeItThrows_atAPlaceOfItsOwn(@TempDir Path folder)
      throws Exception {
    FaultSources sources = FaultSources.write(folder, 3);

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {sources.classes().toUri().toURL()})) {
      List<Integer> told = new ArrayList<>();
      List<String> places = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        Runnable step =
            (Runnable)
                loader
                    .loadClass(FaultSources.className(number))
                    .getConstructor(IntConsumer.class)
                    .newInstance((IntConsumer) told::add);
        StackTraceElement place = catchThrowable(step::run).getStackTrace()[0];
        places.add(place.getClassName());
        assertThat(FaultSources.numberIn("in " + place)).isEqualTo(number);
        assertThat(Files.readString(sources.repository().resolve("CODEOWNERS")))
            .contains(place.getClassName().replaceAll("bank\\.(\\w+)\\..*", "/bank/$1/ @$1-team"));
      }
      assertThat(told).containsExactly(0, 1, 2);
      assertThat(places).doesNotHaveDuplicates();
    }
    assertThat(sources.commit()).hasSize(40);
    assertThat(FaultSources.numberIn("IllegalStateException in Refunds.pay")).isEqualTo(-1);
  }
}
