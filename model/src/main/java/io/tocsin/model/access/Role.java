package io.tocsin.model.access;

/** What a person may do; each includes the one before. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Acknowledges, assigns, mutes, closes. */
  RESPONDER,
  /** Invites people, reveals accounts, reads the audit journal. */
  ADMIN
}
