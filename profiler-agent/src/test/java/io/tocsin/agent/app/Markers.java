package io.tocsin.agent.app;

import java.io.File;
import java.util.Objects;
import java.util.stream.Stream;

/** The agent's notes of running JVMs. */
public final class Markers {
  private Markers() {}

  /** How many there are. Asks for names only: a file may go while one looks. */
  public static long in(File agent) {
    return Stream.ofNullable(agent.listFiles())
        .flatMap(Stream::of)
        .map(File::list)
        .filter(Objects::nonNull)
        .flatMap(Stream::of)
        .filter(each -> each.endsWith(".running"))
        .count();
  }
}
