package io.tocsin.web.logs;

import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;

/** Each tenant's keys to its accounts. */
public interface AccountKeys {
  /** For searching: from a raw id to what records carry. */
  AccountTokens tokens(TenantId tenant);

  /** For a reveal: from ciphertext to the raw id. */
  AccountCipher cipher(TenantId tenant);
}
