package io.tocsin.web.assembly;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.web.oncall.StandInSettings;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.silences.SilenceSettings;
import java.net.URI;

/** {@code web}: where the console and the REST API listen. */
record WebSettings(
    @Setting(
            doc =
                "Address and port to listen on; loopback unless told otherwise. An address that"
                    + " others reach needs a proxy with TLS in front.",
            def = "127.0.0.1:8480")
        String endpoint,
    @Setting(doc = "The console.") ConsoleSettings console,
    @Setting(doc = "What silences may be.") SilenceSettings silences,
    @Setting(doc = "What a process that is a bot alone answers.") BotAlone bot,
    @Setting(doc = "Who may stand in, and for how long.") StandInSettings standIns) {
  WebSettings {
    requireAddress(endpoint);
    console = console.orReachedAt(URI.create("http://" + endpoint));
  }

  /** {@code web.bot}. */
  record BotAlone(
      @Setting(
              doc =
                  "Where it answers /healthz, /readyz, /status and /api/v1/metrics. Port 0: any free"
                      + " one, which it says at its start.",
              def = "127.0.0.1:0")
          String endpoint) {
    BotAlone {
      requireAddress(endpoint);
    }

    String host() {
      return hostOf(endpoint);
    }

    String hostInAddress() {
      return endpoint.substring(0, endpoint.lastIndexOf(':'));
    }

    int port() {
      return portOf(endpoint);
    }
  }

  private static void requireAddress(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    if (colon < 1 || !endpoint.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new InvalidSettingException("endpoint", endpoint, "host:port, such as 127.0.0.1:8480");
    }
    InvalidSettingException.requireRange("endpoint", portOf(endpoint), 0, 65_535);
  }

  private static String hostOf(String endpoint) {
    return endpoint.substring(0, endpoint.lastIndexOf(':')).replaceAll("^\\[|]$", "");
  }

  private static int portOf(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  String host() {
    return hostOf(endpoint);
  }

  int port() {
    return portOf(endpoint);
  }
}
