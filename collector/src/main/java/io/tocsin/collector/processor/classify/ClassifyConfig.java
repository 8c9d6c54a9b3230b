package io.tocsin.collector.processor.classify;

import io.tocsin.model.config.Setting;
import java.nio.file.Path;
import java.util.List;

/** Which error packs apply. */
public record ClassifyConfig(
    @Setting(
            doc =
                "YAML files with rules of your own. Their rules come before those of the default"
                    + " pack; within a file the first that matches wins.",
            def = "[]")
        List<Path> packs,
    @Setting(
            doc =
                "Whether the default pack applies: JDK, JDBC, HikariCP, Redis, Kafka, gRPC, HTTP,"
                    + " Spring.",
            def = "true")
        boolean defaultPack) {
  public ClassifyConfig {
    packs = List.copyOf(packs);
  }

  public static ClassifyConfig defaults() {
    return new ClassifyConfig(List.of(), true);
  }
}
