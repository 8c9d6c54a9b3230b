package io.tocsin.web.assembly;

import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.web.assembly.secrets.KeyFolder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Changes the key files of a tenant. A running server takes them over within seconds and journals
 * it; one that is down, at its next start.
 */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "The keys to accounts: list, rotate, retire.")
final class KeysCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Ids, newest first.")
  int list(
      @Mixin ConfigOption config,
      @Option(names = "--tenant", defaultValue = "default", paramLabel = "ID") String tenant) {
    Keys keys = folder(config, tenant).read();
    System.out.println("index " + ids(keys.indexKeys()));
    System.out.println("encryption " + ids(keys.encryptionKeys()));
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Make a new key, the newest from now on.")
  int rotate(
      @Mixin ConfigOption config,
      @Option(names = "--tenant", defaultValue = "default", paramLabel = "ID") String tenant,
      @Option(names = "--kind", required = true, description = "${COMPLETION-CANDIDATES}")
          KeyFolder.Kind kind) {
    String id = folder(config, tenant).rotate(kind, Instant.now());
    System.out.println(kind.folder() + " key of " + tenant + ": " + id);
    return 0;
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description = "Take an older key out of use; its file stays as ID.retired.")
  int retire(
      @Mixin ConfigOption config,
      @Option(names = "--tenant", defaultValue = "default", paramLabel = "ID") String tenant,
      @Option(names = "--kind", required = true, description = "${COMPLETION-CANDIDATES}")
          KeyFolder.Kind kind,
      @Option(names = "--id", required = true, paramLabel = "KEY") String id) {
    folder(config, tenant).retire(kind, id);
    System.out.println(kind.folder() + " key " + id + " of " + tenant + " is out of use");
    return 0;
  }

  private static KeyFolder folder(ConfigOption config, String tenant) {
    TocsinConfig settings = config.read();
    return settings.allTenants().stream()
        .filter(each -> each.id().equals(tenant))
        .findFirst()
        .orElseThrow(
            () -> new InvalidSettingException("--tenant", tenant, "a tenant of the settings"))
        .keyFolderIn(settings.data());
  }

  private static String ids(List<Keys.Key> keys) {
    return keys.stream().map(Keys.Key::id).collect(Collectors.joining(" "));
  }
}
