package io.tocsin.web.assembly;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom: the house's rules over the classes of every module. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of(
          "model",
          "crash-format",
          "storage",
          "collector",
          "incident-bot",
          "profiler-agent",
          "demo",
          "web");
  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    List<Path> folders =
        MODULES.stream()
            .map(module -> Path.of("..", module, "target", "classes"))
            .filter(Files::isDirectory)
            .toList();
    house = new ClassFileImporter().importPaths(folders);
  }

  @Test
  void model_usesTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tocsin.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.tocsin.model..", "java..", "javax.crypto..", "org.jspecify.annotations.."));
  }

  @TestFactory
  Stream<DynamicTest> modulesBelowTheAssembly_useTheModelAndNeverEachOther() {
    return Stream.of("storage", "collector", "bot")
        .map(module ->
            DynamicTest.dynamicTest(
                module,
                () ->
                    check(
                        classes()
                            .that()
                            .resideInAPackage("io.tocsin." + module + "..")
                            .should()
                            .onlyDependOnClassesThat(
                                are(
                                    resideInAnyPackage(
                                            "io.tocsin.model..", "io.tocsin." + module + "..")
                                        .or(resideInAPackage("io.tocsin..").negate()))))));
  }

  @Test
  void theAgent_usesTheJdkAndItsTwoPartsOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tocsin.agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.tocsin.agent..",
                "java..",
                "javax..",
                "com.sun.management..",
                "one.profiler..",
                "io.tocsin.crash.."));
  }

  @Test
  void theCrashFormat_usesTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tocsin.crash..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.tocsin.crash..", "java.."));
  }

  @Test
  void theDemo_knowsNothingOfTheServer() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tocsin.demo..")
            .should()
            .dependOnClassesThat(
                are(
                    resideInAPackage("io.tocsin..")
                        .and(resideInAPackage("io.tocsin.demo..").negate()))));
  }

  @TestFactory
  Stream<DynamicTest> partsOfOneKind_neverImportANeighbour() {
    return Stream.of(
            "io.tocsin.collector.receiver.(*)..",
            "io.tocsin.collector.processor.(*)..",
            "io.tocsin.collector.exporter.(*)..",
            "io.tocsin.bot.detector.(*)..",
            "io.tocsin.bot.intake.(*)..",
            "io.tocsin.bot.tracker.(*)..",
            "io.tocsin.bot.notice.(*)..",
            "io.tocsin.bot.owner.(*)..")
        .map(kind ->
            DynamicTest.dynamicTest(
                kind, () -> check(slices().matching(kind).should().notDependOnEachOther())));
  }

  @Test
  void nobodyImportsTheAssembly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tocsin.web.assembly..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tocsin.web.assembly.."));
  }

  @Test
  void pagesUsePortsOnly() {
    check(
        noClasses()
            .that(
                are(
                    resideInAPackage("io.tocsin.web..")
                        .and(resideInAPackage("io.tocsin.web.assembly..").negate())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tocsin.storage..", "io.tocsin.collector..", "io.tocsin.bot.."));
  }

  @Test
  void springContainersLiveInWebAndDemoOnly() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.tocsin.model..",
                "io.tocsin.storage..",
                "io.tocsin.collector..",
                "io.tocsin.bot..",
                "io.tocsin.agent..",
                "io.tocsin.crash..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework.context..", "org.springframework.stereotype..",
                "org.springframework.boot..", "org.springframework.beans.factory.."));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.tocsin.(**)").should().beFreeOfCycles());
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..",
                "..common..",
                "..helper..",
                "..manager..",
                "..impl..",
                "..misc..",
                "..core.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tocsin..")
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)$"));
  }

  @Test
  void timeIsPassedIn() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.tocsin.model..",
                "io.tocsin.storage..",
                "io.tocsin.collector..",
                "io.tocsin.bot..",
                "io.tocsin.crash..",
                "io.tocsin.web..")
            .and()
            .resideOutsideOfPackage("io.tocsin.web.assembly..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }
}
