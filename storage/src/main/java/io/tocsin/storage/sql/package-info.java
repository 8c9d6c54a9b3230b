/**
 * Relations: signals, incidents, ticket ledger, built-in tickets, audit journal, people. One SQL
 * text for SQLite and PostgreSQL; what differs is in the {@link io.tocsin.storage.sql.Dialect} and
 * in the migrations of its name.
 */
package io.tocsin.storage.sql;
