package io.tocsin.model.access;

/** What a person may do; each includes the one before. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Acknowledges, assigns, mutes, closes and takes any of it back. */
  RESPONDER,
  /**
   * Invites people, changes their role, removes them, reveals accounts, reads the audit journal.
   */
  ADMIN
}
