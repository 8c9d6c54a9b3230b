package io.tocsin.web.backtest;

import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.TriedCodeowners;
import io.tocsin.model.mute.Matcher;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to see the outcome of, as typed.
 *
 * @param matchers of a silence; empty for none
 * @param codeowners empty for those of the repositories
 * @param service whose owners that decides
 */
public record Tried(String matchers, String codeowners, String service) {
  private static final String ALL = "*";

  /** What is absent is empty. */
  public Tried {
    matchers = matchers == null ? "" : matchers;
    codeowners = codeowners == null ? "" : codeowners;
    service = service == null || service.isBlank() ? ALL : service.strip();
  }

  /** What was tried last stands there, to be changed. */
  static Tried in(@Nullable BacktestRun last) {
    if (last == null) {
      return new Tried("", "", ALL);
    }
    BacktestQuery query = last.query();
    TriedCodeowners owners = query.codeowners().isEmpty() ? null : query.codeowners().getFirst();
    return new Tried(
        query.silences().isEmpty() ? "" : text(query.silences().getFirst()),
        owners == null ? "" : owners.text(),
        owners == null ? ALL : owners.service());
  }

  private static String text(List<Matcher> silence) {
    return silence.stream().map(Matcher::toString).collect(Collectors.joining(", "));
  }

  List<List<Matcher>> silences() {
    return matchers.isBlank() ? List.of() : List.of(Matcher.parse(matchers));
  }

  List<TriedCodeowners> owners() {
    return codeowners.isBlank() ? List.of() : List.of(new TriedCodeowners(service, codeowners));
  }
}
