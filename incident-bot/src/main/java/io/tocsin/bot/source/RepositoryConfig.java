package io.tocsin.bot.source;

import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the source of some services is. */
public record RepositoryConfig(
    @Setting(doc = "Services whose source it holds, by name; * stands for any text.", def = "*")
        String service,
    @Setting(
            doc =
                "Path of a repository on this machine (read as it is), or its https://, http:// or"
                    + " file:// address (mirrored below cache_folder).")
        String git,
    @Setting(doc = "Token for an address that asks for one, sent as a password.")
        @Nullable Secret token,
    @Setting(doc = "Folder of the repository that these services live in. Absent: all of it.")
        @Nullable String folder,
    @Setting(
            doc =
                "Tenant whose services these are: no other sees its commits and people. May be"
                    + " absent only where there is one tenant.")
        @Nullable String tenant,
    @Setting(
            doc =
                "Address at which a browser shows a file: {commit}, {file} and {line} are filled in, as in"
                    + " https://github.com/acme/shop/blob/{commit}/{file}#L{line} or"
                    + " https://gitlab.example/acme/shop/-/blob/{commit}/{file}#L{line}. Pages and"
                    + " tickets then lead from frames to their lines. Absent: they do not.")
        @Nullable String fileUrl,
    @Setting(
            doc =
                "Address at which a browser shows a commit, as in"
                    + " https://github.com/acme/shop/commit/{commit}. Absent: none.")
        @Nullable String commitUrl) {
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://.*");
  private static final Pattern WITH_PASSWORD = Pattern.compile("[a-z][a-z0-9+.-]*://[^/]*@.*");
  private static final Pattern SUPPORTED = Pattern.compile("(https?|file)://.+");

  public RepositoryConfig {
    if (git.isBlank()) {
      throw new InvalidSettingException("git", "empty", "a path, or an https:// address");
    }
    if (ADDRESS.matcher(git).matches() && !SUPPORTED.matcher(git).matches()) {
      throw new InvalidSettingException("git", git, "a path, https://, http:// or file://");
    }
    if (WITH_PASSWORD.matcher(git).matches()) {
      // Addresses are shown to people, with what a fetch said of them.
      throw new InvalidSettingException(
          "git", git.replaceAll("//[^/]*@", "//***@"), "no user or password in it: use token");
    }
    if (fileUrl != null) {
      LinkTemplate.ofFile("file_url", fileUrl);
    }
    if (commitUrl != null) {
      LinkTemplate.ofCommit("commit_url", commitUrl);
    }
  }

  @Nullable LinkTemplate fileLink() {
    return fileUrl == null ? null : LinkTemplate.ofFile("file_url", fileUrl);
  }

  @Nullable LinkTemplate commitLink() {
    return commitUrl == null ? null : LinkTemplate.ofCommit("commit_url", commitUrl);
  }

  /** Whether it may be read for that tenant. */
  boolean isOf(TenantId asking) {
    return tenant == null || tenant.equals(asking.value());
  }

  /** Else it is a path of this machine. */
  public boolean isAddress() {
    return SUPPORTED.matcher(git).matches();
  }
}
