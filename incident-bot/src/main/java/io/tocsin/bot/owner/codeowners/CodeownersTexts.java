package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.source.SourceTree;

/** What CODEOWNERS says to a service's source. */
@FunctionalInterface
public interface CodeownersTexts {
  /** As each commit has it. */
  CodeownersTexts OF_REPOSITORIES = (service, tree) -> tree.codeowners();

  /** Empty where there is none. */
  String of(String service, SourceTree tree);
}
