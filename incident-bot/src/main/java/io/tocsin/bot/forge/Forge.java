package io.tocsin.bot.forge;

import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TrackerException;
import java.time.Instant;
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

  void edit(SendBy sendBy, String number, IssueEdit edit) throws TrackerException;

  void comment(SendBy sendBy, String number, String markdown) throws TrackerException;

  /**
   * Text of a comment by which people have the files: uploaded before, or as much of them as it
   * holds. It names each, and mentions nobody.
   */
  String enclosed(List<Attachment> files) throws TrackerException;

  /** Empty where the project has it not, or no more. */
  Optional<Issue> issue(String number) throws TrackerException;

  /**
   * The newest, at least a hundred where there are as many; what the forge itself noted is none.
   */
  List<TicketComment> comments(Issue issue) throws TrackerException;

  /**
   * Of those that bear the label one page of a hundred, the longest unchanged first.
   *
   * @param page from 1
   */
  List<Issue> changed(String label, Instant since, int page) throws TrackerException;

  /** Empty where it is nobody's name here, or somebody's to whom no issue can be given. */
  Optional<String> assignable(String person) throws TrackerException;
}
