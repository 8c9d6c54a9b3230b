package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.HashedIngestTokens;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.access.Role;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.web.assembly.secrets.KeyFolder;
import io.tocsin.web.logs.AccountKeys;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.signin.ApiTokens;
import java.nio.file.Path;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Every tenant with its tokens, read once at the start, and its keys, read again as they change.
 */
final class Tenants implements AccountKeys, ApiTokens {
  private static final String API_NAME = "api";
  private static final String SENDER_NAME = "sender";

  private final Map<TenantId, KeyFolder> folders = new LinkedHashMap<>();
  private final Map<TenantId, Keys> keys = new ConcurrentHashMap<>();

  static {
    // Behind the JDK's own, so that it does nothing that they can: only SM4 is its.
    Security.addProvider(new BouncyCastleProvider());
  }

  private final IngestTokens ingest;
  private final IngestTokens api;

  Tenants(List<TenantSettings> settings, Path data) {
    Map<String, TenantId> ingestTokens = new LinkedHashMap<>();
    Map<String, TenantId> apiTokens = new LinkedHashMap<>();
    for (TenantSettings tenant : settings) {
      KeyFolder folder = tenant.keyFolderIn(data);
      folders.put(tenant.tenant(), folder);
      keys.put(tenant.tenant(), folder.load());
      add(ingestTokens, tenant, "ingest_token", tenant.ingestTokenIn(data).reveal());
      add(apiTokens, tenant, "api_token", tenant.apiTokenIn(data).reveal());
    }
    ingest = new HashedIngestTokens(ingestTokens);
    api = new HashedIngestTokens(apiTokens);
  }

  private static void add(
      Map<String, TenantId> tokens, TenantSettings tenant, String key, String token) {
    TenantId other = tokens.put(HashedIngestTokens.hashOf(token), tenant.tenant());
    if (other != null) {
      throw new InvalidSettingException(
          "tenants", key + " of " + tenant.id() + " and " + other, "a token of its own for each");
    }
  }

  List<TenantId> all() {
    return List.copyOf(folders.keySet());
  }

  IngestTokens ingestTokens() {
    return ingest;
  }

  @Override
  public AccountTokens tokens(TenantId tenant) {
    return new AccountTokens(keysOf(tenant));
  }

  @Override
  public AccountCipher cipher(TenantId tenant) {
    return new AccountCipher(tenant, keysOf(tenant));
  }

  /** The keys as they stand in the tenant's folder by now; not in use yet. */
  Keys keysOnDisk(TenantId tenant) {
    KeyFolder folder = folders.get(tenant);
    if (folder == null) {
      throw new IllegalArgumentException("no such tenant: " + tenant);
    }
    return folder.read();
  }

  /** From now on these. */
  void use(TenantId tenant, Keys fresh) {
    keys.put(tenant, fresh);
  }

  /** The same instance until others are used. */
  Keys keysOf(TenantId tenant) {
    Keys found = keys.get(tenant);
    if (found == null) {
      throw new IllegalArgumentException("no such tenant: " + tenant);
    }
    return found;
  }

  @Override
  public Optional<Viewer> sender(String token) {
    return ingest.tenantOf(token).map(tenant -> new Viewer(SENDER_NAME, tenant, Role.VIEWER));
  }

  @Override
  public Optional<Viewer> holder(String token) {
    return api.tenantOf(token).map(tenant -> new Viewer(API_NAME, tenant, Role.ADMIN));
  }
}
