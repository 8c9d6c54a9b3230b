package io.tocsin.web.assembly;

import io.tocsin.web.assembly.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, the same for every command. */
final class ConfigOption {
  private static final Path USUAL = Path.of("tocsin.yml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings. Default: tocsin.yml where it exists, else all defaults.")
  private @Nullable Path file;

  Optional<Path> file() {
    if (file != null) {
      return Optional.of(file);
    }
    return Files.exists(USUAL) ? Optional.of(USUAL) : Optional.empty();
  }

  TocsinConfig read() {
    return ConfigFile.read(TocsinConfig.class, file());
  }
}
