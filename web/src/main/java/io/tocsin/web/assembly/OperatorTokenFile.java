package io.tocsin.web.assembly;

import io.tocsin.model.config.Secret;
import io.tocsin.web.assembly.secrets.SecretFile;
import io.tocsin.web.signin.OperatorToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The operator's token in the data folder: who may read it has the data anyway. */
final class OperatorTokenFile implements OperatorToken {
  /** From the data folder. */
  static final String NAME = "secrets/operator.token";

  private final Secret token;

  /** Made at the first start. */
  OperatorTokenFile(Path data) {
    this.token = new Secret(SecretFile.readOrCreate(data.resolve(NAME)));
  }

  @Override
  public boolean is(String given) {
    return MessageDigest.isEqual(
        token.reveal().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
