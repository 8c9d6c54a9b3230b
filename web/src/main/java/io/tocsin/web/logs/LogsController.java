package io.tocsin.web.logs;

import io.tocsin.model.store.Page;
import io.tocsin.model.store.SearchField;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.web.page.AccountLike;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The logs page. */
@Controller
class LogsController {
  private static final int MAX_CURSOR = 1_000;

  /** Notice that text was taken for an account. */
  private static final String ACCOUNT = "account";

  private final AccountSearch search;
  private final Templates templates;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  LogsController(
      AccountSearch search, Templates templates, ConsoleSettings settings, InstantSource clock) {
    this.search = search;
    this.templates = templates;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The form comes here, so that a raw account id travels in a body only; the answer leads to the
   * address that bears its token.
   */
  @PostMapping("/logs")
  ResponseEntity<Void> look(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> form) {
    String account = form.getFirst("account");
    form.remove("account");
    LogFilter filter = LogFilter.of(form, clock.instant(), settings.searchBack());
    if (account != null && !account.isBlank()) {
      filter = filter.withAccounts(search.tokensOf(viewer, account));
    }
    Link link = AccountLike.holds(filter.text()) ? byAccount(viewer, filter) : filter.link();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, link.toString())
        .build();
  }

  /**
   * Instead of a search for text that could hold a raw id: one for that account, unless the form
   * names another.
   */
  private Link byAccount(Viewer viewer, LogFilter filter) {
    LogFilter instead =
        filter.accounts().isEmpty()
            ? filter.withAccounts(search.tokensOf(viewer, AccountLike.id(filter.text())))
            : filter;
    return instead.withoutText().link().and("notice", ACCOUNT);
  }

  @GetMapping("/logs")
  String logs(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    LogFilter filter = LogFilter.of(request, clock.instant(), settings.searchBack());
    if (AccountLike.holds(filter.text())) {
      return "redirect:" + byAccount(viewer, filter);
    }
    int size = Pager.size(request.getFirst("size"));
    String cursor = cursor(request.getFirst("cursor"));
    Page<LogRecord> found = find(viewer, filter, cursor, size);
    Link self = filter.link().and("size", size == Pager.SIZE ? null : Integer.toString(size));
    model.addAttribute("filter", filter);
    model.addAttribute("textWasAccount", ACCOUNT.equals(request.getFirst("notice")));
    model.addAttribute("rows", found.items().stream().map(LogRow::new).toList());
    model.addAttribute("total", found.total());
    model.addAttribute("atLeast", found.totalIsLowerBound());
    model.addAttribute("first", cursor == null ? null : self);
    model.addAttribute("older", found.next() == null ? null : self.and("cursor", found.next()));
    model.addAttribute("presets", TimeRange.PRESETS.keySet());
    model.addAttribute("severities", severities());
    model.addAttribute("furtherFields", SearchField.values());
    return "logs";
  }

  /** A cursor that the store does not know (any more) leads to the first page. */
  private Page<LogRecord> find(Viewer viewer, LogFilter filter, @Nullable String cursor, int size) {
    Map<SearchField, List<String>> fields = templates.searched(viewer.tenant(), filter.fields());
    TelemetryQuery query = filter.query(viewer.tenant(), fields, cursor, size);
    try {
      return search.logs(viewer, query);
    } catch (IllegalArgumentException badCursor) {
      if (cursor == null) {
        throw badCursor;
      }
      return search.logs(viewer, filter.query(viewer.tenant(), fields, null, size));
    }
  }

  private static @Nullable String cursor(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > MAX_CURSOR ? null : text;
  }

  private static List<String> severities() {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity != Severity.UNSPECIFIED)
        .map(severity -> severity.name().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }
}
