package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.account.Sealing;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import io.tocsin.web.assembly.secrets.KeyFolder;
import io.tocsin.web.assembly.secrets.SecretFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code tenants[]}: who is kept apart from whom. */
record TenantSettings(
    @Setting(doc = "Name of the isolation domain, 1 to 63 of a-z, 0-9 and -.") String id,
    @Setting(
            doc =
                "What senders show as bearer token. Absent: made at the first start, in"
                    + " `<data>/secrets/ingest-<id>.token`.")
        @Nullable Secret ingestToken,
    @Setting(
            doc =
                "What programs show to the REST API as bearer token; it may do what an admin may."
                    + " Absent: made at the first start, in `<data>/secrets/api-<id>.token`.")
        @Nullable Secret apiToken,
    @Setting(
            doc =
                "Folder with `index/ID.key` and `encryption/ID.key`. Absent: `<data>/keys/<id>`;"
                    + " made at the first start.")
        @Nullable Path keys,
    @Setting(
            doc =
                "Cipher for account ids from now on, `aes` or `sm4`, both with 128-bit keys; what"
                    + " was encrypted by the other stays readable. Rotate the key with it.",
            def = "aes")
        Sealing cipher) {
  private static final int MIN_TOKEN = 16;

  TenantSettings {
    try {
      new TenantId(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("id", id, "1 to 63 of a-z, 0-9 and -");
    }
    requireLong("ingest_token", ingestToken);
    requireLong("api_token", apiToken);
  }

  private static void requireLong(String key, @Nullable Secret token) {
    if (token != null && token.reveal().length() < MIN_TOKEN) {
      throw new InvalidSettingException(key, token, "at least " + MIN_TOKEN + " characters");
    }
  }

  /** The ingest token, made where the settings hold none. */
  Secret ingestTokenIn(Path data) {
    return ingestToken != null ? ingestToken : made(data, "ingest-");
  }

  /** The API token, made where the settings hold none. */
  Secret apiTokenIn(Path data) {
    return apiToken != null ? apiToken : made(data, "api-");
  }

  private Secret made(Path data, String prefix) {
    return new Secret(
        SecretFile.readOrCreate(data.resolve("secrets").resolve(prefix + id + ".token")));
  }

  Path keysIn(Path data) {
    return keys != null ? keys : data.resolve("keys").resolve(id);
  }

  KeyFolder keyFolderIn(Path data) {
    return new KeyFolder(keysIn(data), cipher);
  }

  TenantId tenant() {
    return new TenantId(id);
  }
}
