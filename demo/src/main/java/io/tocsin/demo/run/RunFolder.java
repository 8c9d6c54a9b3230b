package io.tocsin.demo.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Everything one run leaves on disk: config, secrets, data, the bank's repository, logs. */
record RunFolder(Path path) {
  static RunFolder fresh() throws IOException {
    return new RunFolder(Files.createTempDirectory("tocsin-demo-"));
  }

  Path config() {
    return path.resolve("tocsin.yml");
  }

  Path data() {
    return path.resolve("data");
  }

  /** Tocsin's copies of repositories. */
  Path mirrors() {
    return path.resolve("data/git");
  }

  Path keys() {
    return path.resolve("secrets/keys");
  }

  Path indexKey() {
    return keys().resolve("index/k1.key");
  }

  /** Made by Tocsin, as the tracker is its own. */
  Path trackerToken() {
    return data().resolve("secrets/tracker.token");
  }

  Path secret(String name) {
    return path.resolve("secrets").resolve(name);
  }

  Path repository() {
    return path.resolve("bank");
  }

  /**
   * @param start of that service, from 1: one that died must not lose what it noted
   */
  Path steps(String service, int start) {
    return path.resolve(service + '-' + start + ".steps");
  }

  /** Where HotSpot writes what it knows of a fatal error; %p is the process' id. */
  String errorFile() {
    return path.resolve("hs_err_pid%p.log").toString();
  }

  Path unpacked() {
    return path.resolve("jars");
  }

  Path classes(String version) {
    return path.resolve("build").resolve(version);
  }

  Path exits(String service) {
    return path.resolve("agent").resolve(service);
  }

  Path database() {
    return path.resolve("bank.db");
  }

  Path log(String process) {
    return path.resolve(process + ".log");
  }

  void delete() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
