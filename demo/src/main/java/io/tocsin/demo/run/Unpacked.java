package io.tocsin.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo's jar, taken apart by Spring Boot's own tool: a compiler cannot look into it. */
record Unpacked(List<Path> jars) {
  static Unpacked of(Path demo, Path folder, Path log)
      throws IOException, InterruptedException, DemoFailedException {
    List<String> arguments =
        List.of(
            "-Djarmode=tools",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            demo.toString(),
            "extract",
            "--destination",
            folder.toString());
    try (Child tool = Child.start("unpacking", log, arguments, Map.of())) {
      tool.requireSuccess();
    }
    List<Path> jars = new ArrayList<>(List.of(folder.resolve(demo.getFileName())));
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      libraries.sorted().forEach(jars::add);
    }
    return new Unpacked(List.copyOf(jars));
  }
}
