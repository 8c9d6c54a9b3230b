package io.tocsin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.SlowingPlace;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowFormsTest {
  @TempDir private Path folder;

  @Test
  void release_ofWhateverTheSourcesAreByThen_compiles() throws Exception {
    Path classes = folder.resolve("classes");
    try (BankRepository bank =
        BankRepository.write(folder.resolve("bank"), Plan.healthy(1), Instant.now())) {
      new Build(classPath()).compile(bank.release().sources(), classes);
    }
    assertThat(classes.resolve("io/tocsin/demo/bank/BankCommand.class")).exists();
  }

  @Test
  void source_thatDoesNotCompile_isToldWithTheCompilersWords() {
    Map<String, String> wrong =
        Map.of("src/main/java/a/B.java", "package a; class B { int c = d; }");

    assertThatThrownBy(() -> new Build(classPath()).compile(wrong, folder.resolve("classes")))
        .isInstanceOf(DemoFailedException.class)
        .hasMessageContaining("cannot find symbol");
  }

  @ParameterizedTest
  @EnumSource
  void slowForm_ofAPlace_givesTheSameAnswer(SlowingPlace place) throws Exception {
    Plan plan =
        LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(seed -> Plan.of(seed, 1))
            .filter(drawn -> drawn.slowdown().orElseThrow().place() == place)
            .findFirst()
            .orElseThrow();
    Path classes = folder.resolve("classes");
    String path = place.code().path();
    try (BankRepository bank = BankRepository.write(folder.resolve("bank"), plan, Instant.now())) {
      Map<String, String> changed = Map.of(path, bank.release().sources().get(path));
      new Build(classPath()).compile(changed, classes);
    }
    URL[] next = {classes.toUri().toURL()};
    // Not asking its parent: there, the bank is as it was before.
    try (URLClassLoader before = new URLClassLoader(urls(), null);
        URLClassLoader after = new URLClassLoader(with(next, urls()), null)) {
      assertThat(answer(after, place)).isEqualTo(answer(before, place));
    }
  }

  private static String answer(ClassLoader loader, SlowingPlace place) throws Exception {
    String culprit = place.code().culprit();
    Class<?> type = loader.loadClass(culprit.substring(0, culprit.lastIndexOf('.')));
    List<BigDecimal> closing =
        IntStream.range(0, 400)
            .mapToObj(day -> BigDecimal.valueOf(9_000 + day * 37 % 500, 2))
            .toList();
    return switch (place) {
      case LOAN ->
          answer(made(type, new BigDecimal("180000"), new BigDecimal("3.7"), 240), "balances");
      case BOND ->
          answer(made(type, new BigDecimal("3.25"), 20), "yieldAt", new BigDecimal("96.4"));
      case RECEIPT -> answer(made(type), "over", List.of("1;rent", "2;rent", "3;rent"));
      case MEMO -> answer(made(type), "of", List.of("Monthly RENT", "thank you", "tax office"));
      case FUND -> answer(made(type, 35), "worst", closing);
      case SCREENING -> answer(made(type), "resembling", "Karaskov");
    };
  }

  private static Object made(Class<?> type, Object... arguments) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  private static String answer(Object target, String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(target.getClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return String.valueOf(method.invoke(target, arguments));
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static URL[] urls() throws Exception {
    List<Path> paths = classPath();
    URL[] urls = new URL[paths.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = paths.get(i).toUri().toURL();
    }
    return urls;
  }

  private static URL[] with(URL[] first, URL[] rest) {
    URL[] all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
