package io.tocsin.collector.join;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the records and spans of one trace said themselves. Colour, clearing message ids and SLI
 * belong to the whole trace. A transfer touches two accounts in one trace, so the account of the
 * same span counts first, and the trace's only where it has one alone: a wrong account is worse
 * than none.
 */
final class TraceFacts {
  /** Spans of one trace whose account is remembered; a batch job's trace can have thousands. */
  private static final int MAX_SPANS = 64;

  private long lastObservedNanos;
  private final SpanAccounts bySpan = new SpanAccounts();
  private @Nullable Said account;
  private boolean severalAccounts;
  private @Nullable String tenantCode;
  private boolean severalTenantCodes;
  private @Nullable String sli;
  private boolean severalSlis;
  private List<String> messageIds = List.of();
  private boolean loadTest;

  /** Who said it; the reason is put into words only where it is asked for. */
  record Said(AccountRef account, String from) {
    AccountRef joined() {
      return new AccountRef(
          account.tokens(),
          account.encrypted(),
          "joined from %s of the same trace, which had it by %s"
              .formatted(from, account.because()));
    }
  }

  /** True where this was news. */
  boolean learn(
      Business said, boolean coloured, @Nullable String spanId, String from, long observedNanos) {
    lastObservedNanos = Math.max(lastObservedNanos, observedNanos);
    boolean news = coloured && !loadTest;
    loadTest |= coloured;
    news |= learnBankFields(said);
    if (said.account() != null) {
      news |= account == null;
      severalAccounts |= account != null && !same(account.account(), said.account());
      Said joined = shared(said.account(), from);
      account = account == null ? joined : account;
      if (spanId != null && bySpan.size() < MAX_SPANS) {
        news |= bySpan.add(spanId, joined);
      }
    }
    if (said.tenantCode() != null) {
      news |= tenantCode == null;
      severalTenantCodes |= tenantCode != null && !tenantCode.equals(said.tenantCode());
      tenantCode = tenantCode == null ? said.tenantCode() : tenantCode;
    }
    return news;
  }

  /** Most traces say one thing again and again. */
  private Said shared(AccountRef said, String from) {
    Said first = account;
    return first != null && first.account() == said && first.from().equals(from)
        ? first
        : new Said(said, from);
  }

  private boolean learnBankFields(Business said) {
    boolean news = false;
    if (said.sli() != null) {
      news = sli == null;
      severalSlis |= sli != null && !sli.equals(said.sli());
      sli = sli == null ? said.sli() : sli;
    }
    if (!messageIds.containsAll(said.messageIds())) {
      Set<String> all = new LinkedHashSet<>(messageIds);
      all.addAll(said.messageIds());
      List<String> first = all.stream().limit(TelemetryAttributes.MAX_MESSAGE_IDS).toList();
      news |= !first.equals(messageIds);
      messageIds = first;
    }
    return news;
  }

  /** What belongs to the trace as a whole, put on one of its records. */
  Joinable spread(Joinable record) {
    Joinable spread = loadTest && !record.loadTest() ? record.coloured() : record;
    Business business = spread.business();
    Business joined = business;
    String code = severalTenantCodes ? null : tenantCode;
    if (code != null && joined.tenantCode() == null) {
      joined = joined.withTenantCode(code);
    }
    String indicator = severalSlis ? null : sli;
    if (indicator != null && joined.sli() == null) {
      joined = joined.withSli(indicator);
    }
    if (joined.messageIds().isEmpty() && !messageIds.isEmpty()) {
      joined = joined.withMessageIds(messageIds);
    }
    return joined == business ? spread : spread.with(joined);
  }

  long lastObservedNanos() {
    return lastObservedNanos;
  }

  Found<AccountRef> account(@Nullable String spanId) {
    Said ofSpan = spanId == null ? null : bySpan.get(spanId);
    if (ofSpan != null) {
      return new Found.Value<>(ofSpan.joined());
    }
    if (severalAccounts) {
      return new Found.Ambiguous<>();
    }
    return account == null ? new Found.Unknown<>() : new Found.Value<>(account.joined());
  }

  /** While an index key is rotated, one account has two tokens on some records, one on others. */
  private static boolean same(AccountRef one, AccountRef other) {
    return !Collections.disjoint(one.tokens(), other.tokens());
  }
}
