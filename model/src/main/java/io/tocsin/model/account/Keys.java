package io.tocsin.model.account;

import java.security.MessageDigest;
import java.util.List;

/**
 * One tenant's keys, newest first in both lists.
 *
 * @param indexKeys for tokens, rotated rarely; two during an overlap, then records carry two tokens
 * @param encryptionKeys for ciphertext, rotated freely; old ones stay to decrypt
 * @param sealing cipher for what is encrypted from now on; older texts say theirs
 */
public record Keys(List<Key> indexKeys, List<Key> encryptionKeys, Sealing sealing) {
  /**
   * @param id written into ciphertext, 1 to 32 of {@code a-z 0-9 -}
   * @param secret 16 bytes for encryption, at least 32 for the index; never printed
   */
  public record Key(String id, byte[] secret) {
    @Override
    public String toString() {
      return "Key[" + id + ", ***]";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && id.equals(key.id)
          && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** With AES. */
  public Keys(List<Key> indexKeys, List<Key> encryptionKeys) {
    this(indexKeys, encryptionKeys, Sealing.AES);
  }

  public Keys {
    indexKeys = List.copyOf(indexKeys);
    encryptionKeys = List.copyOf(encryptionKeys);
    if (indexKeys.isEmpty() || indexKeys.size() > 2 || encryptionKeys.isEmpty()) {
      throw new IllegalArgumentException(
          "keys: %d index, %d encryption (expected: 1 or 2 index, at least 1 encryption)"
              .formatted(indexKeys.size(), encryptionKeys.size()));
    }
  }
}
