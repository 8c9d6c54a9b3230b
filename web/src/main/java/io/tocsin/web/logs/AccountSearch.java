package io.tocsin.web.logs;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** Searches logs; one that asks for an account is journalled before anybody gets an answer. */
@Component
public final class AccountSearch {
  private final TelemetrySearch search;
  private final AccountKeys keys;
  private final AuditJournal audit;

  AccountSearch(TelemetrySearch search, AccountKeys keys, AuditJournal audit) {
    this.search = search;
    this.keys = keys;
    this.audit = audit;
  }

  /** What records carry for a raw id, or the token itself where it is one. */
  public List<String> tokensOf(Viewer viewer, String account) {
    String given = account.strip();
    return LogFilter.isToken(given) ? List.of(given) : keys.tokens(viewer.tenant()).tokensOf(given);
  }

  public Page<LogRecord> logs(Viewer viewer, TelemetryQuery query) {
    return query.accountTokens().isEmpty() ? search.logs(query) : journalled(viewer, query);
  }

  /** The search runs while the journal's disk is waited for; without an entry it is for nobody. */
  private Page<LogRecord> journalled(Viewer viewer, TelemetryQuery query) {
    CompletableFuture<Page<LogRecord>> found =
        CompletableFuture.supplyAsync(() -> search.logs(query), Thread::startVirtualThread);
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "account.search",
            "account/" + String.join("+", query.accountTokens()),
            null,
            null,
            "search in logs from " + query.from() + " to " + query.to()));
    try {
      return found.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failed ? failed : e;
    }
  }
}
