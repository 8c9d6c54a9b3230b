package io.tocsin.web.logs;

import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.store.SearchField;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.web.page.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a search asks for, as it stands in the address. Accounts are tokens here, always.
 *
 * @param accounts tokens, at most two: a rotation of the index key overlaps
 * @param severity least severity; null for any
 * @param fields further ones, in the order of their declaration
 */
public record LogFilter(
    String trace,
    List<String> accounts,
    String tenantCode,
    String errorCode,
    String service,
    @Nullable Severity severity,
    Map<SearchField, String> fields,
    String text,
    TimeRange range) {
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern TOKEN =
      Pattern.compile(Pattern.quote(AccountTokens.PREFIX) + "[\\w-]{20}");
  private static final int MAX_TOKENS = 2;
  private static final int MAX_TEXT = 200;

  public LogFilter {
    accounts = List.copyOf(accounts);
    fields = Collections.unmodifiableMap(fields);
  }

  /** Reads an address; what cannot be meant is left out. */
  static LogFilter of(MultiValueMap<String, String> request, Instant now, Duration back) {
    return new LogFilter(
        traceId(text(request, "trace")),
        request.getOrDefault("account", List.of()).stream()
            .filter(token -> TOKEN.matcher(token).matches())
            .distinct()
            .limit(MAX_TOKENS)
            .toList(),
        text(request, "tenant_code"),
        text(request, "code"),
        text(request, "service"),
        severity(text(request, "severity")),
        fields(request),
        text(request, "q"),
        TimeRange.of(
            request.getFirst("range"),
            request.getFirst("from"),
            request.getFirst("to"),
            now,
            back));
  }

  /** 32 hex digits in lower case, or empty. */
  public static String traceId(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT).replace("-", "");
    return TRACE.matcher(lower).matches() ? lower : "";
  }

  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  LogFilter withAccounts(List<String> tokens) {
    return new LogFilter(
        trace, tokens, tenantCode, errorCode, service, severity, fields, text, range);
  }

  LogFilter withoutText() {
    return new LogFilter(
        trace, accounts, tenantCode, errorCode, service, severity, fields, "", range);
  }

  /**
   * @param asked {@link #fields} as the store is asked for them
   */
  TelemetryQuery query(
      TenantId tenant, Map<SearchField, List<String>> asked, @Nullable String cursor, int limit) {
    return new TelemetryQuery(
        tenant,
        range.from(),
        range.to(),
        orNull(trace),
        accounts,
        orNull(tenantCode),
        orNull(errorCode),
        orNull(service),
        severity,
        asked,
        orNull(text),
        TelemetryQuery.Order.NEWEST_FIRST,
        cursor,
        limit);
  }

  public Link link() {
    return linkWithin("");
  }

  /** The same search over another time. */
  public Link linkWithin(String preset) {
    Link link = Link.to("/logs").and("trace", trace);
    for (String token : accounts) {
      link = link.and("account", token);
    }
    link =
        link.and("tenant_code", tenantCode)
            .and("code", errorCode)
            .and("service", service)
            .and("severity", severityName())
            .and("q", text);
    for (Map.Entry<SearchField, String> field : fields.entrySet()) {
      link = link.and(field.getKey().key(), field.getValue());
    }
    if (!preset.isEmpty()) {
      return link.and("range", preset);
    }
    return range.fixed()
        ? link.and("from", range.from().toString()).and("to", range.to().toString())
        : link.and("range", range.preset());
  }

  public String severityName() {
    return severity == null ? "" : severity.name().toLowerCase(Locale.ROOT);
  }

  /** Whether anything but the time is asked for. */
  public boolean narrows() {
    return !trace.isEmpty()
        || !accounts.isEmpty()
        || !tenantCode.isEmpty()
        || !errorCode.isEmpty()
        || !service.isEmpty()
        || severity != null
        || !fields.isEmpty()
        || !text.isEmpty();
  }

  private static String text(MultiValueMap<String, String> request, String name) {
    String value = request.getFirst(name);
    if (value == null) {
      return "";
    }
    String stripped = value.strip();
    return stripped.length() > MAX_TEXT ? stripped.substring(0, MAX_TEXT) : stripped;
  }

  private static Map<SearchField, String> fields(MultiValueMap<String, String> request) {
    Map<SearchField, String> fields = new EnumMap<>(SearchField.class);
    for (SearchField field : SearchField.values()) {
      String value = text(request, field.key());
      if (!value.isEmpty()) {
        fields.put(field, value);
      }
    }
    return fields;
  }

  /** What is asked of a field, or an empty text. */
  public String field(SearchField field) {
    return fields.getOrDefault(field, "");
  }

  private static @Nullable Severity severity(String text) {
    for (Severity severity : Severity.values()) {
      if (severity != Severity.UNSPECIFIED && severity.name().equalsIgnoreCase(text)) {
        return severity;
      }
    }
    return null;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
