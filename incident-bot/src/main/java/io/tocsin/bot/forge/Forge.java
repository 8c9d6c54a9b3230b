package io.tocsin.bot.forge;

import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import java.util.List;
import java.util.Optional;

/** The calls that one forge has for it; failures are those of its exchange. */
public interface Forge {
  /** Name of its settings, such as {@code bot.github}. */
  String settings();

  /** Role that may set labels. */
  String role();

  /** What is not set up as it must be; empty where all is. */
  Optional<String> missing() throws TrackerException;

  /** All that bear the label, oldest first. */
  List<Issue> labelled(String label) throws TrackerException;

  Issue create(SendBy sendBy, NewIssue issue) throws TrackerException;

  void edit(String number, IssueEdit edit) throws TrackerException;

  void comment(String number, String markdown) throws TrackerException;

  /** Empty where it is nobody's name here, or somebody's to whom no issue can be given. */
  Optional<String> assignable(String person) throws TrackerException;
}
