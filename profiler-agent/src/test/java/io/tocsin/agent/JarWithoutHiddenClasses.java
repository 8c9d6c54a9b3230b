package io.tocsin.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipOutputStream;

/** An agent that was packed wrong. */
final class JarWithoutHiddenClasses {
  private JarWithoutHiddenClasses() {}

  static Path of(Path jar, Path target) throws IOException {
    try (JarFile from = new JarFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
      for (JarEntry each : Collections.list(from.entries())) {
        if (!each.getName().startsWith("hidden/")) {
          to.putNextEntry(new JarEntry(each.getName()));
          from.getInputStream(each).transferTo(to);
          to.closeEntry();
        }
      }
    }
    return target;
  }
}
