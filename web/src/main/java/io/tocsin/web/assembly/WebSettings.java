package io.tocsin.web.assembly;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
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
    @Setting(doc = "What silences may be.") SilenceSettings silences) {
  WebSettings {
    int colon = endpoint.lastIndexOf(':');
    if (colon < 1 || !endpoint.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new InvalidSettingException("endpoint", endpoint, "host:port, such as 127.0.0.1:8480");
    }
    InvalidSettingException.requireRange(
        "endpoint", Long.parseLong(endpoint.substring(colon + 1)), 0, 65_535);
    console = console.orReachedAt(URI.create("http://" + endpoint));
  }

  String host() {
    return endpoint.substring(0, endpoint.lastIndexOf(':')).replaceAll("^\\[|]$", "");
  }

  int port() {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }
}
