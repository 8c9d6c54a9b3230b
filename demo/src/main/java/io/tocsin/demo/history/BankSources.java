package io.tocsin.demo.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The bank's own sources, which travel in this jar. */
final class BankSources {
  private static final String SOURCES = "sources/";
  private static final String JAVA = "src/main/java/";
  private static final String SCHEMA = "bank/schema.sql";

  private BankSources() {}

  /** By path. */
  static List<SourceFile> read() throws IOException {
    PathMatchingResourcePatternResolver jar = new PathMatchingResourcePatternResolver();
    List<SourceFile> files = new ArrayList<>();
    for (Resource source : jar.getResources("classpath*:" + SOURCES + "**/*.java")) {
      String address = source.getURL().toString();
      String path = address.substring(address.lastIndexOf(SOURCES) + SOURCES.length());
      files.add(SourceFile.parse(JAVA + path, source.getContentAsString(StandardCharsets.UTF_8)));
    }
    if (files.isEmpty()) {
      throw new IOException("the bank's sources are not in this jar");
    }
    files.add(
        SourceFile.whole(
            "src/main/resources/" + SCHEMA,
            jar.getResource("classpath:" + SCHEMA).getContentAsString(StandardCharsets.UTF_8)));
    files.sort(Comparator.comparing(SourceFile::path));
    return files;
  }
}
