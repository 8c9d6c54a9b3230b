package io.tocsin.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.OwnCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Programs made up by chance, sampled by chance: with fixed seeds, so that each run is the same.
 */
class ProfileNoiseTest {
  private static final OwnCode OWN = OwnCode.byDefault();
  private static final int PROGRAMS = 150;

  private record Path(String frames, double cost) {}

  /** Endpoints with chains of own methods, JDK code at some ends; a few share a method. */
  private static List<Path> program(Random random) {
    List<Path> paths = new ArrayList<>();
    int endpoints = 4 + random.nextInt(8);
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      String prefix = "org.springframework.Dispatcher.run com.bank.Desk" + endpoint + ".post";
      paths.add(new Path(prefix, 0.2 + random.nextDouble()));
      for (int step = 0; step < 1 + random.nextInt(4); step++) {
        prefix += " com.bank.Service" + endpoint + ".step" + step;
        paths.add(new Path(prefix, 0.3 + random.nextDouble()));
        if (random.nextBoolean()) {
          paths.add(new Path(prefix + " java.util.HashMap.get", random.nextDouble()));
        }
        if (random.nextInt(3) == 0) {
          paths.add(new Path(prefix + " com.bank.Money.add", 0.2 * random.nextDouble()));
        }
      }
    }
    paths.add(new Path("C2Compiler", 3 * random.nextDouble()));
    return paths;
  }

  private static SampledProgram of(List<Path> paths, String slow, double times) {
    SampledProgram program = new SampledProgram();
    for (Path path : paths) {
      boolean inIt = path.frames().contains(slow);
      program.path(path.frames(), inIt ? path.cost() * times : path.cost());
    }
    return program;
  }

  /** A method of some weight whose own part gets slower. */
  private static String candidate(List<Path> paths, Random random) {
    List<String> own =
        paths.stream()
            .map(Path::frames)
            .filter(frames -> frames.matches(".*com\\.bank\\.Service\\d+\\.step\\d+"))
            .toList();
    return own.get(random.nextInt(own.size()));
  }

  private static String method(String frames) {
    return frames.substring(frames.lastIndexOf(' ') + 1);
  }

  @Test
  void oneMethodTenTimesSlower_isNamedInEveryProgram() {
    Random random = new Random(20_260_301);
    int right = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      List<Path> paths = program(random);
      String slow = candidate(paths, random);
      SampledProgram before = of(paths, slow, 1);
      SampledProgram after = new SampledProgram();
      for (Path path : paths) {
        boolean itself =
            path.frames().equals(slow) || path.frames().equals(slow + " java.util.HashMap.get");
        after.path(path.frames(), itself ? path.cost() * 10 : path.cost());
      }

      ProfileDifference difference =
          ProfileDifference.of(before.sampled(3_000, random), after.sampled(2_000, random), OWN);

      right +=
          !difference.suspects().isEmpty()
                  && difference.suspects().getFirst().method().toString().equals(method(slow))
              ? 1
              : 0;
    }
    assertThat(right).isEqualTo(PROGRAMS);
  }

  @Test
  void theSameProgramSampledTwice_hasNoCulprit() {
    Random random = new Random(20_260_302);
    for (int i = 0; i < PROGRAMS; i++) {
      List<Path> paths = program(random);
      SampledProgram program = of(paths, "none", 1);
      int few = 20 + random.nextInt(200);
      assertThat(
              ProfileDifference.of(
                      program.sampled(few, random), program.sampled(1_500, random), OWN)
                  .suspects())
          .isEmpty();
      assertThat(
              ProfileDifference.of(
                      program.sampled(1_500, random), program.sampled(few, random), OWN)
                  .suspects())
          .isEmpty();
    }
  }

  /** What grew in all its paths by the same factor: no caller of it is named instead. */
  @Test
  void whoeverIsNamed_hasNoSuspectBelow() {
    Random random = new Random(20_260_303);
    for (int i = 0; i < PROGRAMS; i++) {
      List<Path> paths = program(random);
      String slow = candidate(paths, random);
      ProfileDifference difference =
          ProfileDifference.of(
              of(paths, slow, 1).sampled(3_000, random),
              of(paths, slow, 8).sampled(3_000, random),
              OWN);
      if (difference.suspects().isEmpty()) {
        continue;
      }
      ProfileFrame named = difference.suspects().getFirst().method();
      List<ProfileFrame> below = difference.calleesOf(named, 100);
      double growth = difference.suspects().getFirst().growth();
      assertThat(difference.suspects())
          .filteredOn(suspect -> below.contains(suspect.method()))
          .allSatisfy(suspect -> assertThat(suspect.growth()).isLessThan(growth));
    }
  }
}
