package io.tocsin.agent.exit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** What a JVM notes of itself for the one after it, as properties. */
final class MarkerContent {
  /** Before it, version and instance stood alone, under their own keys. */
  private static final String FORMAT = "2";

  private static final String RESOURCE = "resource.";
  private static final String ERROR_FILE = "error_file.";
  private static final String[] FORMAT_1 = {"service.version", "service.instance.id"};

  private MarkerContent() {}

  static Properties of(long pid, Instant started, Map<String, ?> resource, List<Path> errorFiles) {
    Properties content = new Properties();
    content.setProperty("format", FORMAT);
    content.setProperty("pid", String.valueOf(pid));
    content.setProperty("started", started.toString());
    for (Map.Entry<String, ?> each : resource.entrySet()) {
      content.setProperty(RESOURCE + each.getKey(), String.valueOf(each.getValue()));
    }
    for (int i = 0; i < errorFiles.size(); i++) {
      content.setProperty(ERROR_FILE + i, errorFiles.get(i).toString());
    }
    return content;
  }

  /**
   * @throws IllegalArgumentException or DateTimeException where it is none
   */
  static DeadJvm read(Properties content, Instant lastAlive) throws DateTimeException {
    Map<String, String> resource = new LinkedHashMap<String, String>();
    List<Path> errorFiles = new ArrayList<Path>();
    for (String each : FORMAT_1) {
      if (content.getProperty(each) != null) {
        resource.put(each, content.getProperty(each));
      }
    }
    for (String each : new TreeSet<String>(content.stringPropertyNames())) {
      if (each.startsWith(RESOURCE)) {
        resource.put(each.substring(RESOURCE.length()), content.getProperty(each));
      } else if (each.startsWith(ERROR_FILE)) {
        errorFiles.add(path(content.getProperty(each)));
      }
    }
    return new DeadJvm(
        Long.parseLong(content.getProperty("pid", "")),
        Instant.parse(content.getProperty("started", "")),
        lastAlive,
        resource,
        errorFiles);
  }

  private static Path path(String text) {
    try {
      return Paths.get(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
