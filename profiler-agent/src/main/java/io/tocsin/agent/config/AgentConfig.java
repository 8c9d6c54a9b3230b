package io.tocsin.agent.config;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the agent was told. OpenTelemetry's settings are read where they mean the same, {@code
 * tocsin.agent.*} wins. Fields are documented in the module's README.
 */
public final class AgentConfig {
  public final boolean enabled;
  public final boolean watchContext;
  public final boolean watchMdc;
  public final int tickMillis;

  /** Folder of the exit markers; null where they are switched off. */
  public final @Nullable Path dir;

  public final WireConfig wire;
  public final EvidenceLimits limits;
  public final ProfileConfig profile;
  public final Map<String, Object> resource;

  /** Values that could not be used; each is told once. */
  public final List<String> problems;

  /** Keys of ours that do not exist. */
  public final Set<String> unknownKeys;

  /** All keys that exist, with their prefix. */
  final Set<String> knownKeys;

  AgentConfig(Map<String, String> properties, Map<String, String> environment, String agentVersion)
      throws BadSettingException {
    Settings settings = new Settings(properties, environment);
    // Asked by the visible part, before this class exists.
    settings.flag("allow_untested_jdk", false);
    enabled = settings.flag("enabled", true);
    watchContext = settings.flag("context", true);
    watchMdc = settings.flag("mdc", true);
    tickMillis = settings.number("tick_ms", 250, 10, 60_000);
    Path folder = folder(settings, properties);
    dir = settings.flag("exit_marker", true) ? folder : null;
    wire = new WireConfig(settings);
    limits = new EvidenceLimits(settings);
    profile = new ProfileConfig(settings, folder, temporary(properties));
    resource =
        Collections.unmodifiableMap(
            ResourceAttributes.of(settings, properties, environment, agentVersion));
    problems = Collections.unmodifiableList(settings.problems());
    unknownKeys = Collections.unmodifiableSet(settings.unknown());
    knownKeys = Collections.unmodifiableSet(settings.known());
  }

  public static AgentConfig read(
      Properties system, Map<String, String> environment, String agentVersion)
      throws BadSettingException {
    Map<String, String> properties = new HashMap<String, String>();
    for (String each : system.stringPropertyNames()) {
      String value = system.getProperty(each);
      if (value != null) {
        properties.put(each, value);
      }
    }
    return new AgentConfig(properties, environment, agentVersion);
  }

  public String serviceName() {
    return String.valueOf(resource.get("service.name"));
  }

  /** Folder of what the JVMs of this service leave for each other, below the agent's folder. */
  public Path serviceFolder() {
    String name = serviceName().replaceAll("[^\\w.-]", "_");
    String bounded = name.length() > 64 ? name.substring(0, 64) : name;
    return profile.dir.resolve(bounded + "-" + Integer.toHexString(serviceName().hashCode()));
  }

  private static Path folder(Settings settings, Map<String, String> properties) {
    String own = settings.own("dir");
    if (own != null) {
      return Paths.get(own);
    }
    // One folder a user: another user's files in a shared temporary folder could not be removed.
    String user = properties.getOrDefault("user.name", "unknown").replaceAll("[^\\w.-]", "_");
    return temporary(properties).resolve("tocsin-agent-" + user);
  }

  private static Path temporary(Map<String, String> properties) {
    return Paths.get(properties.getOrDefault("java.io.tmpdir", "/tmp"));
  }
}
