package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.name.NamePattern;
import io.tocsin.bot.source.SourceTree;
import io.tocsin.model.backtest.TriedCodeowners;
import java.util.List;

/** CODEOWNERS as somebody would have it; as each commit has it where nothing is tried. */
public final class TriedTexts implements CodeownersTexts {
  private final List<TriedCodeowners> tried;

  /**
   * @param tried the first that fits a service decides
   */
  public TriedTexts(List<TriedCodeowners> tried) {
    this.tried = List.copyOf(tried);
  }

  @Override
  public String of(String service, SourceTree tree) {
    return tried.stream()
        .filter(one -> NamePattern.fits(one.service(), service))
        .findFirst()
        .map(TriedCodeowners::text)
        .orElseGet(tree::codeowners);
  }

  /** Lines that say nothing, each with its reason. */
  public List<String> skipped() {
    return tried.stream()
        .flatMap(one -> CodeownersFile.parse(one.text()).skipped().stream())
        .map(line -> "CODEOWNERS as tried, " + line)
        .toList();
  }
}
