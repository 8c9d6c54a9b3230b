package io.tocsin.model.account;

import io.tocsin.model.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Account ids under AES-128-GCM (NIST SP 800-38D) or SM4-GCM, for a reveal by an authorised person.
 * Text form: {@code v1.<key id>.<base64url(nonce 12 bytes, ciphertext, tag 16 bytes)>}, {@code s1}
 * for SM4, with {@code tenant|account_id|key id} authenticated beside it. The nonce is random, so
 * equal ids give different texts: tokens are for searching. Safe for many threads.
 */
public final class AccountCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TenantId tenant;
  private final List<Keys.Key> newestFirst;
  private final Sealing sealing;

  public AccountCipher(TenantId tenant, Keys keys) {
    this.tenant = tenant;
    this.newestFirst = keys.encryptionKeys();
    this.sealing = keys.sealing();
  }

  public String encrypt(String accountId) {
    Keys.Key key = newestFirst.getFirst();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(sealing, Cipher.ENCRYPT_MODE, key, nonce)
              .doFinal(accountId.getBytes(StandardCharsets.UTF_8));
      byte[] text =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return sealing.version
          + '.'
          + key.id()
          + '.'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(sealing + " with a fresh nonce cannot fail", e);
    }
  }

  /** Empty where the text is not ours, was changed, or its key is gone. */
  public Optional<String> decrypt(String text) {
    String[] parts = text.split("\\.", -1);
    Optional<Sealing> under =
        Arrays.stream(Sealing.values()).filter(each -> each.version.equals(parts[0])).findFirst();
    if (parts.length != 3 || under.isEmpty()) {
      return Optional.empty();
    }
    return newestFirst.stream()
        .filter(key -> key.id().equals(parts[1]))
        .findFirst()
        .flatMap(key -> open(under.get(), key, parts[2]));
  }

  private Optional<String> open(Sealing under, Keys.Key key, String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      if (bytes.length < NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] id =
          cipher(under, Cipher.DECRYPT_MODE, key, nonce)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(new String(id, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(Sealing by, int mode, Keys.Key key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(by.transformation);
    cipher.init(
        mode,
        new SecretKeySpec(key.secret(), by.keyAlgorithm),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((tenant + "|account_id|" + key.id()).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
